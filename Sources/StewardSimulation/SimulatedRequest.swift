// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes

/// A request as a simulator sees it, its body read.
public struct SimulatedRequest: Sendable {
    /// The method.
    public let method: HTTPRequest.Method
    /// The path without the query, as it was sent.
    public let path: String
    /// The query's parameters, decoded; of several with one name the last.
    public let query: [String: String]
    /// The header fields.
    public let headerFields: HTTPFields
    /// The body; empty for none.
    public let body: [UInt8]
    /// What stood in the places of a route's pattern, decoded: `file` for `/records/{file}`.
    public var parameters: [String: String]

    /// Makes a request. `target` is the path with its query.
    public init(_ method: HTTPRequest.Method, _ target: String, headerFields: HTTPFields = [:], body: [UInt8] = []) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        path = parts.first.map(String.init) ?? "/"
        query = parts.count == 2 ? Self.parameters(parts[1]) : [:]
        self.headerFields = headerFields
        self.body = body
        parameters = [:]
    }

    private static func parameters(_ query: Substring) -> [String: String] {
        var found: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            found[decoded(parts[0])] = parts.count == 2 ? decoded(parts[1]) : ""
        }
        return found
    }

    /// Undoes percent-encoding; a broken escape stays as it is.
    static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let escape = rest.prefix(2)
            let isHexadecimal = escape.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
            if byte == UInt8(ascii: "%"), escape.count == 2, isHexadecimal,
                let value = UInt8(String(decoding: escape, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
