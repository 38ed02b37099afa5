// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials

/// One request and its reply as a fixture file holds them, without credentials.
public struct RecordedExchange: Codable, Sendable, Equatable {
    /// When it was recorded.
    public var recorded: Date
    /// What was sent.
    public var request: Request
    /// What came back; `nil` when nothing did.
    public var reply: Reply?
    /// Why nothing came back.
    public var error: String?

    /// What was sent.
    public struct Request: Codable, Sendable, Equatable {
        /// The method.
        public var method: String
        /// The whole address.
        public var address: String
        /// Name and value of each header field, in order.
        public var fields: [[String]]
        /// The body; `nil` when there was none.
        public var body: Body?
    }
    /// What came back.
    public struct Reply: Codable, Sendable, Equatable {
        /// The status.
        public var status: Int
        /// Name and value of each header field, in order, without `Content-Length` and `Transfer-Encoding`: removing
        /// credentials changes them.
        public var fields: [[String]]
        /// The body.
        public var body: Body
    }
    /// A body: text where it is UTF-8, Base64 where it isn't.
    public struct Body: Codable, Sendable, Equatable {
        /// The body as text.
        public var text: String?
        /// The body in Base64.
        public var base64: String?
        /// How long it was on the wire, as far as it was read.
        public var length: Int
        /// Why the body, or part of it, is not here; `nil` when it is here whole.
        public var omitted: String?

        /// The bytes; empty when they were left out.
        public var bytes: [UInt8] {
            if let text { return Array(text.utf8) }
            return base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? []
        }
    }
}

extension RecordedExchange {
    /// Reads a fixture file's bytes.
    ///
    /// - Throws: `DecodingError` when it is none.
    public init(json: [UInt8]) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        self = try decoder.decode(Self.self, from: Data(json))
    }

    /// The bytes of a fixture file: indented, members sorted, times in UTC.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }
}
