// SPDX-License-Identifier: Apache-2.0

/// A message of a broker.
package struct MQTTMessage: Sendable, Hashable {
    package let topic: String
    package let payload: [UInt8]
    /// Whether the broker kept it for newcomers: it is old, and nobody knows how old.
    package let isRetained: Bool

    package init(topic: String, payload: [UInt8], isRetained: Bool = false) {
        self.topic = topic
        self.payload = payload
        self.isRetained = isRetained
    }
}

extension MQTTMessage {
    /// What `mosquitto_sub -F` is told to write for each message: whether it is retained, its payload in hexadecimal
    /// digits, and its topic.
    package static let lineFormat = "%r %x %t"

    /// Reads a line in ``lineFormat``; `nil` when it is none, as the rest of a topic with a line end is.
    package init?(line: some StringProtocol) {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "0" || parts[0] == "1", !parts[2].isEmpty,
            let payload = Self.bytes(parts[1].utf8)
        else { return nil }
        self.init(topic: String(parts[2]), payload: payload, isRetained: parts[0] == "1")
    }

    private static func bytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - 0x30
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - 0x57
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - 0x37
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }
}
