// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
public import StewardCore
import Synchronization

/// Keeps calls within a service's rate limits, by waiting before they are sent.
///
/// Limits are token buckets, one for each named unit, so that kinds of call are paced apart: a call says in
/// ``HTTPCall/cost`` what it takes of which (`["read": 1]`, `["write": 1, "upload": 5]`); without saying, it takes one
/// `call`. Units that have no limit are free. Calls are let through in the order they came.
///
/// When a reply is 429 or 503 with `Retry-After`, everything of the same units waits that long, not only the call that
/// was told so.
///
/// ```swift
/// let paced = PacingTransport(transport, limits: ["read": .count(60, per: .seconds(60))], clock: SystemClock())
/// ```
public final class PacingTransport: HTTPTransport {
    private let next: any HTTPTransport
    private let clock: any Timekeeping
    private let buckets: Mutex<TokenBuckets>

    /// Wraps a transport. Share one instance among all who share the service's limits.
    public init(_ next: any HTTPTransport, limits: [String: PaceLimit], clock: any Timekeeping) {
        self.next = next
        self.clock = clock
        buckets = Mutex(TokenBuckets(limits))
    }

    /// Waits for its turn, then sends. A call cancelled while waiting gives its turn back.
    /// See ``HTTPTransport/send(_:)``.
    public func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let cost = call.cost.isEmpty ? ["call": 1] : call.cost
        let now = clock.now
        let wait = buckets.withLock { $0.reserve(cost, at: now) }
        if wait > .zero {
            do { try await clock.sleep(for: wait) } catch {
                buckets.withLock { $0.giveBack(cost) }
                throw IntegrationError(.cancelled, "The call was cancelled while waiting for its turn.", cause: error)
            }
        }
        let reply = try await next.send(call)
        if [429, 503].contains(reply.response.status.code), let pause = reply.response.retryAfter(now: clock.now) {
            let (seconds, attoseconds) = pause.components
            let end = clock.now.addingTimeInterval(Double(seconds) + Double(attoseconds) / 1e18)
            buckets.withLock { $0.hold(cost, until: end) }
        }
        return reply
    }
}
