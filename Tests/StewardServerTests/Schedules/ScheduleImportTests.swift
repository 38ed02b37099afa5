// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardStore
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

@Suite("Taking in schedules, a week of them, and the runs of one")
struct ScheduleImportTests {
    private static func task(_ program: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-16"?>
        <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
        <RegistrationInfo><URI>\\Nights\\Nightly &lt;b&gt;</URI></RegistrationInfo>
        <Triggers><CalendarTrigger><StartBoundary>2025-01-01T02:00:00</StartBoundary><ScheduleByDay>
        <DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger></Triggers>
        <Settings><Hidden>true</Hidden></Settings>
        <Actions><Exec><Command>\(program)</Command></Exec></Actions></Task>
        """
    }

    private static func send(
        _ text: String, _ made: LedgerSite, fields: [String: String] = [:]
    ) async throws -> Browser.Page {
        try await made.owner.open("/schedules/import")
        return try await made.owner.submitFile(
            "/schedules/import", "task.xml", text, ["zone": "Asia/Bangkok"].merging(fields) { $1 })
    }

    private static func kept(_ made: LedgerSite) async throws -> [ScheduleStatus] {
        try await Schedules(queue: made.installation.jobs).list()
    }

    @Test("a task is shown first, with what Steward does otherwise, and then taken in") func taken() async throws {
        try await LedgerSite.with(entries: 1) { made in
            let shown = try await Self.send(Self.task("/bin/true"), made)
            #expect(shown.status == 200)
            for part in [
                "Nightly &lt;b&gt;", "every day at 02:00", "Asia/Bangkok", "does not catch up", "It is hidden there",
                "value=\"take\"",
            ] { #expect(shown.text.contains(part), "\(part)") }
            #expect(try await Self.kept(made).isEmpty)
            let saved = try await made.owner.submit("/schedules/import/take", ["do": "take"])
            #expect(saved.status == 303)
            let status = try #require(try await Self.kept(made).first)
            #expect(status.schedule.name == "Nightly <b>" && status.pausedAt == nil && !status.schedule.rules.catchesUp)
            #expect(status.schedule.payload["program"]?.string == "/bin/true")
        }
    }

    @Test("what cannot run here yet is told, and taken in paused only") func faults() async throws {
        try await LedgerSite.with(entries: 1) { made in
            let shown = try await Self.send(Self.task("powershell.exe"), made)
            #expect(shown.text.contains("is no program of this machine") && !shown.text.contains("value=\"take\""))
            _ = try await made.owner.submit("/schedules/import/take", ["do": "paused"])
            #expect(try await Self.kept(made).first?.pausedAt != nil)
            let mapped = try await Self.send(
                Self.task("powershell.exe"), made, fields: ["programs": "powershell.exe=/bin/true"])
            #expect(mapped.text.contains("value=\"take\""))
        }
    }

    @Test("what is no file of schedules is refused with its line") func refused() async throws {
        try await LedgerSite.with(entries: 1) { made in
            for (text, sentence) in [
                ("<!DOCTYPE Task [<!ENTITY a \"b\">]><Task>&a;</Task>", "document type"), ("<Job/>", "no &lt;Task&gt;"),
                ("[{}]", "is missing"), ("hello", "outside of the outermost element"),
            ] {
                let page = try await Self.send(text, made)
                #expect(page.status == 422 && page.text.contains(sentence), "\(text)")
            }
            let wrong = try await Self.send(Self.task("/bin/true"), made, fields: ["programs": "nonsense"])
            #expect(wrong.status == 422 && wrong.text.contains("NAME=PATH"))
        }
    }

    @Test("only owners may take schedules in") func owners() async throws {
        try await LedgerSite.with(entries: 1) { made in
            let refused = try await made.viewer.open("/schedules/import")
            #expect(refused.status == 403)
            let theirs = try await made.viewer.open("/schedules").text
            #expect(!theirs.contains("/schedules/import"))
            let own = try await made.owner.open("/schedules").text
            #expect(own.contains("/schedules/import"))
        }
    }

    @Test("a week and one schedule are shown, in every language") func pages() async throws {
        try await LedgerSite.with(entries: 1) { made in
            let schedules = Schedules(queue: made.installation.jobs)
            var schedule = Schedule(
                name: "nightly", kind: "automation.command", payload: ["program": "/bin/true"],
                trigger: try Trigger(parsing: "daily at 02:30"), zone: .utc, randomDelay: .seconds(60))
            schedule.rules.onlyOnMains = true
            try await schedules.put(schedule)
            _ = try await schedules.runNow("nightly")
            for language in Language.allCases {
                let query = "lang=\(language.rawValue)"
                let week = try await made.owner.open("/schedules/week?from=2026-11-28&\(query)")
                #expect(week.status == 200 && week.text.contains("/schedules/nightly"))
                #expect(week.text.contains("day-2026-12-04") && week.text.contains("from=2026-11-21"))
                let one = try await made.owner.open("/schedules/nightly?\(query)")
                #expect(one.status == 200 && one.text.contains("/bin/true"))
                #expect(one.text.contains(Phrase.rules(schedule.rules)[0].text(language)))
            }
            let none = try await made.owner.open("/schedules/none")
            #expect(none.status == 404)
            let nonsense = try await made.owner.open("/schedules/week?from=nonsense")
            #expect(nonsense.status == 200)
        }
    }
}
