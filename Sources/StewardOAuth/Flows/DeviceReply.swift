// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What a device authorization endpoint hands out (RFC 8628, 3.2).
package struct DeviceReply: Sendable, Hashable {
    /// What the device shows at the token endpoint.
    package let deviceCode: Secret
    /// What the person types in.
    package let userCode: String
    /// Where the person types it in.
    package let address: String
    /// How long both codes are good.
    package let lifetime: Duration
    /// How long to wait between two questions.
    package let interval: Duration

    /// Describes a reply.
    package init(deviceCode: Secret, userCode: String, address: String, lifetime: Duration, interval: Duration) {
        self.deviceCode = deviceCode
        self.userCode = userCode
        self.address = address
        self.lifetime = lifetime
        self.interval = interval
    }

    /// Reads a reply. `addressMembers` are the names that the address may have; the first that is there wins.
    package init(parsing bytes: [UInt8], addressMembers: [String]) throws(JSONError) {
        self = try JSONReader.read(bytes, limits: TokenReply.limits) { reader throws(JSONError) in
            try DeviceReply(&reader, addressMembers)
        }
    }

    private init(_ reader: inout JSONReader, _ addressMembers: [String]) throws(JSONError) {
        var deviceCode: Secret?
        var userCode: String?
        var addresses: [String: String] = [:]
        var lifetime: Duration?
        var interval: Duration?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "device_code": deviceCode = try reader.readToken("device_code")
            case "user_code": userCode = try reader.readShown("user_code")
            case "expires_in": lifetime = try reader.readSecondsIfAny("expires_in")
            case "interval": interval = try reader.readSecondsIfAny("interval")
            default:
                if addressMembers.contains(key.text) { addresses[key.text] = try reader.readShown("address") }
            }
        }
        guard let deviceCode, let userCode, let address = addressMembers.lazy.compactMap({ addresses[$0] }).first else {
            throw reader.error(.missingKey, "The device_code, the user_code or the address to open is missing.")
        }
        self.init(
            deviceCode: deviceCode, userCode: userCode, address: address, lifetime: lifetime ?? .seconds(1800),
            // Without an interval 5 s is meant; zero would be a flood.
            interval: min(max(interval ?? .seconds(5), .seconds(1)), .seconds(600)))
    }
}

extension JSONReader {
    /// Text that is shown to a person on a terminal: no control characters, and short.
    fileprivate mutating func readShown(_ name: StaticString) throws(JSONError) -> String {
        let text = try readString()
        let isShowable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        guard isShowable, !text.isEmpty, text.utf8.count <= 2048 else {
            throw error(.invalidValue, "The \(name) is empty, too long, or holds a control character.")
        }
        return text
    }
}
