// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import Tally
import Testing

@testable import StewardServer

@Suite("Making, changing and removing schedules")
struct ScheduleEditingTests {
    private static let what = "ledger.verify {\"book\":\"vehicle:made\"}"

    /// The fields of a nightly verification.
    private static func fields(_ more: [String: String] = [:]) -> [String: String] {
        [
            "name": "nightly", "what": what, "when": "daily", "time": "02:30", "minute": "0", "day": "1", "text": "",
            "zone": "Europe/Amsterdam", "do": "show",
        ].merging(more) { $1 }
    }

    private static func kept(_ name: String, _ made: LedgerSite) async throws -> Schedule? {
        try await Schedules(queue: made.installation.jobs).show(name)?.schedule
    }

    @Test("a schedule is shown in words with its next five runs before anything is saved, and then made")
    func make() async throws {
        try await LedgerSite.with { made in
            let browser = made.owner
            #expect(try await browser.open("/schedules").text.contains("href=\"/schedules/new\""))
            try await browser.open("/schedules/new")
            #expect(browser.page.text.contains("Show the next runs") && !browser.page.text.contains("value=\"save\""))
            let shown = try await browser.submit("/schedules/new", Self.fields())
            #expect(shown.status == 200)
            for part in [
                "Nothing is saved yet", "It will run every day at 02:30 (Europe/Amsterdam).", "The next five runs",
                "22 Nov 2026, 01:30 UTC", "26 Nov 2026, 01:30 UTC", "02:30 in Europe/Amsterdam", "value=\"nightly\"",
            ] { #expect(shown.text.contains(part), "\(part)") }
            #expect(try await Self.kept("nightly", made) == nil)
            let saved = try await browser.submit("/schedules/new", Self.fields(["do": "save"]))
            #expect(saved.status == 303 && saved.location == "/schedules#schedule-nightly")
            let schedule = try #require(try await Self.kept("nightly", made))
            #expect(schedule.kind == "ledger.verify" && schedule.payload["book"]?.string == "vehicle:made")
            #expect(schedule.trigger.description == "daily at 02:30" && schedule.zone.identifier == "Europe/Amsterdam")
            let list = try await browser.open("/schedules").text
            #expect(list.contains("/schedules/nightly/edit") && list.contains("/schedules/nightly/remove"))
        }
    }

    @Test("who saves other times than those that were shown is shown them first")
    func unseen() async throws {
        try await LedgerSite.with { made in
            try await made.owner.open("/schedules/new")
            try await made.owner.submit("/schedules/new", Self.fields())
            let changed = try await made.owner.submit("/schedules/new", Self.fields(["do": "save", "time": "04:00"]))
            #expect(changed.status == 200 && changed.text.contains("every day at 04:00"))
            #expect(try await Self.kept("nightly", made) == nil)
            let saved = try await made.owner.submit("/schedules/new", Self.fields(["do": "save", "time": "04:00"]))
            #expect(saved.status == 303)
        }
    }

    @Test(
        "what is wrong stands at its field, and what was typed stays, in every language",
        arguments: [
            ("time", "when", "daily", "25:00", Phrase.timeWrong), ("minute", "when", "hourly", "75", .minuteWrong),
            ("weekday", "when", "weekly", "", .weekdayMissing), ("name", "when", "daily", "", .scheduleNameWrong),
            ("what", "when", "daily", "nothing <b>", .whatMissing), ("zone", "when", "daily", "Mars/Base", .zoneWrong),
        ])
    func wrong(field: String, key: String, form: String, typed: String, phrase: Phrase) async throws {
        try await LedgerSite.with(entries: 1) { made in
            for language in Language.allCases {
                try await made.owner.open("/schedules/new?lang=\(language.rawValue)")
                let page = try await made.owner.submit(
                    "/schedules/new", Self.fields(["do": "save", key: form, field: typed, "day": "17"]))
                #expect(page.status == 422)
                #expect(page.text.contains(phrase.text(language)), "\(language)")
                #expect(page.text.contains("href=\"#field-\(field)\""))
                #expect(page.text.contains("<option value=\"17\" selected>"))
                #expect(field == "name" || page.text.contains("value=\"nightly\""))
                #expect(!page.text.contains("<b>"))
            }
            #expect(try await Schedules(queue: made.installation.jobs).list().isEmpty)
        }
    }

    @Test("a text that is no time is explained, and keeps standing in its field")
    func wrongText() async throws {
        try await LedgerSite.with(entries: 1) { made in
            try await made.owner.open("/schedules/new")
            for text in ["61 * * * *", "every", "0 2 31 2 *", "daily at 7", "<script>alert(1)</script>"] {
                let page = try await made.owner.submit(
                    "/schedules/new", Self.fields(["when": "other", "text": text, "do": "save"]))
                #expect(page.status == 422 && page.text.contains("id=\"field-text-error\""), "\(text)")
                #expect(
                    page.text.contains("value=\"\(text.replacing("<", with: "&lt;").replacing(">", with: "&gt;"))\""))
            }
        }
    }

    @Test("a name is not given twice")
    func taken() async throws {
        try await LedgerSite.with(entries: 1) { made in
            try await made.owner.open("/schedules/new")
            try await made.owner.submit("/schedules/new", Self.fields())
            try await made.owner.submit("/schedules/new", Self.fields(["do": "save"]))
            try await made.owner.open("/schedules/new")
            let again = try await made.owner.submit("/schedules/new", Self.fields(["time": "05:00"]))
            #expect(again.status == 422 && again.text.contains("There is a schedule of this name"))
            #expect(try await Self.kept("nightly", made)?.trigger.description == "daily at 02:30")
        }
    }

