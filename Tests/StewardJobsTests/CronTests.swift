// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import StewardJobs

@Suite struct CronTests {
    @Test(
        "the next times of an expression are right",
        arguments: [
            ("0 2 * * *", "2026-01-01T00:00:00Z", ["2026-01-01T02:00:00Z", "2026-01-02T02:00:00Z"]),
            ("0 2 * * *", "2026-01-01T02:00:00Z", ["2026-01-02T02:00:00Z"]),
            ("*/20 8-9 * * mon-fri", "2026-01-02T09:30:00Z", ["2026-01-02T09:40:00Z", "2026-01-05T08:00:00Z"]),
            ("5,10-12 0 1 jan,JUL *", "2026-01-01T00:11:00Z", ["2026-01-01T00:12:00Z", "2026-07-01T00:05:00Z"]),
            ("0 0 29 2 *", "2026-01-01T00:00:00Z", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]),
            ("0 0 31 * *", "2026-01-31T12:00:00Z", ["2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"]),
            ("0 3 * * 7", "2026-01-01T00:00:00Z", ["2026-01-04T03:00:00Z", "2026-01-11T03:00:00Z"]),
            ("0 3 * * fri-sun", "2026-01-03T04:00:00Z", ["2026-01-04T03:00:00Z", "2026-01-09T03:00:00Z"]),
            ("8-18/5 1 * * *", "2026-01-01T01:08:00Z", ["2026-01-01T01:13:00Z", "2026-01-01T01:18:00Z"]),
            ("@daily", "2026-01-01T00:00:00Z", ["2026-01-02T00:00:00Z"]),
            ("@hourly", "2026-01-01T00:00:59Z", ["2026-01-01T01:00:00Z"]),
            ("@weekly", "2026-01-01T00:00:00Z", ["2026-01-04T00:00:00Z"]),
            ("@monthly", "2026-01-01T00:00:00Z", ["2026-02-01T00:00:00Z"]),
            ("@yearly", "2026-01-01T00:00:00Z", ["2027-01-01T00:00:00Z"]),
        ])
    func next(_ text: String, _ after: String, _ expected: [String]) throws {
        #expect(try upcoming(text, "UTC", after, expected.count) == expected)
    }

    @Test("either day field is enough where neither begins with a star, else both are needed") func dayFields() throws {
        // The 13th or any Friday.
        #expect(
            try upcoming("0 0 13 * 5", "UTC", "2026-02-07T00:00:00Z", 3) == [
                "2026-02-13T00:00:00Z", "2026-02-20T00:00:00Z", "2026-02-27T00:00:00Z",
            ])
        #expect(try upcoming("0 0 12 * 5", "UTC", "2026-02-07T00:00:00Z", 1) == ["2026-02-12T00:00:00Z"])
        // Odd days that are Mondays.
        #expect(
            try upcoming("0 0 */2 * 1", "UTC", "2026-01-01T00:00:00Z", 2) == [
                "2026-01-05T00:00:00Z", "2026-01-19T00:00:00Z",
            ])
    }

    @Test(
        "a wrong expression is refused with its field named",
        arguments: [
            ("* * * *", "five fields"), ("* * * * * *", "five fields"), ("", "five fields"),
            ("60 * * * *", "minute field"), ("* 24 * * *", "hour field"), ("* * 0 * *", "day of month field"),
            ("* * * 13 *", "month field"), ("* * * * 8", "day of week field"), ("*/0 * * * *", "step"),
            ("5/10 * * * *", "5-59/10"), ("30-10 * * * *", "backwards"), ("1,,2 * * * *", "minute field"),
            ("a * * * *", "minute field"), ("* * * foo *", "month field"), ("-5 * * * *", "minute field"),
            ("1-2-3 * * * *", "range"), ("0 0 30 2 *", "no month"), ("0 0 31 apr,jun *", "no month"),
            ("@reboot", "@daily"), ("+5 * * * *", "minute field"), ("٣ * * * *", "minute field"),
        ])
    func refused(_ text: String, _ part: String) {
        let error = #expect(throws: JobsError.self) { try CronExpression(parsing: text) }
        #expect(error?.code == .invalidTrigger)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }

    @Test("no text makes the parser fail in another way", arguments: [UInt64(11), 12, 13])
    func arbitraryText(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let letters = Array("0123456789*/,- @abcdefjnosu\tLW?#é")
        for _ in 0..<5_000 {
            let text = String((0..<random.below(20)).map { _ in letters[random.below(letters.count)] })
            if let expression = try? CronExpression(parsing: text) {
                #expect(!expression.timesOfDay.isEmpty)
            }
        }
    }
}

