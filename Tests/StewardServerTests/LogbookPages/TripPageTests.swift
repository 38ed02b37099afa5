// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardLedger
import Testing

@testable import StewardServer

@Suite("The page of a trip")
struct TripPageTests {
    @Test(
        "it tells the way, both ends, every measure, why it counts, and the entries it rests on",
        arguments: ["en", "nl", "th"])
    func page(language: String) async throws {
        try await MadeLogbook.with { made in
            for trip in try await made.trips() {
                let page = try await made.driver.open("/logbook/trips/\(trip.id)?lang=\(language)")
                #expect(page.status == 200)
                #expect(page.text.count(of: "<polyline class=\"way ") == 1)
                let rows = page.text.components(separatedBy: "id=\"way\"").last?.components(
                    separatedBy: "</table>")[0]
                #expect(rows?.count(of: "<th scope=\"row\">") == trip.measures.count)
                let book = HTML.pathComponent(Logbook.book(vehicle: made.vehicle).name)
                #expect(page.text.contains("href=\"/ledger/\(book)/"))
            }
        }
    }

    @Test("purpose, partner, project and notes are kept, with the old values beside the new")
    func details() async throws {
        try await MadeLogbook.with { made in
            let id = try #require(try await made.trips().first).id
            let path = "/logbook/trips/\(id)"
            try await made.driver.open(path)
            try await made.driver.submit(path + "/details", ["purpose": "First", "notes": "one\r\ntwo"])
            try await made.driver.open(path)
            let saved = try await made.driver.submit(path + "/details", ["purpose": "Second <b>"])
            #expect(saved.status == 303 && saved.location == path)
            let page = try await made.driver.follow().text
            #expect(page.contains("<del>First</del>") && page.contains("<ins>Second &lt;b&gt;</ins>"))
            let trip = try #require(try await made.view().trip(id))
            #expect(trip.purpose == "Second <b>" && trip.notes == "one\ntwo")
            let changes = trip.history.map(\.field)
            #expect(
                changes.filter { $0 == "notes" }.count == 1, "what was not touched is not changed again")
        }
    }

    @Test("what somebody else changed meanwhile is not written over, and what was typed is kept")
    func conflict() async throws {
        try await MadeLogbook.with { made in
            let id = try #require(try await made.trips().first).id
            let path = "/logbook/trips/\(id)"
            try await made.driver.open(path)
            try await made.logbook.correct(id, to: [.purpose: .text("theirs")], account: made.account)
            let refused = try await made.driver.submit(path + "/details", ["purpose": "mine"])
            #expect(refused.status == 409)
            #expect(
                refused.text.contains("It was changed meanwhile") && refused.text.contains("value=\"mine\"")
            )
            #expect(try await made.view().trip(id)?.purpose == "theirs")
        }
    }

    @Test("kilometres that were private are split off, and too many are refused in words")
    func split() async throws {
        try await MadeLogbook.with { made in
            let trip = try #require(
                try await made.trips().max { $0.distance.distance < $1.distance.distance })
            let path = "/logbook/trips/\(trip.id)"
            try await made.driver.open(path)
            let form = ["use": "mixed", "detour": "2.5", "reason-use": "round by the shop"]
            #expect(try await made.driver.submit(path + "/use", form, number: 1).status == 303)
            let changed = try #require(try await made.view().trip(trip.id))
            #expect(changed.use == .mixed && changed.personal == Distance(metres: Int64(2_500)))
            #expect(changed.business + changed.commute + changed.personal == changed.distance.distance)
            try await made.driver.open(path)
            let many = try await made.driver.submit(
                path + "/use", ["use": "mixed", "detour": "9000"], number: 1)
            #expect(many.status == 422 && many.text.contains("value=\"9000\""))
            try await made.driver.open(path)
            let nonsense = try await made.driver.submit(
                path + "/use", ["use": "mixed", "detour": "x"], number: 1)
            #expect(nonsense.status == 422 && nonsense.text.contains("That is no distance"))
        }
    }

    @Test("a trip is joined with the next, divided at a time, and voided with a reason")
    func acts() async throws {
        try await MadeLogbook.with { made in
            let before = try await made.trips()
            let first = before[0].id
            let path = "/logbook/trips/\(first)"
            try await made.driver.open(path)
            #expect(try await made.driver.submit(path + "/join").status == 303)
            let joined = try await made.trips()
            #expect(joined.count == before.count - 1 && joined[0].end.instant == before[1].end.instant)
            let page = try await made.driver.open(path)
            #expect(page.text.contains("name=\"time\""))
            let outside = try await made.driver.submit(path + "/split", ["time": "03:00"])
            #expect(outside.status == 422 && outside.text.contains("value=\"03:00\""))
            try await made.driver.open(path)
            let time = made.driver.page.text.components(separatedBy: "name=\"time\"").last?
                .components(separatedBy: "value=\"").dropFirst().first?.prefix(5)
            #expect(
                try await made.driver.submit(path + "/split", ["time": String(try #require(time))]).status
                    == 303)
            #expect(try await made.trips().count == before.count)
            try await made.driver.open(path)
            #expect(try await made.driver.submit(path + "/void", ["reason-void": " "]).status == 422)
            try await made.driver.open(path)
            #expect(
                try await made.driver.submit(path + "/void", ["reason-void": "not mine"]).status == 303)
            #expect(try await made.view().trip(first)?.isVoided == true)
            let voided = try await made.driver.open(path).text
            #expect(voided.contains("This trip counts nowhere any more") && !voided.contains("/void\""))
        }
    }

    @Test("when it began and ended is corrected by the car's clock, beside what was measured")
    func times() async throws {
        try await MadeLogbook.with { made in
            made.wait(days: 1)
            let trip = try #require(try await made.trips().first)
            let path = "/logbook/trips/\(trip.id)"
            let page = try await made.driver.open(path).text
            func shown(_ name: String) throws -> String {
                let field = try #require(page.components(separatedBy: "name=\"\(name)\"").dropFirst().first)
                let value = try #require(field.components(separatedBy: "value=\"").dropFirst().first)
                return String(value.prefix { $0 != "\"" })
            }
            var form: [String: String] = [:]
            for name in TripTimes.names { form[name] = try shown(name) }
            let clock = try #require(LocalClock.named("Europe/Amsterdam"))
            #expect(form["start-day"] == clock.day(at: trip.start.instant).description)
            let book = Logbook.book(vehicle: made.vehicle)
            let size = try await made.site.installation.ledger.size(of: book)
            #expect(try await made.driver.submit(path + "/times", form).status != 303)
            #expect(try await made.site.installation.ledger.size(of: book) == size, "nothing was touched")
            let minute = try #require(LogbookClock.minute(form["start-clock"] ?? ""))
            form["start-clock"] = "\((minute - 10) / 60):\(String(100 + (minute - 10) % 60).suffix(2))"
            form["reason-times"] = "the phone joined late"
            try await made.driver.open(path)
            let saved = try await made.driver.submit(path + "/times", form)
            #expect(saved.status == 303)
            let corrected = try #require(try await made.view().trip(trip.id))
            let moved = LogbookClock.instant(clock.day(at: trip.start.instant), minute - 10, clock)
            #expect(corrected.start.instant == moved && corrected.end.instant == trip.end.instant)
            #expect(corrected.history.map(\.field) == ["start"])
            #expect(try await made.driver.follow().text.contains("the phone joined late"))
            for (name, value) in [("end-day", "2001-01-01"), ("end-clock", "25:00"), ("end-day", "2199-01-01")] {
                try await made.driver.open(path)
                let wrong = try await made.driver.submit(path + "/times", form.merging([name: value]) { $1 })
                #expect(wrong.status == 422 && wrong.text.contains("value=\"\(value)\""), "\(name)")
            }
        }
    }

    @Test("the page says until when a change is in time, and what comes later is marked late")
    func late() async throws {
        try await MadeLogbook.with(country: .germany) { made in
            let id = try #require(try await made.trips().first).id
            let path = "/logbook/trips/\(id)"
            #expect(try await made.driver.open(path).text.contains("is in time; what comes later"))
            made.wait(days: 9)
            let page = try await made.driver.open(path)
            #expect(page.text.contains("a change made now is kept and marked late"))
            try await made.driver.submit(path + "/details", ["purpose": "too late"])
            let trip = try #require(try await made.view().trip(id))
            #expect(trip.purpose == "too late" && trip.history.contains { $0.isLate })
            #expect(try await made.driver.open(path).text.contains(">late</span>"))
        }
    }

    @Test("forms of another's trip do nothing")
    func another() async throws {
        try await MadeLogbook.with { made in
            let id = try #require(try await made.trips().first).id
            let other = try await made.site.person("rob", .reviewer, by: made.driver)
            try await other.open("/logbook")
            let token = other.page.text.components(separatedBy: "name=\"_form\" value=\"").last?
                .components(separatedBy: "\"")[0]
            let before = try await made.site.installation.ledger.size(
                of: Logbook.book(vehicle: made.vehicle))
            for act in ["use", "details", "ends", "times", "void", "join", "split", "move"] {
                let answer = try await other.post(
                    "/logbook/trips/\(id)/\(act)",
                    ["_form": try #require(token), "use": "private", "reason-void": "x", "time": "08:00"])
                #expect(answer.status == 404, "\(act): \(answer.status)")
            }
            let after = try await made.site.installation.ledger.size(
                of: Logbook.book(vehicle: made.vehicle))
            #expect(before == after)
        }
    }
}
