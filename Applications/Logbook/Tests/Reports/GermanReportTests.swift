// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite("The Fahrtenbuch")
struct GermanReportTests {
    private let vehicle = ReportFixture.vehicle(.germany)

    private var trips: [Trip] {
        var mixed = ReportFixture.trip(
            "2026-06-03T08:00", "2026-06-03T09:00", metres: 30_000, 60_000, .mixed, in: vehicle)
        mixed.business = Distance(metres: 26_000 as Int64)
        mixed.personal = Distance(metres: 4_000 as Int64)
        mixed.detour = Distance(metres: 4_000 as Int64)
        return [
            ReportFixture.trip("2026-06-01T06:00", "2026-06-01T06:30", metres: 0, 12_000, .commute, in: vehicle),
            ReportFixture.trip("2026-06-02T06:00", "2026-06-02T06:30", metres: 12_000, 30_000, .personal, in: vehicle),
            mixed,
        ]
    }

    @Test func `the columns have the Fahrtenbuch's own names in every language`() throws {
        for language in ReportLanguage.allCases {
            let report = try ReportFixture.report(vehicle, .year(2026), trips, [], ReportFixture.options(language))
            let titles = report.sections[0].columns.map(\.title)
            for title in [
                "Datum", "Kilometerstand Beginn", "Kilometerstand Ende", "Fahrtart", "Reiseziel", "Reiseroute (Umweg)",
                "Reisezweck", "Aufgesuchter Geschäftspartner",
            ] { #expect(titles.contains(title), "\(language) \(title)") }
            #expect(report.sections[0].columns.contains { $0.meaning != nil } == (language != .german))
        }
    }

    @Test func `three categories, and of private trips the kilometres only`() throws {
        let report = try ReportFixture.report(vehicle, .year(2026), trips, [], ReportFixture.options(.german))
        #expect(report.column("use") == ["Arbeitsweg", "Privatfahrt", "Betriebsfahrt mit privatem Anteil"])
        #expect(report.column("to")[1] == "–" && report.column("private") == ["–", "18,0", "4,0"])
        #expect(report.column("business") == ["–", "–", "26,0"] && report.column("commute") == ["12,0", "–", "–"])
        #expect(report.column("to")[2] == "Klantlaan 22-A, 3511 BB Utrecht")
    }

    @Test func `the history of changes is in the document itself`() throws {
        var changed = trips
        changed[2].history = [
            ReportFixture.change("use", "private", "mixed", at: "2026-06-04T10:00", reason: "wrong kind")
        ]
        let options = ReportFixture.options(.german)
        let report = try ReportFixture.report(vehicle, .year(2026), changed, [], options)
        let line =
            "04.06.2026 12:00 Anna Bakker: Fahrtart: Privatfahrt → Betriebsfahrt mit privatem Anteil "
            + "(Grund: wrong kind; Eintrag 812)"
        #expect(report.page.markup.contains(line) && report.csvText.contains(line))
        #expect(String(decoding: report.document, as: UTF8.self).contains(line))
    }

    @Test func `a whole calendar year of one car, told by its plate`() throws {
        let year = try ReportFixture.report(vehicle, .year(2025), [], [])
        #expect(year.requirement("de.year")?.verdict == .met && year.requirement("de.plate")?.verdict == .met)
        let month = try ReportFixture.report(vehicle, .month(2025, 6), [])
        #expect(month.requirement("de.year")?.verdict == .needsYou)
        let current = try ReportFixture.report(vehicle, .year(2026), trips)
        #expect(current.requirement("de.year")?.verdict == .needsYou)
        #expect(current.facts.first { $0.id == "plate" }?.value == "X-123-YZ")
    }
}
