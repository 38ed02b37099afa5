// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import StewardJobs

@Suite struct ZoneOffsetsTests {
    @Test(
        arguments: [
            "Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca",
            "Pacific/Apia", "America/St_Johns",
        ])
    func `what is kept of a zone is what the zone says`(name: String) throws {
        let zone = try LocalZone(name)
        let foundation = try #require(TimeZone(identifier: name))
        func wanted(_ instant: Int64) -> Int64 {
            Int64(foundation.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))))
        }
        var random = SeededGenerator(seed: 29)
        for _ in 0..<4000 {
            let instant = Int64.random(in: -3_000_000_000...9_000_000_000, using: &random)
            #expect(zone.offset(at: instant) == wanted(instant), "\(instant)")
        }
        // About every change of fifteen years, and about the ends of what is kept together.
        var edges: [Int64] = (40...60).map { Int64($0) << 25 }
        var at = Date(timeIntervalSince1970: 1_600_000_000)
        while let next = foundation.nextDaylightSavingTimeTransition(after: at),
            next.timeIntervalSince1970 < 2_100_000_000
        {
            edges.append(Int64(next.timeIntervalSince1970))
            at = next
        }
        for edge in edges {
            for near in -2...2 as ClosedRange<Int64> { #expect(zone.offset(at: edge + near) == wanted(edge + near)) }
        }
    }

    @Test func `a steady time is not said to hold beyond a change`() throws {
        let zone = try LocalZone("Europe/Amsterdam")
        let change: Int64 = 1_774_746_000  // 2026-03-29T01:00Z
        #expect(zone.steady(at: change - 1).end == change && zone.steady(at: change).from == change)
        let day = Int(change / 86_400)
        #expect(!zone.steady(at: change - 1).holds(around: day) && !zone.steady(at: change).holds(around: day + 1))
        #expect(zone.steady(at: change).holds(around: day + 3))
    }

    @Test func `the quick way finds the same times as the slow one`() throws {
        // A repetition of one run takes the slow way.
        for name in ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "UTC"] {
            let zone = try LocalZone(name)
            for text in [
                "daily at 02:15", "weekly on sat,sun at 00:30", "monthly on 1,last at 23:45", "every 3 days at 01:59",
            ] {
                let quick = try Trigger(parsing: text)
                let slow = try Trigger(parsing: text + " repeating every 1h for 1h")
                let start = Date(timeIntervalSince1970: 1_767_225_600)
                #expect(
                    quick.upcoming(400, after: start, in: zone) == slow.upcoming(400, after: start, in: zone), "\(text)"
                )
            }
        }
    }
}
