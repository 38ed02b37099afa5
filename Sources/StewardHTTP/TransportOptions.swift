// SPDX-License-Identifier: Apache-2.0
public import Logging

/// What ``HTTPTransport/standard(_:clock:random:)`` puts around a transport.
public struct TransportOptions: Sendable {
    /// The only hosts that may be talked to, each `host` or `host:port`.
    public var hosts: [String]
    /// Knows the connection's secrets.
    public var redactor: Redactor
    /// When to try again.
    public var retry: RetryPolicy
    /// How fast each kind of call may go; empty for no limit.
    public var pace: [String: PaceLimit]
    /// What is kept of replies; `nil` keeps nothing.
    public var cache: Cache?
    /// How many redirects of GET and HEAD calls are followed in a row; `nil` hands them to the caller.
    public var redirects: Int?
    /// Where exchanges are written as fixtures; `nil` writes none.
    public var recordingFolder: String?
    /// Gets one line for each call, at `debug`.
    public var logger: Logger?

    /// Makes options. Only the hosts have no default.
    public init(
        hosts: [String], redactor: Redactor = Redactor(), retry: RetryPolicy = .standard,
        pace: [String: PaceLimit] = [:], cache: Cache? = nil, redirects: Int? = 5, recordingFolder: String? = nil,
        logger: Logger? = nil
    ) {
        self.hosts = hosts
        self.redactor = redactor
        self.retry = retry
        self.pace = pace
        self.cache = cache
        self.redirects = redirects
        self.recordingFolder = recordingFolder
        self.logger = logger
    }

    /// How replies are kept.
    public struct Cache: Sendable {
        /// A folder of this connection's own; `nil` keeps replies in memory alone.
        public var folder: String?
        /// How much is kept.
        public var limits: CacheLimits
        /// How long after it went stale a reply may stand in for a failing service.
        public var staleIfError: Duration

        /// Makes settings.
        public init(
            folder: String?, limits: CacheLimits = .standard, staleIfError: Duration = .seconds(86_400)
        ) {
            self.folder = folder
            self.limits = limits
            self.staleIfError = staleIfError
        }
    }
}
