// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import StewardJobs

@Suite struct TriggerTests {
    @Test(
        "the text form is read and written alike",
        arguments: [
            "0 2 * * *", "@daily", "every 15m", "every 1h30m", "daily at 02:00",
            "every 3 days at 02:00 from 2026-01-05",
            "weekly on sun,sat at 12:08:45 repeating every 1h for 1d", "every 2 weeks on tue at 07:30 from 2026-01-06",
            "monthly on 1,15,last at 11:00", "monthly on last in mar,sep at 11:00",
        ])
    func roundTrip(_ text: String) throws {
        let trigger = try Trigger(parsing: text)
        #expect(trigger.description == text)
        #expect(try Trigger(parsing: trigger.description) == trigger)
    }

    @Test(
        "a wrong text is refused and the place is named",
        arguments: [
            ("", "empty"), ("every", "“every”"), ("every 5x", "5x"), ("every 0s", "0s"), ("daily 02:00", "“02:00”"),
            ("daily at 25:00", "25:00"), ("daily at 2:00", "2:00"), ("weekly at 02:00", "“on”"),
            ("weekly on funday at 02:00", "funday"), ("monthly on 32 at 02:00", "“32”"), ("monthly on 31", "the end"),
            ("monthly on 30 in feb at 02:00", "no day"), ("every 0 days at 02:00", "no day"),
            ("daily at 02:00 from 2026-02-30", "2026-02-30"), ("daily at 02:00 sharp", "sharp"),
            ("daily at 02:00 repeating every 1h", "the end"), ("daily at 02:00 repeating every 0s for 1d", "1s apart"),
            ("every 3 months at 02:00", "“months”"), ("hourly", "five fields"),
        ])
    func refused(_ text: String, _ part: String) {
        let error = #expect(throws: JobsError.self) { try Trigger(parsing: text) }
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }

    @Test("counted days and weeks are counted from the first day") func counted() throws {
        #expect(
            try upcoming("every 3 days at 02:00 from 2026-01-05", "UTC", "2026-01-01T00:00:00Z", 3) == [
                "2026-01-05T02:00:00Z", "2026-01-08T02:00:00Z", "2026-01-11T02:00:00Z",
            ])
        #expect(
            try upcoming("every 2 weeks on mon,fri at 07:30 from 2026-01-07", "UTC", "2026-01-01T00:00:00Z", 3) == [
                "2026-01-09T07:30:00Z", "2026-01-19T07:30:00Z", "2026-01-23T07:30:00Z",
            ])
    }

    @Test("days of months may name the last one") func months() throws {
        #expect(
            try upcoming("monthly on 30,last at 11:00", "UTC", "2026-01-30T12:00:00Z", 4) == [
                "2026-01-31T11:00:00Z", "2026-02-28T11:00:00Z", "2026-03-30T11:00:00Z", "2026-03-31T11:00:00Z",
            ])
    }

    @Test("repetitions follow elapsed time and may reach over midnight") func repetitions() throws {
        let text = "weekly on sat,sun at 12:08:45 repeating every 1h for 1d"
        let times = try upcoming(text, "UTC", "2026-01-03T00:00:00Z", 49)
        #expect(times.first == "2026-01-03T12:08:45Z")
        #expect(times[12] == "2026-01-04T00:08:45Z")
        #expect(times[24] == "2026-01-04T12:08:45Z")
        #expect(times[47] == "2026-01-05T11:08:45Z")
        #expect(times[48] == "2026-01-10T12:08:45Z")
        // Over the hour that Amsterdam repeats: still one an hour.
        let night = "daily at 00:30 repeating every 1h for 4h"
        #expect(
            try upcoming(night, "Europe/Amsterdam", "2026-10-24T22:00:00Z", 5) == [
                "2026-10-24T22:30:00Z", "2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z",
                "2026-10-25T23:30:00Z",
            ])
    }

    @Test("a skipped and a repeated time of day run once") func daylightSaving() throws {
        #expect(
            try upcoming("daily at 02:30", "Europe/Amsterdam", "2026-03-28T12:00:00Z", 2) == [
                "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z",
            ])
        #expect(
            try upcoming("daily at 02:30", "Europe/Amsterdam", "2026-10-24T12:00:00Z", 2) == [
                "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z",
            ])
    }

    @Test("intervals follow elapsed time in every zone") func intervals() throws {
        for zone in ["Europe/Amsterdam", "Asia/Bangkok", "UTC"] {
            #expect(
                try upcoming("every 30m", zone, "2026-03-29T00:45:00Z", 3) == [
                    "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z",
                ])
        }
        let before = Date(timeIntervalSince1970: 1_000_000.5)
        #expect(try Trigger(parsing: "every 10s").next(after: before, in: .utc)?.timeIntervalSince1970 == 1_000_010)
        #expect(
            try Trigger(parsing: "every 10s").latest(atOrBefore: before, in: .utc)?.timeIntervalSince1970 == 1_000_000)
    }

    @Test("the first day also bounds the past") func firstDay() throws {
        let trigger = try Trigger(parsing: "daily at 02:00 from 2026-01-05")
        let early = try Date("2026-01-04T12:00:00Z", strategy: .iso8601)
        #expect(trigger.latest(atOrBefore: early, in: .utc) == nil)
        #expect(trigger.next(after: early, in: .utc).map(iso) == "2026-01-05T02:00:00Z")
    }
}
