// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardSimulation
import Tally
import Testing

@testable import StewardServer

@Suite("The pages of cars")
struct CarPagesTests {
    @Test("a car is added by a form, and what is wrong is said with what was typed")
    func adding() async throws {
        try await MadeSite.with { site in
            let driver = try await site.owner()
            #expect(try await driver.open("/logbook/cars").text.contains("No car yet"))
            try await driver.open("/logbook/cars/new")
            let wrong = try await driver.submit(
                "/logbook/cars/new",
                ["name": "Van", "vin": "short", "country": "DE", "zone": "Europe/Berlin", "ownership": "company"])
            #expect(
                wrong.status == 422 && wrong.text.contains("value=\"Van\"") && wrong.text.contains("value=\"SHORT\""))
            let made = try await driver.submit(
                "/logbook/cars/new",
                [
                    "name": "Van", "country": "DE", "zone": "Europe/Berlin", "ownership": "private",
                    "odometer-start": "12,345", "usual": "on",
                ])
            #expect(made.status == 303)
            let account = try #require(try await site.access.people().first).id
            let vehicle = try #require(try await site.installation.logbook.vehicles(of: account).first?.vehicle)
            #expect(vehicle.country == .germany && vehicle.ownership == .personal)
            #expect(vehicle.odometerAtStart == Distance(metres: Int64(12_345_000)))
            #expect(driver.page.location == "/logbook/cars/\(vehicle.id)#devices")
            #expect(try await driver.open("/logbook/cars/\(vehicle.id)").status == 200)
            try await driver.open("/logbook/cars/\(vehicle.id)/edit")
            try await driver.submit(
                "/logbook/cars/\(vehicle.id)/edit",
                [
                    "name": "Old van", "country": "DE",
                    "zone": "Europe/Berlin", "ownership": "private", "usual": "on",
                ])
            #expect(try await driver.open("/logbook/cars").text.contains("Old van"))
        }
    }

    @Test("the odometer is drawn with its gaps, and a reading is added", arguments: ["en", "nl", "th"])
    func odometer(language: String) async throws {
        try await MadeLogbook.with { made in
            try await made.leaveGap()
            let page = try await made.driver.open("/logbook/cars/\(made.vehicle)?lang=\(language)").text
            let gaps = try await made.view().gaps
            #expect(!gaps.isEmpty && page.count(of: "<polyline class=\"hole\"") == gaps.count * 2)
            #expect(page.contains("class=\"chart wide\"") && page.contains("class=\"chart narrow\""))
        }
    }

    @Test("a reading that cannot be is refused in words; one that can stands in the book")
    func reading() async throws {
        try await MadeLogbook.with { made in
            let path = "/logbook/cars/\(made.vehicle)"
            try await made.driver.open(path)
            let nonsense = try await made.driver.submit(
                path + "/reading", ["odometer": "x", "on": "2026-01-01", "at": "10:00"])
            #expect(nonsense.status == 422 && nonsense.text.contains("That is no distance"))
            let last = try #require(try await made.view().odometer.anchors.last)
            let words = Words(.english, now: made.site.installation.clock.now)
            let day = WallTime(made.site.installation.clock.now, in: Words.zone(named: "Europe/Amsterdam"))
            let value = LogbookUnit.kilometres.field(last.value + Distance(metres: Int64(40_000)), words)
            try await made.driver.open(path)
            let saved = try await made.driver.submit(
                path + "/reading", ["odometer": value, "on": day.day.description, "at": day.clock])
            #expect(saved.status == 303)
            #expect(try await made.view().odometer.anchors.last?.value == last.value + Distance(metres: Int64(40_000)))
            let ahead = try await made.driver.open(path)
            #expect(ahead.text.contains("read by a person"))
        }
    }

    @Test("a device token is shown once with what to fill in, works, and ends", arguments: DeviceKind.allCases)
    func tokens(kind: DeviceKind) async throws {
        try await MadeLogbook.with { made in
            let path = "/logbook/cars/\(made.vehicle)"
            try await made.driver.open(path)
            let shown = try await made.driver.submit(
                path + "/tokens", ["device-name": "Phone <1>", "device-kind": kind.rawValue, "device-bound": "on"])
            #expect(shown.status == 200)
            let text = try #require(
                shown.text.components(separatedBy: "class=\"secret\">").last?
                    .components(separatedBy: "<").first)
            let token = try #require(try await made.logbook.device(token: text))
            #expect(token.vehicle == made.vehicle && token.isUsableInAddress == kind.needsAddress)
            let page = try await made.driver.open(path)
            #expect(!page.text.contains(text) && page.text.contains("Phone &lt;1&gt;"))
            try await made.driver.submit("/logbook/tokens/\(token.id)/revoke")
            #expect(try await made.logbook.device(token: text) == nil)
            #expect(try await made.driver.open(path).text.contains("revoked"))
        }
    }

    @Test("an employer sees kilometres of private trips and nothing else of them, until the grant ends")
    func employer() async throws {
        try await MadeLogbook.with { made in
            let boss = try await made.site.person("boss", .viewer, by: made.driver)
            let watched = "/logbook/employer/\(made.vehicle)"
            #expect(try await boss.open(watched).status == 404)
            let path = "/logbook/cars/\(made.vehicle)"
            try await made.driver.open(path)
            #expect(try await made.driver.submit(path + "/employers", ["employer": "nobody"]).status == 422)
            try await made.driver.open(path)
            #expect(try await made.driver.submit(path + "/employers", ["employer": "Boss"]).status == 303)
            let trip = try #require(try await made.trips().first)
            try await made.logbook.correct(trip.id, to: [.use: .use(.personal)], account: made.account)
            let page = try await boss.open(watched)
            #expect(page.status == 200)
            #expect(!page.text.contains("/logbook/trips/\(trip.id)") && page.text.contains(">private</span>"))
            #expect(try await boss.open(path).status == 404)
            try await made.driver.open(path)
            #expect(
                try await made.driver.submit(
                    path + "/employers/remove",
                    [
                        "account": try #require(
                            try await made.view().vehicle.employers.first)
                    ]
                ).status == 303)
            #expect(try await boss.open(watched).status == 404)
        }
    }

    @Test("a gap is explained, and then counts as what was said")
    func gap() async throws {
        try await MadeLogbook.with { made in
            try await made.leaveGap()
            let gap = try #require(try await made.view().gaps.first)
            let path = LogbookPages.gap(made.vehicle, before: gap.before.instant, after: gap.after.instant)
            try await made.driver.open(path)
            #expect(try await made.driver.submit(path, ["explanation": " ", "use": "business"]).status == 422)
            try await made.driver.open(path)
            let saved = try await made.driver.submit(path, ["explanation": "A colleague drove", "use": "business"])
            #expect(saved.status == 303)
            let explained = try await made.view().gaps.first { $0.before.instant == gap.before.instant }
            #expect(explained?.explanation == "A colleague drove" && explained?.use == .business)
            #expect(try await made.driver.open("/logbook/cars/\(made.vehicle)/gaps/1-2").status == 404)
        }
    }

    @Test("a trip is entered by hand, over midnight too")
    func entered() async throws {
        try await MadeLogbook.with { made in
            let before = try await made.trips().count
            made.wait(days: 2)
            try await made.driver.open("/logbook/enter")
            let yesterday = WallTime(
                made.site.installation.clock.now.addingTimeInterval(-86_400), in: Words.zone(named: "Europe/Amsterdam")
            ).day.description
            var form = [
                "vehicle": made.vehicle, "day": yesterday, "start": "23:40", "end": "0:10", "from": "A street 1",
                "to": "B street 2", "distance": "", "use": "business",
            ]
            #expect(try await made.driver.submit("/logbook/enter", form).status == 422)
            form["distance"] = "31.5"
            try await made.driver.open("/logbook/enter")
            let saved = try await made.driver.submit("/logbook/enter", form)
            #expect(saved.status == 303)
            #expect(try await made.driver.follow().text.contains("Entered by hand."))
            let trips = try await made.trips()
            #expect(trips.count == before + 1 && trips.last?.distance.distance == Distance(metres: Int64(31_500)))
            #expect(trips.last.map { $0.end.instant - $0.start.instant } == 1_800_000_000)
        }
    }

    @Test("another's car, gap, month and token are not there")
    func isolation() async throws {
        try await MadeLogbook.with { made in
            try await made.leaveGap()
            let other = try await made.site.person("rob", .reviewer, by: made.driver)
            let gap = try #require(try await made.view().gaps.first)
            let token = try await made.logbook.makeToken(account: made.account, name: "mine").token
            let path = "/logbook/cars/\(made.vehicle)"
            let gapPath = LogbookPages.gap(made.vehicle, before: gap.before.instant, after: gap.after.instant)
            for page in [
                path, path + "/edit", path + "/remove", gapPath, path + "/months/2026-01",
                "/api/logbook/cars/\(made.vehicle)", "/logbook/reports?vehicle=\(made.vehicle)",
                "/logbook/reports/page?vehicle=\(made.vehicle)", "/logbook/reports/report.csv?vehicle=\(made.vehicle)",
                "/api/logbook/report?vehicle=\(made.vehicle)",
            ] { #expect(try await other.open(page).status == 404, "\(page)") }
            try await other.open("/logbook/places")
            let form = try #require(
                other.page.text.components(separatedBy: "name=\"_form\" value=\"").last?.components(separatedBy: "\"")[
                    0])
            for act in [
                path + "/edit", path + "/remove", path + "/reading", path + "/tokens", path + "/employers",
                path + "/live",
                gapPath, path + "/months/2026-01", "/logbook/tokens/\(token.id)/revoke", "/logbook/reports/sealed",
            ] {
                let fields = [
                    "_form": form, "name": "x", "device-name": "x", "employer": "rob", "vehicle": made.vehicle,
                    "explanation": "x", "odometer": "1", "on": "2026-01-01", "at": "10:00",
                ]
                #expect([404, 409].contains(try await other.post(act, fields).status), "\(act)")
            }
            #expect(try await made.logbook.tokens(of: made.account).first { $0.id == token.id }?.revoked == nil)
        }
    }
}
