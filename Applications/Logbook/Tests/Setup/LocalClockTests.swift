// SPDX-License-Identifier: Apache-2.0
import StewardJobs
import StewardTestKit
import Testing

@testable import Logbook

@Suite("A zone's clock")
struct LocalClockTests {
    private func instant(_ text: String) throws -> Int64 { try #require(EntryTime.instant(text)) }

    @Test func `half past midnight on Monday in Amsterdam is Monday`() throws {
        let clock = try #require(LocalClock.named("Europe/Amsterdam"))
        let (day, minute) = clock.moment(at: try instant("2026-01-11T23:30:00Z"))
        #expect("\(day)" == "2026-01-12")
        #expect(day.weekday == 1)
        #expect(minute == 30)
    }

    @Test func `clocks go forward and back`() throws {
        let clock = try #require(LocalClock.named("Europe/Amsterdam"))
        for (text, wall) in [
            ("2026-03-29T00:59:59Z", 119), ("2026-03-29T01:00:00Z", 180), ("2026-10-25T00:59:59Z", 179),
            ("2026-10-25T01:00:00Z", 120),
        ] {
            #expect(clock.moment(at: try instant(text)).minute == wall, "\(text)")
        }
    }

    @Test(
        arguments: [
            ("Europe/Amsterdam", "2026-03-29", "2026-03-28T23:00:00.000Z"),
            ("Europe/Amsterdam", "2026-03-30", "2026-03-29T22:00:00.000Z"),
            ("Asia/Bangkok", "2026-01-01", "2025-12-31T17:00:00.000Z"),
            // Cairo's clocks leave out the hour after midnight.
            ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z"),
            ("America/New_York", "2026-07-04", "2026-07-04T04:00:00.000Z"),
        ])
    func `a day begins when it begins`(zone: String, day: String, start: String) throws {
        let clock = try #require(LocalClock.named(zone))
        #expect(EntryTime.text(clock.start(of: try #require(LocalDay(day)))) == start)
    }

    @Test(arguments: [
        "Europe/Amsterdam", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca",
    ])
    func `it agrees with the slow zone at random instants`(name: String) throws {
        let zone = try LocalZone(name)
        let clock = try #require(LocalClock.named(name))
        var random = SeededGenerator(seed: 5)
        for _ in 0..<400 {
            let second = Int64.random(in: 0..<4_000_000_000, using: &random)
            let (day, minute) = clock.moment(at: second * 1_000_000)
            let wall = zone.wall(at: second)
            #expect(Int64(day.number) * 1440 + Int64(minute) == (wall >= 0 ? wall : wall - 59) / 60)
        }
    }

    @Test func `no zone has these names`() {
        for name in ["", "Amsterdam", "../x/y", "Europe/Nowhere", String(repeating: "a/", count: 60)] {
            #expect(LocalClock.named(name) == nil, "\(name)")
        }
    }

    @Test func `the last day of a month stays the last where there is no such day`() throws {
        let day = try #require(LocalDay("2025-12-31"))
        #expect("\(day.advanced(months: 2))" == "2026-02-28")
        #expect("\(day.advanced(months: 1))" == "2026-01-31")
        #expect("\(day.advanced(months: -10))" == "2025-02-28")
    }

    @Test(arguments: ["2026-11-22T01:35:00.000Z", "1999-12-31T23:59:59.123456Z", "2026-02-28T00:00:00.500Z"])
    func `instants read back`(text: String) throws {
        #expect(EntryTime.text(try instant(text)) == text)
    }

    @Test(
        arguments: [
            "2026-11-22 01:35:00Z", "2026-11-22T01:35:00", "2026-02-29T00:00:00Z", "2026-11-22T24:00:00Z",
            "2026-11-22T01:35:00.Z", "2026-11-22T01:35:00.1234567Z", "0000-01-01T00:00:00Z", "2026-11-22T01:+5:00Z",
        ])
    func `no instant has these texts`(text: String) { #expect(EntryTime.instant(text) == nil) }
}
