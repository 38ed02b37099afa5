// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes

/// A request as a simulator sees it.
public struct SimulatedRequest: Sendable {
    /// The method.
    public let method: HTTPRequest.Method
    /// The path with the query, as it was sent.
    public let target: String
    /// The path without the query, as it was sent.
    public let path: String
    /// The query's parameters, decoded; of several with one name the last.
    public let query: [String: String]
    /// What the Host field names, as `127.0.0.1:49152` or a service's own host; `nil` when there is none.
    public let authority: String?
    /// The header fields, without Host.
    public let headerFields: HTTPFields
    /// The body; empty for none, and for a route that reads it as it arrives.
    public var body: [UInt8]
    /// What stood in the places of a route's pattern, decoded: `file` for `/records/{file}`.
    public var parameters: [String: String]

    /// Makes a request. `target` is the path with its query.
    public init(
        _ method: HTTPRequest.Method, _ target: String, authority: String? = nil, headerFields: HTTPFields = [:],
        body: [UInt8] = []
    ) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        self.target = target
        path = parts.first.map(String.init) ?? "/"
        query = parts.count == 2 ? Self.parameters(parts[1]) : [:]
        self.authority = authority
        self.headerFields = headerFields
        self.body = body
        parameters = [:]
    }

    /// The parameters of a query, or of a form body, decoded; of several with one name the last.
    public static func parameters(_ query: some StringProtocol) -> [String: String] {
        var found: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            found[decoded(parts[0])] = parts.count == 2 ? decoded(parts[1]) : ""
        }
        return found
    }

    /// Undoes percent-encoding, and `+` for a space; a broken escape stays as it is.
    static func decoded(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else { return String(text) }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "%"), index + 1 < bytes.count, let high = digit(bytes[index]),
                let low = digit(bytes[index + 1])
            {
                plain.append(high << 4 | low)
                index += 2
            } else {
                plain.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
