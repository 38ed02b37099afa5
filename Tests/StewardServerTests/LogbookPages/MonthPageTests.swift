// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardSimulation
import Tally
import Testing

@testable import StewardServer

@Suite("The month of a logbook")
struct MonthPageTests {
    @Test("without a car the page says how to begin")
    func empty() async throws {
        try await MadeSite.with { site in
            let driver = try await site.owner()
            let page = try await driver.open("/logbook")
            #expect(page.status == 200)
            #expect(page.text.contains("No car yet") && page.text.contains("href=\"/logbook/cars/new\""))
            #expect(try await driver.open("/logbook?month=2026-13&use=xx").status == 200)
            #expect(try await driver.open("/logbook?vehicle=nobody").status == 404)
        }
    }

    @Test("every trip of the day stands in the list, on the map and in the totals")
    func month() async throws {
        try await MadeLogbook.with { made in
            let view = try await made.view()
            #expect(view.trips.count >= 5)
            let page = try await made.driver.open("/logbook").text
            for trip in view.trips {
                #expect(page.contains("href=\"/logbook/trips/\(trip.id)\""), "\(trip.id)")
            }
            #expect(page.count(of: "<polyline class=\"way ") == view.trips.count)
            #expect(page.contains("role=\"img\" aria-labelledby=\"map-title map-text\""))
            let totals = view.totals
            let words = Words(.english, now: made.site.installation.clock.now)
            #expect(page.contains("<b>\(LogbookUnit.kilometres.text(totals.driven, words))</b>"))
            #expect(page.contains("of at most 500 km private in "))
        }
    }

