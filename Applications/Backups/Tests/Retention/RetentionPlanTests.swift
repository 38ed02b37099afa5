// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import Testing

@testable import Backups

@Suite("Which backups go and which stay")
struct RetentionPlanTests {
    static let now = Date(timeIntervalSince1970: 1_800_000_000)

    static func made(
        _ id: String, daysAgo days: Double, _ evidence: RetentionCandidate.Evidence = .verified, pinned: Bool = false,
        inUse: Bool = false
    ) -> RetentionCandidate {
        RetentionCandidate(
            id: id, madeAt: now.addingTimeInterval(-86_400 * days), sequence: Int64(100_000 - days * 10),
            evidence: evidence, isPinned: pinned, isInUse: inUse)
    }

    static func removed(_ rule: RetentionRule, _ candidates: [RetentionCandidate]) -> [String] {
        RetentionPlan(candidates, rule: rule, now: now).removed.map(\.id)
    }

    @Test("what is older goes once the minimum of verified ones is younger")
    func minimum() {
        let four = [1, 2, 3, 40, 50].map { Self.made("\($0)", daysAgo: Double($0)) }
        #expect(Self.removed(RetentionRule(days: 30, minimum: 3), four) == ["50", "40"])
        #expect(Self.removed(RetentionRule(days: 30, minimum: 4), four) == [])
    }

    @Test("one day and a minimum of one leave the newest alone")
    func oneAndOne() {
        let rule = RetentionRule(days: 1, minimum: 1)
        #expect(Self.removed(rule, [Self.made("old", daysAgo: 2), Self.made("new", daysAgo: 0.5)]) == ["old"])
        #expect(Self.removed(rule, [Self.made("old", daysAgo: 2), Self.made("older", daysAgo: 3)]) == [])
    }

    @Test("exactly as old as the days to keep is young")
    func border() {
        let rule = RetentionRule(days: 30, minimum: 1)
        let both = [Self.made("edge", daysAgo: 30), Self.made("over", daysAgo: 30.0001)]
        #expect(Self.removed(rule, both) == ["over"])
    }

    @Test("three failed runs do not license removing the last good backups")
    func failedRuns() {
        let leftovers = (0..<3).map { Self.made("failed \($0)", daysAgo: Double($0), .leftover) }
        let good = [40, 41, 42].map { Self.made("\($0)", daysAgo: $0) }
        #expect(
            Self.removed(RetentionRule(days: 30, minimum: 3), leftovers + good) == ["failed 2", "failed 1", "failed 0"])
    }

    @Test("what a proof refuted and what nobody checked count for nothing")
    func uncounted() {
        let rule = RetentionRule(days: 30, minimum: 1)
        for evidence in [RetentionCandidate.Evidence.refuted, .unchecked] {
            let all = [Self.made("young", daysAgo: 1, evidence), Self.made("old", daysAgo: 40)]
            #expect(Self.removed(rule, all + [Self.made("older", daysAgo: 41)]) == [])
        }
    }

    @Test("pinned, used and unchecked ones stay, however old; so does a leftover that is being written")
    func untouchable() {
        let rule = RetentionRule(days: 1, minimum: 1)
        let all = [
            Self.made("new", daysAgo: 0.1), Self.made("pinned", daysAgo: 9, pinned: true),
            Self.made("used", daysAgo: 9, inUse: true), Self.made("unchecked", daysAgo: 9, .unchecked),
            Self.made("writing", daysAgo: 0, .leftover, inUse: true), Self.made("old", daysAgo: 9),
        ]
        #expect(Self.removed(rule, all) == ["old"])
    }

    @Test("as many of the newest proved stay as the minimum, though younger ones are verified")
    func proved() {
        let young = (1...5).map { Self.made("young \($0)", daysAgo: Double($0)) }
        let old = (1...4).map { Self.made("proved \($0)", daysAgo: 40 + Double($0), .proved) }
        let plan = RetentionPlan(young + old, rule: RetentionRule(days: 30, minimum: 2), now: Self.now)
        #expect(plan.removed.map(\.id) == ["proved 4", "proved 3"])
        #expect(plan.kept.filter { $0.reason == .newestProved }.map(\.id) == ["proved 1", "proved 2"])
    }

    @Test("a clock that was ahead makes no backup count, and none go")
    func future() {
        let ahead = (1...3).map { Self.made("ahead \($0)", daysAgo: -Double($0)) }
        let plan = RetentionPlan(
            ahead + [Self.made("old", daysAgo: 60), Self.made("older", daysAgo: 61)],
            rule: RetentionRule(days: 30, minimum: 3), now: Self.now)
        #expect(plan.removed.isEmpty)
        #expect(plan.kept.count { $0.reason == .ofTheFuture } == 3)
    }

    @Test("the newest of so many days, weeks, months and years that have one stay")
    func periods() throws {
        let zone = try LocalZone("Asia/Bangkok")
        // One a day for three years, at 02:00 in Bangkok.
        let first = try #require(LocalDay("2024-01-01"))
        let all = (0..<1096).map { number -> RetentionCandidate in
            let day = first + number
            let instant = zone.instant(wall: Int64(day.number) * 86_400 + 7200)
            return RetentionCandidate(
                id: day.description, madeAt: Date(timeIntervalSince1970: Double(instant)), sequence: Int64(number),
                evidence: .verified)
        }
        let rule = RetentionRule(days: 2, minimum: 1, daily: 4, weekly: 4, monthly: 3, yearly: 3)
        let now = Date(timeIntervalSince1970: Double(zone.instant(wall: Int64((first + 1095).number) * 86_400 + 9000)))
        let plan = RetentionPlan(all, rule: rule, now: now, zone: zone)
        #expect(
            plan.kept.map(\.id) == [
                "2026-12-31", "2026-12-30", "2026-12-29", "2026-12-28", "2026-12-27", "2026-12-20", "2026-12-13",
                "2026-11-30", "2026-10-31", "2025-12-31", "2024-12-31",
            ])
        #expect(plan.kept.first { $0.id == "2026-12-20" }?.reason == .newestOf(.week))
    }

    @Test("a rule says what is wrong with it, and survives being written and read")
    func rules() {
        #expect(RetentionRule().problem == nil)
        #expect(RetentionRule(days: 0).problem != nil && RetentionRule(minimum: 0).problem != nil)
        #expect(RetentionRule(weekly: -1).problem != nil)
        let rule = RetentionRule(days: 7, minimum: 2, daily: 1, weekly: 2, monthly: 3, yearly: 4)
        #expect(RetentionRule(rule.json) == rule)
        #expect(rule.text == "7 days, at least 2 verified; then 1 daily, 2 weekly, 3 monthly, 4 yearly")
        #expect(RetentionRule([:]) == RetentionRule())
    }
}
