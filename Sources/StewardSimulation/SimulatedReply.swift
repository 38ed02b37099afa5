// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import HTTPTypes
public import StewardCore
import StewardHTTP

/// What a simulator answers, before faults.
public struct SimulatedReply: Sendable {
    /// The status.
    public var status: HTTPResponse.Status
    /// The header fields; the server adds `Content-Length` and `Date`.
    public var headerFields: HTTPFields
    /// The body; empty when ``stream`` is set.
    public var body: [UInt8]
    /// A body that is read as it is sent, in place of ``body``. Without a length it is sent in chunks (RFC 9112, 7.1).
    /// When it throws, the connection is closed.
    public var stream: ByteStream?

    /// Makes a reply.
    public init(_ status: HTTPResponse.Status = .ok, headerFields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headerFields = headerFields
        self.body = body
        stream = nil
    }

    /// Makes a reply whose body is read as it is sent.
    public init(_ status: HTTPResponse.Status = .ok, headerFields: HTTPFields = [:], stream: ByteStream) {
        self.status = status
        self.headerFields = headerFields
        self.stream = stream
        body = []
    }

    /// How long the body is; `nil` for a stream that does not know.
    public var length: Int64? {
        guard let stream else { return Int64(body.count) }
        return stream.length
    }

    /// The body as a stream, whichever it is.
    public var bodyStream: ByteStream { stream ?? ByteStream(body) }

    /// Sets `Last-Modified`.
    public mutating func setLastModified(_ date: Date) { headerFields[.lastModified] = HTTPDate.format(date) }

    /// A reply with text.
    public static func text(
        _ text: String, type: String = "text/plain; charset=utf-8", status: HTTPResponse.Status = .ok
    ) -> Self {
        Self(status, headerFields: [.contentType: type], body: Array(text.utf8))
    }

    /// A reply with JSON in canonical form.
    public static func json(_ json: JSON, status: HTTPResponse.Status = .ok) -> Self {
        guard let bytes = try? json.canonicalBytes() else {
            return .text("The simulator built a value that is no JSON.", status: .internalServerError)
        }
        return Self(status, headerFields: [.contentType: "application/json"], body: bytes)
    }
}
