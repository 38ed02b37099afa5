// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardJobs
import Testing

@Suite("Days on which clocks are moved")
struct ClockChangeTests {
    private static func changes(_ trigger: String, _ zone: String, days: Int = 400) throws -> [ClockChange] {
        let start = try Date("2026-11-21T12:00:00Z", strategy: .iso8601)
        return try Trigger(parsing: trigger).clockChanges(after: start, days: days, in: try LocalZone(zone))
    }

    @Test("a time in the gap is told with the instant it runs at, and a time that comes twice with the first")
    func both() throws {
        for trigger in ["daily at 02:30", "30 2 * * *"] {
            let found = try Self.changes(trigger, "Europe/Amsterdam")
            #expect(found.map(\.kind) == [.skipped, .repeated])
            #expect(found.map(\.timeOfDay) == [9000, 9000])
            #expect(
                found.map(\.at) == [
                    try Date("2027-03-28T01:00:00Z", strategy: .iso8601),
                    try Date("2027-10-31T00:30:00Z", strategy: .iso8601),
                ])
        }
    }

    @Test("the runs that are told are those that the trigger has")
    func agree() throws {
        for zone in ["Europe/Amsterdam", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo"] {
            let trigger = try Trigger(parsing: "*/10 0-3,23 * * *")
            for change in try Self.changes("*/10 0-3,23 * * *", zone) {
                let before = change.at.addingTimeInterval(-1)
                #expect(trigger.next(after: before, in: try LocalZone(zone)) == change.at, "\(zone)")
            }
            #expect(try Self.changes("*/10 0-3,23 * * *", zone).count >= 2, "\(zone)")
        }
    }

    @Test(
        "what is not touched has none: another hour, another day, elapsed time, a zone whose clocks stay",
        arguments: [
            ("daily at 12:00", "Europe/Amsterdam"), ("weekly on mon at 02:30", "Europe/Amsterdam"),
            ("every 15m", "Europe/Amsterdam"), ("@hourly", "Europe/Amsterdam"), ("daily at 02:30", "Asia/Bangkok"),
            ("daily at 02:30", "UTC"),
        ])
    func none(trigger: String, zone: String) throws {
        #expect(try Self.changes(trigger, zone).isEmpty)
    }

    @Test("no more days are looked at than asked for")
    func days() throws {
        #expect(try Self.changes("daily at 02:30", "Europe/Amsterdam", days: 100).isEmpty)
        #expect(try Self.changes("daily at 02:30", "Europe/Amsterdam", days: -1).isEmpty)
    }
}