    @Test(
        "every usual form becomes its trigger, and the form of a schedule shows it again",
        arguments: [
            (["when": "hourly", "minute": "20"], "20 * * * *"),
            (
                ["when": "weekly", "weekday-mon": "on", "weekday-thu": "on", "time": "7:05"],
                "weekly on mon,thu at 07:05"
            ),
            (["when": "monthly", "day": "last", "time": "11:00"], "monthly on last at 11:00"),
            (["when": "other", "text": "every 15m"], "every 15m"),
            (["when": "other", "text": "@daily"], "@daily"),
        ])
    func forms(fields: [String: String], trigger: String) async throws {
        try await LedgerSite.with(entries: 1) { made in
            try await made.owner.open("/schedules/new")
            try await made.owner.submit("/schedules/new", Self.fields(fields))
            try await made.owner.submit("/schedules/new", Self.fields(fields.merging(["do": "save"]) { $1 }))
            #expect(try await Self.kept("nightly", made)?.trigger.description == trigger)
            let timing = ScheduleTiming(try Trigger(parsing: trigger))
            #expect(timing.form.rawValue == fields["when"])
            #expect((try? timing.trigger().get())?.description == trigger)
            let form = try await made.owner.open("/schedules/nightly/edit").text
            #expect(form.contains("value=\"\(fields["when"] ?? "")\" checked"))
        }
    }

    @Test("days on which clocks are moved are told before: what is skipped and what comes twice")
    func clocks() async throws {
        try await LedgerSite.with(entries: 1) { made in
            try await made.owner.open("/schedules/new")
            let page = try await made.owner.submit("/schedules/new", Self.fields()).text
            #expect(page.contains("On 28 Mar 2027 the clocks go forward and skip 02:30: it runs at 03:00."))
            #expect(page.contains("On 31 Oct 2027 the clocks go back and show 02:30 twice"))
            let noon = try await made.owner.submit("/schedules/new", Self.fields(["time": "12:00"])).text
            #expect(!noon.contains("the clocks go"))
            let bangkok = try await made.owner.submit("/schedules/new", Self.fields(["zone": "Asia/Bangkok"])).text
            #expect(!bangkok.contains("the clocks go"))
            let hourly = try await made.owner.submit("/schedules/new", Self.fields(["when": "hourly"])).text
            #expect(!hourly.contains("the clocks go"))
        }
    }

    @Test("a schedule of the command line keeps what the form does not ask for")
    func change() async throws {
        try await LedgerSite.with(entries: 1) { made in
            let schedules = Schedules(queue: made.installation.jobs)
            try await schedules.put(
                Schedule(
                    name: "odd/one <b>", kind: "files.upload", payload: ["connection": "drive", "source": "/a"],
                    trigger: try Trigger(parsing: "every 3 days at 02:00 from 2026-01-05"), zone: .utc, priority: 7,
                    grace: .seconds(60)))
            let path = "/schedules/odd%2Fone%20%3Cb%3E/edit"
            let form = try await made.owner.open(path)
            #expect(form.status == 200 && form.text.contains("value=\"unchanged\" selected"))
            #expect(form.text.contains("every 3 days at 02:00 from 2026-01-05"))
            let fields = Self.fields(["what": "unchanged", "zone": "Asia/Bangkok"])
            try await made.owner.submit(path, fields)
            let saved = try await made.owner.submit(path, fields.merging(["do": "save"]) { $1 })
            #expect(saved.status == 303)
            let kept = try #require(try await Self.kept("odd/one <b>", made))
            #expect(kept.priority == 7 && kept.grace == .seconds(60) && kept.payload["source"]?.string == "/a")
            #expect(kept.kind == "files.upload" && kept.zone.identifier == "Asia/Bangkok")
            let calm = try await made.owner.open("/schedules/new").text
            #expect(!calm.contains("value=\"unchanged\""))
        }
    }

    @Test("removing is asked once more, and tells what happens")
    func remove() async throws {
        try await LedgerSite.with(entries: 1) { made in
            try await made.owner.open("/schedules/new")
            try await made.owner.submit("/schedules/new", Self.fields())
            try await made.owner.submit("/schedules/new", Self.fields(["do": "save"]))
            for language in Language.allCases {
                let page = try await made.owner.open("/schedules/nightly/remove?lang=\(language.rawValue)").text
                #expect(page.contains(Phrase.removeWhat.text(language)) && page.contains("daily at 02:30"))
            }
            #expect(try await Self.kept("nightly", made) != nil)
            let gone = try await made.owner.submit("/schedules/nightly/remove")
            #expect(gone.status == 303 && gone.location == "/schedules")
            #expect(try await Self.kept("nightly", made) == nil)
            #expect(try await made.owner.open("/schedules/nightly/remove").status == 404)
        }
    }

    @Test("readers see schedules and no way to change them")
    func readers() async throws {
        try await LedgerSite.with(entries: 1) { made in
            try await made.owner.open("/schedules/new")
            try await made.owner.submit("/schedules/new", Self.fields())
            try await made.owner.submit("/schedules/new", Self.fields(["do": "save"]))
            let page = try await made.viewer.open("/schedules").text
            #expect(page.contains("nightly") && !page.contains("/edit") && !page.contains("/schedules/new"))
            for path in ["/schedules/new", "/schedules/nightly/edit", "/schedules/nightly/remove"] {
                #expect(try await made.viewer.open(path).status == 403, "\(path)")
            }
        }
    }
}
