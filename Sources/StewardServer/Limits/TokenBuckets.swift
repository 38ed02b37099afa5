// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

/// Counts what is asked, by who asks: each may ask so much a minute, evenly or all at once after a minute's rest. Kept
/// in memory, for a bounded number of those who ask; when there are more, those who have rested longest are forgotten.
final class TokenBuckets: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Date
    }
    private let buckets = Mutex<[String: Bucket]>([:])
    private let capacity: Double
    private let perMinute: Double
    private let clock: any Timekeeping
    private let mostKept: Int

    /// - Parameter burst: how much may be asked at once after a rest; `nil`: a minute's.
    init(perMinute: Int, burst: Int? = nil, clock: any Timekeeping, mostKept: Int = 10_000) {
        self.perMinute = Double(max(1, perMinute))
        capacity = Double(max(1, burst ?? perMinute))
        self.clock = clock
        self.mostKept = max(1, mostKept)
    }

    /// How many are kept.
    var count: Int { buckets.withLock { $0.count } }

    /// Takes one from who asks.
    /// - Returns: `nil` when it may be asked; else after how many seconds.
    func take(_ key: String) -> Int? {
        let now = clock.now
        return buckets.withLock { buckets in
            var bucket = buckets[key].map { refilled($0, now) } ?? Bucket(tokens: capacity, at: now)
            if buckets[key] == nil, buckets.count >= mostKept { forget(&buckets, now) }
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else {
                return max(1, Int(((1 - bucket.tokens) * 60 / perMinute).rounded(.up)))
            }
            bucket.tokens -= 1
            return nil
        }
    }

    /// A clock that was put back fills nothing and takes nothing away.
    private func refilled(_ bucket: Bucket, _ now: Date) -> Bucket {
        let rest = max(0, now.timeIntervalSince(bucket.at))
        return Bucket(tokens: min(capacity, bucket.tokens + rest * perMinute / 60), at: now)
    }

    /// Forgets those who may ask everything again; if that is not enough, the quarter that asked longest ago.
    private func forget(_ buckets: inout [String: Bucket], _ now: Date) {
        buckets = buckets.filter { refilled($0.value, now).tokens < capacity }
        guard buckets.count >= mostKept else { return }
        for entry in buckets.sorted(by: { $0.value.at < $1.value.at }).prefix(max(1, mostKept / 4)) {
            buckets[entry.key] = nil
        }
    }
}
