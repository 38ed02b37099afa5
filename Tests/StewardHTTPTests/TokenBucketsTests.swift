// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Testing

@testable import StewardHTTP

struct TokenBucketsTests {
    private let start = Date(timeIntervalSince1970: 0)
    private func at(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

    @Test("a burst passes at once, then each waits for its own unit, in order")
    func burst() {
        var buckets = TokenBuckets(["call": PaceLimit(perSecond: 2, burst: 3)])
        let waits = (0..<6).map { _ in buckets.reserve(["call": 1], at: start) }
        #expect(waits == [.zero, .zero, .zero, .seconds(0.5), .seconds(1), .seconds(1.5)])
    }

    @Test("units come back with time, up to the burst and no further")
    func refill() {
        var buckets = TokenBuckets(["call": PaceLimit(perSecond: 1, burst: 2)])
        _ = buckets.reserve(["call": 2], at: at(0))
        #expect(buckets.reserve(["call": 1], at: at(1)) == .zero)
        #expect(buckets.reserve(["call": 3], at: at(100)) == .seconds(1))
    }

    @Test("kinds of call are paced apart, and a call of several kinds waits for the slowest")
    func kinds() {
        var buckets = TokenBuckets([
            "read": PaceLimit(perSecond: 10, burst: 1), "write": PaceLimit(perSecond: 1, burst: 1),
        ])
        #expect(buckets.reserve(["write": 1], at: start) == .zero)
        #expect(buckets.reserve(["read": 1], at: start) == .zero)
        #expect(buckets.reserve(["read": 1, "write": 1], at: start) == .seconds(1))
        #expect(buckets.reserve(["other": 1000], at: start) == .zero)
    }

    @Test("a cost above the burst passes after its debt, and the next pays on")
    func debt() {
        var buckets = TokenBuckets(["call": PaceLimit(perSecond: 1, burst: 2)])
        #expect(buckets.reserve(["call": 5], at: start) == .seconds(3))
        #expect(buckets.reserve(["call": 1], at: start) == .seconds(4))
    }

    @Test("a turn given back is there for the next")
    func giveBack() {
        var buckets = TokenBuckets(["call": PaceLimit(perSecond: 1, burst: 1)])
        _ = buckets.reserve(["call": 1], at: start)
        #expect(buckets.reserve(["call": 1], at: start) == .seconds(1))
        buckets.giveBack(["call": 1])
        #expect(buckets.reserve(["call": 1], at: start) == .seconds(1))
    }

    @Test("a pause the service asked for holds its kind, and no other")
    func hold() {
        var buckets = TokenBuckets([
            "read": PaceLimit(perSecond: 100, burst: 100), "write": PaceLimit(perSecond: 100, burst: 100),
        ])
        buckets.hold(["write": 1], until: at(30))
        buckets.hold(["write": 1], until: at(10))
        #expect(buckets.reserve(["write": 1], at: at(5)) == .seconds(25))
        #expect(buckets.reserve(["write": 1], at: at(31)) == .zero)
        #expect(buckets.reserve(["read": 1], at: at(5)) == .zero)
    }

    @Test("a clock that is set back adds nothing and takes nothing")
    func clockSetBack() {
        var buckets = TokenBuckets(["call": PaceLimit(perSecond: 1, burst: 1)])
        #expect(buckets.reserve(["call": 1], at: at(100)) == .zero)
        #expect(buckets.reserve(["call": 1], at: at(50)) == .seconds(1))
        #expect(buckets.reserve(["call": 1], at: at(52)) == .zero)
    }

    @Test("a quota is stated as a count for a time")
    func count() {
        #expect(PaceLimit.count(60, per: .seconds(30)) == PaceLimit(perSecond: 2, burst: 60))
    }
}
