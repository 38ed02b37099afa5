// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes

/// Something that goes wrong on the way, played by the server over any simulator's answer.
public struct Fault: Sendable, Hashable {
    /// What goes wrong.
    public var kind: Kind
    /// Which paths: exact, or a beginning followed by `*`.
    public var path: String
    /// Which method; `nil`: any.
    public var method: HTTPRequest.Method?
    /// A piece that the query must hold as it was sent, as `alt=media`; `nil`: any query or none.
    public var query: String?
    /// How many fitting requests pass unharmed first.
    public var skip: Int
    /// How many requests it hits; `nil`: all from then on.
    public var count: Int?

    /// Makes a fault.
    public init(
        _ kind: Kind, path: String = "*", method: HTTPRequest.Method? = nil, query: String? = nil, skip: Int = 0,
        count: Int? = nil
    ) {
        self.kind = kind
        self.path = path
        self.method = method
        self.query = query
        self.skip = skip
        self.count = count
    }

    /// What can go wrong.
    public enum Kind: Sendable, Hashable {
        /// This status, with a short text.
        case status(Int)
        /// 429 with a Retry-After.
        case rateLimited(RetryAfter)
        /// The true answer, after a wait on the server's clock.
        case delay(Duration)
        /// No answer at all until the client goes away.
        case silence
        /// The connection is closed: before the head with `nil`, else after so many bytes of the body. With `nil` the
        /// service never sees the request.
        case disconnect(afterBytes: Int?)
        /// The service does what it was asked for, and then the connection is closed before the head.
        case lostReply
        /// The connection is closed when so many bytes of the request's body have been read. A route that reads the
        /// body as it arrives gets exactly these; any other never sees the request.
        case disconnectUpload(afterBytes: Int)
        /// The body of the answer is sent in pieces of so many bytes, with a wait on the server's clock between them.
        case slowBody(pieceBytes: Int, delay: Duration)
        /// The body of the request is read in pieces of so many bytes, with a wait on the server's clock after each.
        case slowUpload(pieceBytes: Int, delay: Duration)
        /// A body cut to so many bytes. `full`: under the whole body's Content-Length, and then the connection is
        /// closed; else the cut body is declared as if it were whole.
        case truncate(toBytes: Int, full: Bool)
        /// A page in HTML that asks the visitor to prove being human, with status 200 or 403.
        case challenge(status: Int)
        /// These bytes in place of the body, with the true head.
        case body([UInt8])
    }

    /// The two forms of Retry-After (RFC 9110, 10.2.3), or none.
    public enum RetryAfter: Sendable, Hashable {
        /// The field is missing.
        case none
        /// `Retry-After: 30`.
        case seconds(Int)
        /// `Retry-After: Sun, 08 Feb 2026 10:00:30 GMT`: so many seconds from the server's now.
        case date(Int)
    }

    func fits(_ request: SimulatedRequest) -> Bool {
        guard method == nil || method == request.method else { return false }
        if let query, !request.target.dropFirst(request.path.count).contains(query) { return false }
        return path.hasSuffix("*") ? request.path.hasPrefix(path.dropLast()) : path == request.path
    }
}
