// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

@testable import Logbook

@Suite("The employer's report")
struct EmployerReportTests {
    private let secret = StreetAddress(
        street: "Geheimstraat", houseNumber: "99", postcode: "9999 ZZ", town: "Nergenshuizen", text: "Geheimstraat 99")

    private func trips(_ vehicle: Vehicle) -> [Trip] {
        var hidden = ReportFixture.trip(
            "2026-03-07T19:41", "2026-03-07T20:43", metres: 10_000, 17_000, .personal, (secret, secret), in: vehicle)
        hidden.purpose = "Dentist"
        hidden.notes = "Dentist"
        hidden.start.place = "Sister"
        hidden.history = [
            ReportFixture.change("purpose", "Doctor", "Dentist", at: "2026-03-08T10:00", reason: "Toothache"),
            ReportFixture.change("distance", "6000", "7000", at: "2026-03-08T10:01", reason: "Toothache"),
        ]
        var opened = ReportFixture.trip(
            "2026-03-09T10:00", "2026-03-09T10:30", metres: 17_000, 20_000, .business, in: vehicle)
        opened.history = [
            ReportFixture.change("purpose", "Hairdresser", "Lunch", at: "2026-03-09T11:00", reason: "Hairdresser"),
            ReportFixture.change("use", "private", "business", at: "2026-03-09T12:00", reason: "was for work"),
            ReportFixture.change("purpose", "Lunch", "Maintenance", at: "2026-03-09T13:00"),
        ]
        return [
            ReportFixture.trip("2026-03-06T10:00", "2026-03-06T10:30", metres: 0, 10_000, .business, in: vehicle),
            hidden,
            opened,
        ]
    }

    @Test(arguments: Vehicle.Country.allCases)
    func `nothing says where, when or why a private trip was`(country: Vehicle.Country) throws {
        let vehicle = ReportFixture.vehicle(country)
        var options = ReportFixture.options()
        options.audience = .employer
        var gap = ReportFixture.gap("2026-03-10T10:00", "2026-03-10T10:30", metres: 20_000, 21_000, in: vehicle)
        gap.explanation = "Lent to a cousin"
        gap.use = .personal
        let report = try ReportFixture.report(vehicle, .year(2026), trips(vehicle), [gap], options)
        let forms = [
            report.csvText, String(decoding: report.document, as: UTF8.self),
            String(decoding: try report.json.canonicalBytes(), as: UTF8.self),
        ]
        for form in forms {
            for word in [
                "Geheim", "9999 ZZ", "Nergens", "Dentist", "Doctor", "Toothache", "Sister", "Hairdresser", "cousin",
                "20260307", "7 Mar", "2026-03-07", "20:41", "21:43", "19:41", "20:43",
            ] { #expect(!form.contains(word), "\(country) \(word)") }
        }
    }

    @Test func `its kilometres and its odometer stay in the chain`() throws {
        let vehicle = ReportFixture.vehicle(.netherlands)
        var options = ReportFixture.options()
        options.audience = .employer
        let report = try ReportFixture.report(vehicle, .year(2026), trips(vehicle), [], options)
        #expect(report.column("number") == ["1", "2", "3"] && report.column("distance") == ["10.0", "7.0", "3.0"])
        #expect(report.column("odometer_start") == ["0.0", "10.0", "17.0"])
        #expect(report.column("from")[1] == "(private)" && report.column("purpose")[2] == "Maintenance")
        let changes = report.sections[0].rows[2].changes
        #expect(changes.map(\.old) == [nil, "private", "Lunch"])
        #expect(changes.map(\.reason) == [nil, "was for work", "forgotten"])
        #expect(report.totals.personal == Distance(metres: 7_000 as Int64))
    }

    @Test func `the driver sees everything`() throws {
        let vehicle = ReportFixture.vehicle(.netherlands)
        let report = try ReportFixture.report(vehicle, .year(2026), trips(vehicle))
        #expect(report.csvText.contains("Sister (Geheimstraat 99, 9999 ZZ Nergenshuizen)"))
        #expect(report.csvText.contains("Hairdresser") && report.csvText.contains("Dentist"))
    }
}
