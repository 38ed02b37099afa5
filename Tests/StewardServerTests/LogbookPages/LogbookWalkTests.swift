// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import Testing

@testable import StewardServer

@Suite("Every page of the logbook")
struct LogbookWalkTests {
    /// The parameters that this walk has values for.
    static let parameters: Set = ["vehicle", "trip", "gap", "month", "place", "result"]

    private static func pages(_ values: [String: String]) -> [String] {
        Routes.all.filter { $0.method == .get && !$0.isData && $0.scope != .open && $0.path.hasPrefix("/logbook") }
            .map { route in
                values.reduce(route.path) { path, value in
                    path.replacing("{\(value.key)}", with: HTML.pathComponent(value.value))
                }
            }
            .filter { !$0.contains("{") && !$0.contains("/employer/") && $0 != "/logbook/drive" }
    }

    @Test("keeps every rule of pages, in every language", arguments: ["en", "nl", "th"])
    func filled(language: String) async throws {
        try await MadeLogbook.with(country: .germany) { made in
            try await made.leaveGap()
            let view = try await made.view()
            let gap = try #require(view.gaps.first)
            let values = [
                "vehicle": made.vehicle, "trip": try #require(view.trips.first).id.text,
                "gap": "\(gap.before.instant)-\(gap.after.instant)", "month": try #require(view.months.first).month,
                "place": "home", "result": try await Self.imported(made),
            ]
            #expect(Set(values.keys) == Self.parameters)
            var walked = 0
            // The browser holds every page that it opens against the rules.
            for page in Self.pages(values) {
                let answer = try await made.driver.open("\(page)?lang=\(language)")
                #expect(answer.status == 200, "\(page)")
                walked += 1
            }
            #expect(walked > 12)
        }
    }

    /// Takes a file in; what came of it has a page.
    private static func imported(_ made: MadeLogbook) async throws -> String {
        try await made.driver.open(LogbookImportPages.path)
        let table = "date,start,end,from,to,distance\n2020-09-01,08:00,08:30,Utrecht,Amersfoort,22.4\n"
        try await made.driver.submitFile(LogbookImportPages.path, "trips.csv", table)
        try await made.driver.submit(LogbookImportPages.path)
        return try #require(made.driver.page.location?.split(separator: "/").last.map(String.init))
    }

    @Test("is there for who has no car yet")
    func empty() async throws {
        try await MadeSite.with { site in
            let driver = try await site.owner()
            for page in Self.pages([:]) where page != "/logbook/reports/page" && page != "/logbook/reports/report.csv" {
                #expect(try await driver.open(page).status == 200, "\(page)")
            }
            for page in ["/logbook/reports/page", "/logbook/reports/report.csv", "/api/logbook/report"] {
                #expect(try await driver.open(page).status == 404, "\(page)")
            }
        }
    }

    @Test("every class is one that a style sheet knows")
    func classes() async throws {
        try await MadeLogbook.with { made in
            try await made.leaveGap()
            let sheets = StyleSheet.text + StyleSheet.logbook + WorkStyle.text + Report.style
            let known = Set(sheets.matches(of: /\.([a-z][a-z-]*)/).map { String($0.output.1) })
            let trip = try #require(try await made.trips().first).id.text
            for page in Self.pages(["vehicle": made.vehicle, "trip": trip, "place": "home"]) {
                let text = try await made.driver.open(page).text
                let used = MarkupTree(text).root.all.flatMap {
                    ($0["class"] ?? "").split(separator: " ").map(String.init)
                }
                // Reports say of each thing what it is; the sheet styles some of it.
                let foreign = Set(used).subtracting(known).filter { !$0.hasPrefix("report") }
                #expect(foreign == [], "\(page)")
            }
        }
    }

    @Test("what waits is counted in the navigation and on the home page, and a trip that goes on is shown there")
    func home() async throws {
        try await MadeLogbook.with(country: .germany, hasPlaces: false) { made in
            let count = try await made.view().questions.count
            #expect(count > 0)
            let home = try await made.driver.open("/").text
            #expect(home.contains("\(count) questions about your trips."))
            #expect(home.contains("href=\"/logbook#questions\""))
            let next = try await made.driver.open("/jobs").text
            #expect(next.contains("<span class=\"count\" aria-hidden=\"true\">\(count)</span>"))
            let other = try await made.site.person("rob", .reviewer, by: made.driver)
            #expect(try await !other.open("/").text.contains("about your trips"))
        }
    }
}
