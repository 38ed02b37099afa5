// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardJobs
import Tally
import Testing

@testable import StewardServer

@Suite struct TriggerWordsTests {
    private static func text(_ trigger: String, _ language: Language = .english) throws -> String {
        let words = Words(language, now: Date(timeIntervalSince1970: 0))
        return TriggerWords(words: words).text(try Trigger(parsing: trigger))
    }

    @Test(
        "a trigger reads as a sentence",
        arguments: [
            ("every 15m", "every 15 minutes"), ("every 1h30m", "every 1 hour 30 minutes"),
            ("daily at 02:00", "every day at 02:00"),
            ("every 3 days at 02:00 from 2026-01-05", "every 3 days at 02:00"),
            ("weekly on sat,sun at 12:08:45", "on Saturday and Sunday at 12:08:45"),
            ("every 2 weeks on tue at 07:30 from 2026-01-06", "every 2 weeks on Tuesday at 07:30"),
            ("monthly on 1,15,last at 11:00", "on day 1, 15 and the last of the month at 11:00"),
            ("monthly on 1 in mar,sep at 11:00", "on day 1 of the month in March and September at 11:00"),
            ("daily at 08:00 repeating every 1h for 4h", "every day at 08:00, then every 1 hour for 4 hours"),
            ("0 2 * * *", "every day at 02:00"), ("30 6,18 * * *", "every day at 06:30 and 18:30"),
            ("@daily", "every day at 00:00"), ("@hourly", "every hour, at minute 0"),
            ("*/15 * * * *", "every 15 minutes"), ("5 */2 * * *", "every 2 hours, at minute 5"),
            ("0 3 * * 1-5", "on Monday, Tuesday, Wednesday, Thursday and Friday at 03:00"),
            ("0 3 * * 7", "on Sunday at 03:00"), ("0 3 1 * *", "on day 1 of the month at 03:00"),
            ("0 3 1 1 *", "by the cron expression 0 3 1 1 *"), ("*/7 * * * *", "by the cron expression */7 * * * *"),
            ("0 3 1 * 1", "by the cron expression 0 3 1 * 1"),
        ])
    func english(_ trigger: String, _ sentence: String) throws {
        #expect(try Self.text(trigger) == sentence)
    }

    @Test("in Thai and Dutch too") func others() throws {
        #expect(try Self.text("daily at 02:00", .thai) == "ทุกวัน เวลา 02:00 น.")
        #expect(try Self.text("daily at 02:00", .dutch) == "elke dag om 02:00")
        #expect(try Self.text("weekly on mon,fri at 07:30", .dutch) == "op maandag en vrijdag om 07:30")
    }

    /// The words must not tell another time than the trigger means.
    @Test("what is said to be every day or on a weekday is due then", arguments: ["0 2 * * *", "30 6,18 * * 1,3"])
    func true_(_ text: String) throws {
        let trigger = try Trigger(parsing: text)
        let zone = LocalZone.utc
        for date in trigger.upcoming(20, after: Date(timeIntervalSince1970: 1_700_000_000), in: zone) {
            let wall = WallTime(date, in: zone)
            #expect(try Self.text(text).contains(wall.clock))
            if text.hasSuffix("1,3") { #expect([1, 3].contains(wall.day.weekday)) }
        }
    }
}
