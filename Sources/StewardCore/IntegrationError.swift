// SPDX-License-Identifier: Apache-2.0

/// What went wrong between Steward and an outside service.
///
/// Two errors are equal when their codes are; the message and the cause are for people. A message is one sentence that
/// names the place and the repair, and never holds a credential.
public struct IntegrationError: Error, Sendable {
    /// The kind of failure; decides whether to wait, to ask a person or to give up.
    public let code: Code
    /// One sentence for a person: what failed, where, and what to do.
    public let message: String
    /// How long the service asked to wait; `nil` when it did not say.
    public let retryAfter: Duration?
    /// What caused this, for logs. May be another `IntegrationError`.
    public let cause: (any Error)?

    /// Makes an error. `message` must not hold a credential.
    public init(_ code: Code, _ message: String, retryAfter: Duration? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
        self.cause = cause
    }
}

extension IntegrationError {
    /// A failure kind. Kinds may be added in a minor release, so a `switch` needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case notFound, conflict, unauthorized, forbidden, rateLimited, quotaExceeded, unavailable
            case invalidRequest, malformedReply, unsupported, cancelled
            case dailyLimit, storageFull, downloadQuota, flaggedAsAbuse
        }
        private let kind: Kind

        /// The thing asked for does not exist.
        public static var notFound: Self { Self(kind: .notFound) }
        /// The thing exists already, or changed meanwhile.
        public static var conflict: Self { Self(kind: .conflict) }
        /// The credential is missing, expired, or too narrow. A person has to act.
        public static var unauthorized: Self { Self(kind: .unauthorized) }
        /// The credential is good, but this is not allowed, or the host is not on the integration's list.
        public static var forbidden: Self { Self(kind: .forbidden) }
        /// Too many calls. Waiting helps; see ``IntegrationError/retryAfter``.
        public static var rateLimited: Self { Self(kind: .rateLimited) }
        /// A storage or daily quota is used up. Waiting minutes does not help.
        public static var quotaExceeded: Self { Self(kind: .quotaExceeded) }
        /// The service cannot be reached or is failing. Trying again may help.
        public static var unavailable: Self { Self(kind: .unavailable) }
        /// The service refused the request as wrong. Repeating it does not help.
        public static var invalidRequest: Self { Self(kind: .invalidRequest) }
        /// The reply is not what the service's documentation promises (truncated, HTML, wrong shape).
        public static var malformedReply: Self { Self(kind: .malformedReply) }
        /// The service cannot do this at all.
        public static var unsupported: Self { Self(kind: .unsupported) }
        /// The work was cancelled by its caller.
        public static var cancelled: Self { Self(kind: .cancelled) }

        /// The account's or the project's limit for today is used up. It is free again tomorrow.
        public static var dailyLimit: Self { Self(kind: .dailyLimit) }
        /// The account's storage is full. A person has to free some of it or to buy more.
        public static var storageFull: Self { Self(kind: .storageFull) }
        /// Too many people have read this file lately. Waiting a day helps, or a copy of one's own.
        public static var downloadQuota: Self { Self(kind: .downloadQuota) }
        /// The service takes the file for malware or abuse and gives it to its owner only, on request.
        public static var flaggedAsAbuse: Self { Self(kind: .flaggedAsAbuse) }

        /// Every code known to this version, for documentation and for contract tests.
        public static var all: [Self] {
            [
                .notFound, .conflict, .unauthorized, .forbidden, .rateLimited, .quotaExceeded, .unavailable,
                .invalidRequest, .malformedReply, .unsupported, .cancelled, .dailyLimit, .storageFull, .downloadQuota,
                .flaggedAsAbuse,
            ]
        }

        /// Whether repeating the same call later can succeed without a person's help.
        public var isTransient: Bool { self == .rateLimited || self == .unavailable }

        /// The code's stable name, as in `--json` output.
        public var description: String { kind.rawValue }
    }
}

extension IntegrationError: Equatable {
    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension IntegrationError: CustomStringConvertible {
    /// The code and the message.
    public var description: String { "\(code): \(message)" }
}