    @Test("a use that no rule says is asked for, and one button answers it")
    func question() async throws {
        try await MadeLogbook.with(country: .germany, hasPlaces: false) { made in
            let asked = try await made.view().questions.filter { $0.kind == .unclassified }
            let id = try #require(asked.first?.trip)
            let page = try await made.driver.open("/logbook")
            #expect(page.text.contains("data-answers") && page.text.contains("aria-keyshortcuts=\"b\""))
            let answered = try await made.driver.submit("/logbook/trips/\(id)/use", ["use": "business"])
            #expect(answered.status == 303 && answered.location == "/logbook#questions")
            let trip = try #require(try await made.view().trip(id))
            #expect(trip.use == .business && trip.reason.rule == "person")
            #expect(
                try await made.view().questions.filter { $0.kind == .unclassified }.count == asked.count - 1
            )
        }
    }

    @Test("private can be said of what already counts as private, and then is asked no more")
    func confirmed() async throws {
        try await MadeLogbook.with(country: .germany, hasPlaces: false) { made in
            let id = try #require(
                try await made.view().questions.first { $0.kind == .unclassified }?.trip)
            try await made.driver.open("/logbook")
            let answered = try await made.driver.submit("/logbook/trips/\(id)/use", ["use": "private"])
            #expect(answered.status == 303)
            #expect(
                try await !made.view().questions.contains { $0.trip == id && $0.kind == .unclassified })
        }
    }

    @Test("a missing purpose is written where it is asked for")
    func purpose() async throws {
        try await MadeLogbook.with(country: .germany) { made in
            let id = try #require(
                try await made.view().questions.first { $0.kind == .missingPurpose }?.trip)
            try await made.driver.open("/logbook?questions=all")
            let saved = try await made.driver.submit(
                "/logbook/trips/\(id)/details", ["purpose": "Yearly talk", "partner": "Customer & Sons"])
            #expect(saved.status == 303)
            let trip = try #require(try await made.view().trip(id))
            #expect(trip.purpose == "Yearly talk" && trip.partner == "Customer & Sons")
            #expect(trip.history.allSatisfy { !$0.isLate })
            #expect(
                try await made.driver.open("/logbook").text.contains("Yearly talk · Customer &amp; Sons"))
        }
    }

    @Test("months, vehicles and uses are chosen by addresses of their own")
    func filters() async throws {
        try await MadeLogbook.with { made in
            let trip = try #require(try await made.trips().first)
            let month = String(
                LogbookParts(
                    Vehicle(id: "x", owner: "x", name: "x", country: .netherlands, zone: "Europe/Amsterdam"),
                    nil,
                    Words(.english, now: Date())
                ).day(trip.start.instant).description.prefix(7))
            let page = try await made.driver.open(
                "/logbook?month=\(month)&vehicle=\(made.vehicle)&use=commute"
            ).text
            let commutes = try await made.trips().filter { $0.use == .commute }
            let others = try await made.trips().filter { $0.use != .commute }
            let list = try #require(page.components(separatedBy: "id=\"trips\"").last)
            for trip in commutes { #expect(list.contains("/logbook/trips/\(trip.id)\"")) }
            for trip in others { #expect(!list.contains("<a href=\"/logbook/trips/\(trip.id)\"")) }
            #expect(
                try await made.driver.open("/logbook?month=2019-01").text.contains("No trips in this month")
            )
        }
    }

    @Test("the page is there in three languages", arguments: ["en", "nl", "th"])
    func languages(language: String) async throws {
        try await MadeLogbook.with(hasPlaces: false) { made in
            try await made.leaveGap()
            let page = try await made.driver.open("/logbook?lang=\(language)&questions=all")
            #expect(page.status == 200 && page.text.contains("<html lang=\"\(language)\">"))
            let gaps = try await made.view().gaps
            #expect(!gaps.isEmpty)
            for gap in gaps {
                let path = LogbookPages.gap(
                    made.vehicle, before: gap.before.instant, after: gap.after.instant)
                #expect(page.text.contains("href=\"\(path)\""))
            }
        }
    }

    @Test("nobody sees another's month, trip or car, not even an owner of the installation")
    func isolation() async throws {
        try await MadeLogbook.with { made in
            let other = try await made.site.person("rob", .reviewer, by: made.driver)
            let trip = try #require(try await made.trips().first).id
            #expect(try await other.open("/logbook").text.contains("No car yet"))
            for path in [
                "/logbook?vehicle=\(made.vehicle)", "/logbook/trips/\(trip)", "/api/logbook/trips/\(trip)",
                "/api/logbook/trips/\(trip)/map", "/api/logbook/month?vehicle=\(made.vehicle)",
                "/api/logbook/map?vehicle=\(made.vehicle)",
            ] {
                #expect(try await other.open(path).status == 404, "\(path)")
            }
        }
    }

    @Test("a trip that goes on stands large above everything")
    func live() async throws {
        try await MadeLogbook.with { made in
            try await made.depart()
            let page = try await made.driver.open("/logbook").text
            #expect(page.contains("live-trip") && page.contains(">driving</span>"))
            #expect(page.contains("The trip has ended") && page.contains("data-part data-every"))
        }
    }

    @Test("a trip that goes on is told to its driver's pages alone, and so is its end")
    func events() async throws {
        try await MadeLogbook.with { made in
            let trips = TripChanges(made.site.installation)
            #expect(await trips.changes(for: [made.account, "another"]).isEmpty)
            try await made.depart()
            let news = await trips.changes(for: [made.account, "another"])
            #expect(news.map(\.audience) == [made.account] && news.map(\.id) == [made.vehicle])
            #expect(news.first?.data["state"]?.string == "driving" && news.first?.isOver == false)
            made.site.clock.advance(5)
            #expect(await trips.changes(for: [made.account]).isEmpty, "nothing is new")
            try await made.driver.open("/logbook")
            let ended = try await made.driver.submit("/logbook/cars/\(made.vehicle)/live", ["what": "finished"])
            #expect(ended.status == 303)
            made.site.clock.advance(5)
            let over = await trips.changes(for: [made.account])
            #expect(over.map(\.isOver) == [true] && over.first?.data["state"]?.string == "ended")
        }
    }

    @Test("what is for one account reaches none of the others that listen")
    func audience() async throws {
        let hub = EventHub(OneSecret(), clock: HandClock())
        let own = try #require(hub.subscribe("anna"))
        let other = try #require(hub.subscribe("rob"))
        await hub.look()
        for (reader, names) in [(own, ["trip", "hello"]), (other, ["hello"])] {
            hub.end(reader)
            var heard: [String] = []
            for await case .event(let event) in reader.signals { heard.append(event.name) }
            #expect(heard == names)
        }
    }

    /// Tells one thing that is for one account.
    private struct OneSecret: ChangeSource {
        func changes() async throws -> ChangeSet {
            ChangeSet(changes: [Change(name: "trip", id: "x", isOver: false, data: [:], audience: "anna")])
        }
        func waitForNews(atMost limit: Duration) async {}
    }
}
