// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import Testing

@testable import Automation

@Suite("Quiet hours")
struct QuietHoursTests {
    private static func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test("they go past midnight, on the wall of their zone")
    func overnight() throws {
        let hours = try QuietHours("22:00-07:00", zone: try LocalZone("Asia/Bangkok"))
        for (time, isQuiet) in [
            ("2026-02-08T14:59:59Z", false), ("2026-02-08T15:00:00Z", true), ("2026-02-08T23:59:59Z", true),
            ("2026-02-09T00:00:00Z", false),
        ] {
            #expect(try hours.contains(Self.instant(time)) == isQuiet, "\(time)")
        }
    }

    @Test("they follow the clocks of summer and winter")
    func clockChange() throws {
        let hours = try QuietHours("23:00-07:00", zone: try LocalZone("Europe/Amsterdam"))
        // 2026-03-29, 02:00 becomes 03:00: 07:00 is 05:00 UTC from then on.
        for (time, isQuiet) in [
            ("2026-03-28T05:59:59Z", true), ("2026-03-28T06:00:00Z", false), ("2026-03-29T04:59:59Z", true),
            ("2026-03-29T05:00:00Z", false), ("2026-10-25T05:59:59Z", true), ("2026-10-25T06:00:00Z", false),
        ] {
            #expect(try hours.contains(Self.instant(time)) == isQuiet, "\(time)")
        }
    }

    @Test("a night belongs to the day on which it begins")
    func days() throws {
        // Friday and Saturday nights.
        let hours = try QuietHours("22:00-09:00", days: [5, 6], zone: .utc)
        for (time, isQuiet) in [
            ("2026-02-05T23:00:00Z", false), ("2026-02-06T23:00:00Z", true), ("2026-02-07T08:59:00Z", true),
            ("2026-02-07T12:00:00Z", false), ("2026-02-08T08:59:00Z", true), ("2026-02-08T23:00:00Z", false),
        ] {
            #expect(try hours.contains(Self.instant(time)) == isQuiet, "\(time)")
        }
    }

    @Test("the same minute twice is the whole day")
    func wholeDay() throws {
        let hours = try QuietHours("06:00-06:00", days: [7], zone: .utc)
        #expect(try hours.contains(Self.instant("2026-02-08T06:00:00Z")))
        #expect(try hours.contains(Self.instant("2026-02-09T05:59:00Z")))
        #expect(try !hours.contains(Self.instant("2026-02-09T06:00:00Z")))
    }

    @Test("before 1970 the days are right too")
    func early() throws {
        let hours = try QuietHours("22:00-07:00", days: [3], zone: .utc)
        #expect(try hours.contains(Self.instant("1969-12-31T23:00:00Z")))
        #expect(try !hours.contains(Self.instant("1969-12-30T23:00:00Z")))
    }

    @Test(
        "what is no span of a day is refused",
        arguments: [
            "", "22:00", "22-07", "24:00-07:00", "22:60-07:00", "22:0-7:00", "22:00-07:00-08:00", "-1:00-02:00",
        ])
    func refused(text: String) {
        #expect(throws: AutomationError(.invalid, "")) { try QuietHours(text, zone: .utc) }
        #expect(throws: AutomationError(.invalid, "")) { try QuietHours("22:00-07:00", days: [0], zone: .utc) }
        #expect(throws: AutomationError(.invalid, "")) { try QuietHours("22:00-07:00", days: [], zone: .utc) }
    }

    @Test("rules are read as they were kept, and what is out of bounds is refused")
    func rules() throws {
        var rules = AlertRules()
        rules.quiet = [try QuietHours("22:15-07:05", days: [1, 7], zone: try LocalZone("Asia/Bangkok"))]
        (rules.reminder, rules.growth, rules.heartbeat) = (.seconds(7200), 1.5, "outside")
        rules.zone = try LocalZone("Europe/Amsterdam")
        #expect(try AlertRules(rules.json) == rules)
        #expect(try AlertRules([:]) == AlertRules())
        for wrong: (inout AlertRules) -> Void in [
            { $0.reminder = .seconds(1) }, { $0.growth = 0.5 }, { $0.calm = .seconds(-1) },
            { $0.heartbeatEvery = .seconds(1) },
        ] {
            var rules = AlertRules()
            wrong(&rules)
            #expect(throws: AutomationError(.invalid, "")) { try rules.validate() }
        }
    }
}
