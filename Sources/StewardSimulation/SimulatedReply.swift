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
    /// The body.
    public var body: [UInt8]

    /// Makes a reply.
    public init(_ status: HTTPResponse.Status = .ok, headerFields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headerFields = headerFields
        self.body = body
    }

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
