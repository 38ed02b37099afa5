// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// When a provider's keys have to be fetched, without clock and I/O.
struct KeySetCache: Sendable {
    /// What to do for a token.
    enum Action: Sendable, Equatable {
        /// The keys at hand will do.
        case use
        /// Fetch them.
        case fetch
        /// There is no such key, and they were fetched a moment ago.
        case unknown
        /// They could not be had a moment ago, and there are none that would do.
        case rest
    }
    private(set) var keys: KeySet?
    private var freshUntil = Date.distantPast
    private var fetchedForUnknown = Date.distantPast
    private var failed = Date.distantPast
    /// An unknown id makes them be fetched anew, but not more often than this: ids cost nothing to invent.
    private static let restBetweenUnknown: TimeInterval = 60
    /// A provider that is away is not asked again for every token that comes.
    private static let restAfterFailure: TimeInterval = 5

    /// What to do for a token with this key id.
    mutating func action(forKey id: String, now: Date) -> Action {
        guard let keys, now < freshUntil else {
            return abs(now.timeIntervalSince(failed)) < Self.restAfterFailure ? .rest : .fetch
        }
        if keys.contains(id) { return .use }
        // A rest in the future is a clock that was set back.
        let rested = abs(now.timeIntervalSince(fetchedForUnknown)) >= Self.restBetweenUnknown
        guard rested else { return .unknown }
        fetchedForUnknown = now
        return .fetch
    }

    /// Notes that they could not be fetched.
    mutating func fail(now: Date) { failed = now }

    /// Takes fetched keys, good for `life`: at least a minute, at most a day.
    mutating func store(_ keys: KeySet, for life: Duration?, now: Date) {
        self.keys = keys
        let seconds = (life ?? .seconds(3600)) / .seconds(1)
        freshUntil = now + min(max(seconds, 60), 86_400)
    }
}