@Suite struct CronDaylightSavingTests {
    @Test("a fixed time that the clocks skip runs at the first instant after the gap, once") func skipped() throws {
        #expect(
            try upcoming("30 2 * * *", "Europe/Amsterdam", "2026-03-28T12:00:00Z", 2) == [
                "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z",
            ])
        #expect(
            try upcoming("30 2 * * *", "America/New_York", "2026-03-07T12:00:00Z", 2) == [
                "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z",
            ])
        // Lord Howe Island skips half an hour, 02:00 to 02:30.
        #expect(
            try upcoming("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", 2) == [
                "2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z",
            ])
        // Several skipped times are one run, which is also that of 03:00.
        #expect(
            try upcoming("0,30 2,3 * * *", "Europe/Amsterdam", "2026-03-28T12:00:00Z", 3) == [
                "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:00:00Z",
            ])
    }

    @Test("a fixed time that the clocks repeat runs once, at the first pass") func repeated() throws {
        #expect(
            try upcoming("30 2 * * *", "Europe/Amsterdam", "2026-10-24T12:00:00Z", 2) == [
                "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z",
            ])
        // Also when asked between the passes, and in the second.
        #expect(
            try upcoming("30 2 * * *", "Europe/Amsterdam", "2026-10-25T01:10:00Z", 1) == ["2026-10-26T01:30:00Z"])
        #expect(
            try upcoming("30 1 * * *", "America/New_York", "2026-10-31T12:00:00Z", 2) == [
                "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z",
            ])
        #expect(
            try upcoming("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00:00Z", 2) == [
                "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z",
            ])
    }

    @Test("an expression for every hour follows elapsed time") func elapsed() throws {
        #expect(
            try upcoming("0 * * * *", "Europe/Amsterdam", "2026-03-28T23:30:00Z", 4) == [
                "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z", "2026-03-29T03:00:00Z",
            ])
        #expect(
            try upcoming("30 * * * *", "Europe/Amsterdam", "2026-10-24T23:45:00Z", 4) == [
                "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z", "2026-10-25T03:30:00Z",
            ])
        #expect(
            try upcoming("*/15 0-23 * * *", "Australia/Lord_Howe", "2026-10-03T15:00:00Z", 3) == [
                "2026-10-03T15:15:00Z", "2026-10-03T15:30:00Z", "2026-10-03T15:45:00Z",
            ])
        // At 02:00 the clocks go back to 01:30, so a quarter to two comes twice within the hour.
        #expect(
            try upcoming("45 * * * *", "Australia/Lord_Howe", "2026-04-04T14:00:00Z", 3) == [
                "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z", "2026-04-04T16:15:00Z",
            ])
    }

    @Test("where the clocks never change nothing is special") func bangkok() throws {
        #expect(
            try upcoming("30 2 * * *", "Asia/Bangkok", "2026-03-28T00:00:00Z", 2) == [
                "2026-03-28T19:30:00Z", "2026-03-29T19:30:00Z",
            ])
    }

    @Test("clocks that go back over midnight do not lose or double a run") func overMidnight() throws {
        // São Paulo went from 24:00 back to 23:00 on 2019-02-16.
        #expect(
            try upcoming("30 23 * * *", "America/Sao_Paulo", "2019-02-16T12:00:00Z", 2) == [
                "2019-02-17T01:30:00Z", "2019-02-18T02:30:00Z",
            ])
        #expect(
            try upcoming("0 0 * * *", "America/Sao_Paulo", "2019-02-16T12:00:00Z", 2) == [
                "2019-02-17T03:00:00Z", "2019-02-18T03:00:00Z",
            ])
        // Half past midnight does not exist on 2018-11-04.
        #expect(
            try upcoming("30 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00:00Z", 2) == [
                "2018-11-04T03:00:00Z", "2018-11-05T02:30:00Z",
            ])
    }
}

/// The next times of a trigger, as ISO 8601 in UTC.
func upcoming(_ text: String, _ zone: String, _ after: String, _ count: Int) throws -> [String] {
    try Trigger(parsing: text)
        .upcoming(count, after: Date(after, strategy: .iso8601), in: LocalZone(zone)).map(iso)
}
