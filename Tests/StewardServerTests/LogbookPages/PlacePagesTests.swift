// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs
import HTTPTypes
import Tally
import Testing

@testable import StewardServer

@Suite("The pages of places, rules and reports")
struct PlacePagesTests {
    @Test("a place is named from the end of a trip, changed and removed")
    func places() async throws {
        try await MadeLogbook.with(hasPlaces: false) { made in
            #expect(try await made.driver.open("/logbook/places").text.contains("No place yet"))
            let trip = try #require(try await made.trips().first)
            let page = try await made.driver.open("/logbook/trips/\(trip.id)").text
            let link = try #require(
                page.components(separatedBy: "href=\"/logbook/places/new?").dropFirst().first?.components(
                    separatedBy: "\"")[0])
            try await made.driver.open("/logbook/places/new?" + link.replacing("&amp;", with: "&"))
            let wrong = try await made.driver.submit(
                "/logbook/places/new",
                ["name": "Home", "latitude": "91", "longitude": "5", "radius": "150", "role": "home"])
            #expect(wrong.status == 422 && wrong.text.contains("value=\"91\""))
            try await made.driver.open("/logbook/places/new?" + link.replacing("&amp;", with: "&"))
            let position = try #require(trip.start.position)
            let saved = try await made.driver.submit(
                "/logbook/places/new",
                [
                    "name": "My home", "latitude": "\(position.latitude)", "longitude": "\(position.longitude)",
                    "radius": "200", "role": "home",
                ])
            #expect(saved.status == 303)
            #expect(try await made.view().trips.first?.start.place == "My home")
            let list = try await made.driver.open("/logbook/places")
            #expect(list.text.contains("<circle class=\"reach\"") && list.text.contains("My home"))
            try await made.driver.open("/logbook/places/My%20home/edit")
            try await made.driver.submit(
                "/logbook/places/My%20home/edit",
                [
                    "latitude": "\(position.latitude)", "longitude": "\(position.longitude)", "radius": "300",
                    "role": "work",
                ])
            let place = try #require(
                try await made.logbook.driver(made.account).setup.setup(on: LocalDay(number: 30_000)).places.first)
            #expect(place.radius == Distance(metres: Int64(300)) && place.role == .work)
            try await made.driver.open("/logbook/places/My%20home/edit")
            try await made.driver.submit("/logbook/places/My%20home/remove")
            #expect(try await made.view().trips.first?.start.place == nil)
        }
    }

    @Test("rules are changed step by step, what would change is shown, and nothing is kept before it is saved")
    func rules() async throws {
        try await MadeLogbook.with(hasPlaces: false) { made in
            let before = try await made.trips().map(\.use)
            #expect(before.contains(.business), "the Dutch preset says so of weekdays")
            let page = try await made.driver.open("/logbook/rules")
            #expect(page.text.contains("To or from a customer"))
            let added = try await made.driver.submit(
                "/logbook/rules", ["do": "add", "rule-use": "private", "rule-name": "Always mine", "rule-most": "5000"])
            #expect(added.status == 200 && added.text.contains("Always mine"))
            let moved = try await made.driver.submit("/logbook/rules", ["do": "up-6"])
            #expect(moved.status == 200)
            #expect(try await made.trips().map(\.use) == before, "not saved yet")
            for _ in 0..<5 {
                let place = try #require(Self.place(of: "Always mine", made.driver.page.text))
                if place == 0 { break }
                try await made.driver.submit("/logbook/rules", ["do": "up-\(place)"])
            }
            #expect(made.driver.page.text.contains("would count as something else"))
            #expect(try await made.driver.submit("/logbook/rules", ["do": "save"]).status == 303)
            #expect(try await made.trips().allSatisfy { $0.use == .personal })
            #expect(try await made.driver.open("/logbook/places").text.contains("These are your own rules."))
            try await made.driver.open("/logbook/rules")
            let empty = try await made.driver.submit("/logbook/rules", ["do": "add", "rule-use": "private"])
            #expect(empty.status == 422 && empty.text.contains("The rule asks nothing"))
        }
    }

    /// The place of a rule in the list, by the number in its buttons.
    private static func place(of name: String, _ page: String) -> Int? {
        let list = page.components(separatedBy: "<ol class=\"rules\">").last?.components(separatedBy: "</ol>")[0] ?? ""
        return list.components(separatedBy: "<li>").dropFirst().firstIndex { $0.contains(name) }.map { $0 - 1 }
    }

    @Test("rules that were changed meanwhile are not written over")
    func conflict() async throws {
        try await MadeLogbook.with { made in
            try await made.driver.open("/logbook/rules")
            try await made.driver.submit("/logbook/rules", ["do": "preset-DE"])
            try await made.logbook.setRules(RulesEntry([]), account: made.account)
            #expect(try await made.driver.submit("/logbook/rules", ["do": "save"]).status == 409)
        }
    }

    @Test("a report has a checklist, a page, CSV and JSON for every country", arguments: Vehicle.Country.allCases)
    func reports(country: Vehicle.Country) async throws {
        try await MadeLogbook.with(country: country) { made in
            for language in ["en", "nl", "th"] {
                let page = try await made.driver.open("/logbook/reports?lang=\(language)")
                #expect(page.status == 200 && page.text.contains("id=\"checklist\""))
            }
            let month = try #require(try await made.view().months.first?.month)
            let query = "vehicle=\(made.vehicle)&period=\(month)&report-language=en"
            let printed = try await made.driver.open("/logbook/reports/page?\(query)")
            #expect(printed.text.contains("report-\(country.rawValue.lowercased())"))
            let csv = try await made.driver.open("/logbook/reports/report.csv?\(query)")
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8" && csv.text.contains("\r\n"))
            let json = try JSON(parsing: Array(try await made.driver.open("/api/logbook/report?\(query)").text.utf8))
            #expect(json["country"]?.string == country.rawValue)
            #expect(try await made.driver.open("/logbook/reports?period=nonsense&country=XX").status == 200)
        }
    }

    @Test("a sealed report is one file, and a month that is over is closed after a look at what it would seal")
    func closing() async throws {
        try await MadeLogbook.with { made in
            let month = try #require(try await made.view().months.first?.month)
            let path = "/logbook/cars/\(made.vehicle)/months/\(month)"
            #expect(try await made.driver.open(path).text.contains("not over yet"))
            made.wait(days: 33)
            let trial = try await made.driver.open(path)
            #expect(trial.text.contains("What would be sealed now"))
            #expect(try await made.driver.submit(path).status == 303)
            #expect(try await made.view().months.first?.closing?.isIntact == true)
            #expect(try await made.driver.open(path).text.contains("closed, as it was"))
            try await made.driver.open("/logbook/reports")
            let sealed = try await made.driver.submit("/logbook/reports/sealed")
            #expect(sealed.status == 200 && sealed.headers[.contentType] == "application/x-tar")
        }
    }

    @Test(
        "without a service that knows charging stations the page says how to connect one",
        arguments: ["en", "nl", "th"])
    func charging(language: String) async throws {
        try await MadeLogbook.with { made in
            let page = try await made.driver.open("/logbook/charging?lang=\(language)")
            #expect(page.status == 200 && page.text.contains("href=\"/connections\""))
        }
    }

    @Test("tiles come from one source that an owner chose, and the policy allows exactly it")
    func tiles() async throws {
        try await MadeLogbook.with { made in
            #expect(try await !made.driver.open("/logbook").headers[values: .contentSecurityPolicy].isEmpty)
            try await made.driver.open("/logbook/map")
            let wrong = try await made.driver.submit(
                "/logbook/map", ["template": "javascript:{z}{x}{y}", "credit": ""])
            #expect(wrong.status == 422)
            for template in [
                "https://evil; script-src *//{z}/{x}/{y}", "http://tiles.example/{z}/{x}/{y}.png", "https://{z}{x}{y}",
            ] {
                #expect(LogbookTiles.Source.origin(template) == nil, "\(template)")
            }
            try await made.driver.open("/logbook/map")
            let form = ["template": "https://tiles.example.org/{z}/{x}/{y}.png", "credit": "© Maps"]
            #expect(try await made.driver.submit("/logbook/map", form).status == 303)
            let page = try await made.driver.open("/logbook")
            let policies = page.headers[values: .contentSecurityPolicy]
            #expect(policies.count == 1)
            let isInstalled = page.text.contains("data-tiles=")
            #expect(policies[0].contains("img-src 'self' data: https://tiles.example.org;") == isInstalled)
            #expect(try await !made.driver.open("/jobs").headers[values: .contentSecurityPolicy][0].contains("tiles"))
            let viewer = try await made.site.person("vera", .viewer, by: made.driver)
            #expect(try await viewer.open("/logbook/map").status == 403)
        }
    }

    @Test(
        "numbers are read as people of each language write them",
        arguments: [
            ("12.3", 12.3, 12.3), ("12,3", 12.3, 12.3), ("50,123", 50_123, 50.123), ("50.123", 50.123, 50_123),
            ("1 234,5", 1234.5, 1234.5), ("7", 7, 7), ("0,5", 0.5, 0.5),
        ])
    func numbers(text: String, english: Double, dutch: Double) {
        #expect(LogbookNumber.value(text, .english) == english)
        #expect(LogbookNumber.value(text, .dutch) == dutch)
        for wrong in ["", "x", "1,2,3", "1e5", "nan", "--1", "1.2.3"] {
            #expect(LogbookNumber.value(wrong, .english) == nil, "\(wrong)")
        }
    }
}
