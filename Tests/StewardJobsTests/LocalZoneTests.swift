// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import StewardJobs

@Suite struct LocalZoneTests {
    @Test("a day's number and its date convert both ways, over 300 years") func days() throws {
        var expected = try #require(LocalDay(year: 1900, month: 1, day: 1))
        for year in 1900..<2200 {
            for month in 1...12 {
                for day in 1...LocalDay.length(ofMonth: month, year: year) {
                    let found = try #require(LocalDay(year: year, month: month, day: day))
                    guard found == expected, found.date == (year, month, day) else {
                        Issue.record("\(year)-\(month)-\(day) became \(found)")
                        return
                    }
                    expected = expected + 1
                }
            }
        }
    }

    @Test("weekdays and ISO weeks are right") func weekdays() throws {
        let thursday = LocalDay(number: 0)
        #expect(thursday.weekday == 4)
        let sunday = try #require(LocalDay("2026-03-29"))
        #expect(sunday.weekday == 0)
        #expect((sunday + 1).week == sunday.week + 1)
        #expect(sunday.description == "2026-03-29")
    }

    @Test(
        "a day that does not exist is refused",
        arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "x", ""])
    func noSuchDay(_ text: String) {
        #expect(LocalDay(text) == nil)
    }

    @Test(
        "an unknown zone is refused, and so is an abbreviation", arguments: ["Europe/Amsterdan", "CET", "", "+02:00"])
    func unknownZone(_ name: String) {
        #expect(throws: JobsError(.invalidZone, "")) { try LocalZone(name) }
    }

    @Test("a skipped time is the first instant after the gap; a repeated one is the first pass")
    func gapsAndOverlaps() throws {
        for (zone, wall, instant) in [
            ("Europe/Amsterdam", "2026-03-29T02:30", "2026-03-29T01:00:00Z"),
            ("Europe/Amsterdam", "2026-03-29T01:59", "2026-03-29T00:59:00Z"),
            ("Europe/Amsterdam", "2026-03-29T03:00", "2026-03-29T01:00:00Z"),
            ("Europe/Amsterdam", "2026-10-25T02:30", "2026-10-25T00:30:00Z"),
            ("Europe/Amsterdam", "2026-10-25T03:00", "2026-10-25T02:00:00Z"),
            ("America/New_York", "2026-03-08T02:15", "2026-03-08T07:00:00Z"),
            ("America/New_York", "2026-11-01T01:15", "2026-11-01T05:15:00Z"),
            ("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:30:00Z"),
            ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z"),
            ("Asia/Bangkok", "2026-03-29T02:30", "2026-03-28T19:30:00Z"),
            // A whole day that Samoa left out.
            ("Pacific/Apia", "2011-12-30T10:00", "2011-12-30T10:00:00Z"),
        ] {
            #expect(
                try LocalZone(zone).instant(wall: seconds(wall + ":00Z")) == seconds(instant), "\(zone) \(wall)")
        }
    }

    @Test("lengths of time are read and written alike") func durations() {
        for text in ["90s", "15m", "1h30m", "2d", "1d2h3m4s"] {
            #expect(Duration(parsing: text).map(\.text) == (text == "90s" ? "1m30s" : text))
        }
        for text in ["", "5", "m", "5x", "5m1h", "1m1m", "-5m", "5 m", "9999999999d"] {
            #expect(Duration(parsing: text) == nil, "\(text)")
        }
    }
}

/// The instant of an ISO 8601 time in UTC, in seconds since 1970.
func seconds(_ text: String) throws -> Int64 {
    Int64(try Date(text, strategy: .iso8601).timeIntervalSince1970)
}

/// ISO 8601 in UTC.
func iso(_ date: Date) -> String { date.formatted(.iso8601) }
