// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes
public import StewardCore

/// Sends one request and gives its reply as it arrives. Bodies stream both ways.
///
/// Wrappers conform too and say what they add (``RetryingTransport``);
/// ``HTTPTransport/standard(_:clock:random:)`` composes them.
public protocol HTTPTransport: Sendable {
    /// Sends `call`.
    ///
    /// Any status is a reply, not an error; clients map statuses to codes. The body must be read to its end or dropped;
    /// dropping it closes the connection.
    /// - Throws: `unavailable` when no reply came (refused, reset, timed out), `forbidden` for a host that is not
    ///   allowed, `cancelled` when the task is cancelled. Reading the body throws `unavailable` when it breaks off.
    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply
}

/// A request, its body, and how to treat it.
public struct HTTPCall: Sendable {
    /// Method, address and header fields.
    public var request: HTTPRequest
    /// The body; `nil` for none.
    public var body: HTTPBody?
    /// Which time limits apply.
    public var timing: Timing
    /// Whether sending it twice does no more than sending it once. `nil`: decided by the method (RFC 9110, 9.2.2).
    public var isRepeatable: Bool?
    /// Whether ``RedirectFollowingTransport`` follows a redirect of this call; else the redirect is the reply, for a
    /// caller that reads it (its cookies, where it leads).
    public var followsRedirects = true
    /// What the call costs, in the units a pacing wrapper was given; empty means one `call`.
    public var cost: [String: Double]

    /// Makes a call.
    public init(
        _ request: HTTPRequest, body: HTTPBody? = nil, timing: Timing = .standard, isRepeatable: Bool? = nil,
        cost: [String: Double] = [:]
    ) {
        self.request = request
        self.body = body
        self.timing = timing
        self.isRepeatable = isRepeatable
        self.cost = cost
    }

    /// Time limits of a call.
    public struct Timing: Sendable, Hashable {
        /// To connect.
        public var connect: Duration
        /// Without a byte arriving.
        public var idle: Duration
        /// Makes limits.
        public init(connect: Duration, idle: Duration) {
            self.connect = connect
            self.idle = idle
        }
        /// Health checks and small look-ups: 5 s to connect, 15 s idle.
        public static var quick: Self { Self(connect: .seconds(5), idle: .seconds(15)) }
        /// Ordinary calls: 5 s to connect, 30 s idle.
        public static var standard: Self { Self(connect: .seconds(5), idle: .seconds(30)) }
        /// Uploads and downloads: 10 s to connect, 300 s idle.
        public static var transfer: Self { Self(connect: .seconds(10), idle: .seconds(300)) }
    }
}

/// A request's body. It can be produced again for a second try.
public struct HTTPBody: Sendable {
    /// Bytes in all; `nil` when unknown (sent chunked).
    public let length: Int64?
    /// Starts the body from its beginning; `nil` when it can be sent only once and was.
    public let stream: @Sendable () -> ByteStream?

    /// A body from a source that can be started again. Give `nil` from the second call on when it cannot.
    public init(length: Int64?, _ stream: @escaping @Sendable () -> ByteStream?) {
        self.length = length
        self.stream = stream
    }
    /// A body already in memory.
    public init(_ bytes: [UInt8]) {
        self.init(length: Int64(bytes.count)) { ByteStream(bytes) }
    }
}

/// What came back.
public struct HTTPReply: Sendable {
    /// Status and header fields.
    public var response: HTTPResponse
    /// The body as it arrives.
    public var body: ByteStream
    /// Whether the protocol marks the body's end (a length, chunks, an HTTP/2 frame). When `false` the body ends where
    /// the connection does, and a broken connection looks like the end.
    public var hasMarkedEnd: Bool

    /// Makes a reply.
    public init(_ response: HTTPResponse, body: ByteStream, hasMarkedEnd: Bool = true) {
        self.response = response
        self.body = body
        self.hasMarkedEnd = hasMarkedEnd
    }
}
