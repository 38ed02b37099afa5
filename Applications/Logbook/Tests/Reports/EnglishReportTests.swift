// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

@testable import Logbook

@Suite("Reports for the United Kingdom and the United States")
struct EnglishReportTests {
    private let british = ReportFixture.vehicle(.unitedKingdom, .personal)
    private let american = ReportFixture.vehicle(.unitedStates, .personal)
    /// 1,000 miles are 1,609,344 metres.
    private static let thousandMiles: Int64 = 1_609_344

    private func trip(_ day: String, miles thousands: Int64, _ use: Trip.Use, in vehicle: Vehicle) -> Trip {
        ReportFixture.trip(
            "\(day)T12:00", "\(day)T13:00", metres: 0, thousands * Self.thousandMiles, use, in: vehicle)
    }

    @Test func `55p for the first 10,000 miles and 25p after, within one trip too`() throws {
        let trips = [
            trip("2026-05-01", miles: 9, .business, in: british), trip("2026-05-02", miles: 2, .business, in: british),
            trip("2026-05-03", miles: 1, .business, in: british),
        ]
        let report = try ReportFixture.report(british, .taxYear(2026), trips)
        // 10,000 × £0.55 + 2,000 × £0.25 = £5,500 + £500.
        #expect(report.allowance == ReportMoney(hundredths: 600_000, currency: "GBP"))
        #expect(report.column("rate") == ["55p", "55p / 25p", "25p"])
        #expect(report.column("business") == ["9,000.0", "2,000.0", "1,000.0"])
    }

    @Test func `the rate is the trip's day's, and the tax year begins on 6 April`() throws {
        let trips = [
            trip("2026-04-05", miles: 1, .business, in: british), trip("2026-04-06", miles: 1, .business, in: british),
        ]
        let before = try ReportFixture.report(british, .taxYear(2025), trips)
        let after = try ReportFixture.report(british, .taxYear(2026), trips)
        #expect(before.allowance?.hundredths == 45_000 && before.column("date") == ["5 Apr 2026"])
        #expect(after.allowance?.hundredths == 55_000 && after.column("number") == ["1"])
        #expect(after.facts.first { $0.id == "period" }?.value == "6 Apr 2026 – 5 Apr 2027")
    }

    @Test func `the 10,000 miles of a month go on from the months before`() throws {
        let trips = [
            trip("2026-05-01", miles: 10, .business, in: british), trip("2026-06-02", miles: 1, .business, in: british),
        ]
        #expect(try ReportFixture.report(british, .month(2026, 6), trips).allowance?.hundredths == 25_000)
    }

    @Test func `a company's car has no mileage allowance`() throws {
        let company = ReportFixture.vehicle(.unitedKingdom, .company)
        let trips = [trip("2026-05-01", miles: 1, .business, in: company)]
        let report = try ReportFixture.report(company, .taxYear(2026), trips)
        #expect(report.allowance == nil && report.requirement("gb.allowance")?.verdict == .notApplicable)
    }

    @Test func `commuting stands apart and is not claimed`() throws {
        let trips = [
            trip("2026-05-01", miles: 1, .commute, in: british), trip("2026-05-02", miles: 2, .business, in: british),
            trip("2026-05-03", miles: 3, .personal, in: british),
        ]
        let gap = ReportFixture.gap("2026-05-04T10:00", "2026-05-04T11:00", metres: 0, 16_093, in: british)
        let report = try ReportFixture.report(british, .taxYear(2026), trips, [gap])
        #expect(report.sections.map(\.id) == ["business", "other"])
        #expect(report.column("number") == ["2"] && report.column("number", in: 1) == ["1", "3", "–"])
        #expect(report.column("from_postcode") == ["1011 AA"] && report.column("to_postcode") == ["3511 BB"])
        #expect(report.column("vehicle") == ["X-123-YZ"] && report.unit == .miles)
        #expect(report.column("distance", in: 1) == ["1,000.0", "3,000.0", "10.0"])
        #expect(report.allowance?.hundredths == 110_000)
    }

    @Test func `the business rate of the year, where it is known`() throws {
        for (day, year, hundredths) in [
            ("2026-07-01", 2026, 72_500), ("2025-07-01", 2025, 70_000), ("2024-07-01", 2024, 67_000),
        ] as [(String, Int, Int64)] {
            let trips = [trip(day, miles: 1, .business, in: american)]
            let report = try ReportFixture.report(american, .year(year), trips)
            #expect(report.allowance == ReportMoney(hundredths: hundredths, currency: "USD"))
        }
        let trips = [trip("2019-07-01", miles: 1, .business, in: american)]
        let report = try ReportFixture.report(american, .year(2019), trips)
        #expect(report.allowance == nil && report.requirement("us.allowance")?.verdict == .needsYou)
    }

    @Test func `date, mileage, destination, purpose, the year's totals and its odometer`() throws {
        let trips = [
            ReportFixture.trip(
                "2025-01-02T15:00", "2025-01-02T16:00", metres: 16_093_440, 16_254_374, .business, in: american),
            ReportFixture.trip(
                "2025-12-30T15:00", "2025-12-30T16:00", metres: 16_254_374, 16_415_309, .commute, in: american),
        ]
        let report = try ReportFixture.report(american, .year(2025), trips)
        #expect(report.column("date") == ["2 Jan 2025"] && report.column("distance") == ["100.0"])
        #expect(
            report.column("to") == ["22-A Klantlaan, Utrecht, 3511 BB"] && report.column("purpose") == ["Maintenance"])
        #expect(report.requirement("us.odometer")?.advice == "10,000.0 – 10,200.0 mi")
        #expect(report.totals.business.metres == 160_934 && report.totals.commute.metres == 160_935)
        #expect(report.requirement("us.totals")?.verdict == .met)
    }

    @Test func `miles and kilometres are a choice`() throws {
        var options = ReportFixture.options()
        options.unit = .kilometres
        let trips = [trip("2026-05-02", miles: 1, .business, in: american)]
        let report = try ReportFixture.report(american, .year(2026), trips, [], options)
        #expect(report.column("distance") == ["1,609.3"] && report.allowance?.hundredths == 72_500)
        #expect(report.csvText.contains("Distance (km)") && report.csvText.contains(",1609.344,"))
    }
}
