// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

@testable import Logbook

@Suite("The checklist of a report")
struct ChecklistTests {
    @Test(arguments: Vehicle.Country.allCases)
    func `a book in which everything is met`(country: Vehicle.Country) throws {
        for ownership in Vehicle.Ownership.allCases {
            let report = try Case(country, ownership).report
            #expect(report.checklist.filter { $0.verdict == .needsYou }.map(\.id) == [])
        }
    }

    @Test func `each requirement is met in one book and needs somebody in another`() throws {
        for country in Vehicle.Country.allCases {
            let changes = Self.faults.filter { $0.id.hasPrefix(country.rawValue.lowercased()) }
            #expect(Set(changes.map(\.id)) == Set(RequirementRule.all(country).map(\.id)))
            for fault in changes {
                var book = Case(country, fault.ownership)
                let good = try #require(try book.report.requirement(fault.id))
                #expect(good.verdict == .met, "\(fault.id)")
                fault.change(&book)
                let bad = try #require(try book.report.requirement(fault.id))
                #expect(bad.verdict == .needsYou && !bad.advice.isEmpty, "\(fault.id)")
                #expect(bad.trips.map(\.text) == fault.trips.map { book.trips[$0].id.text }, "\(fault.id)")
            }
        }
    }

    @Test(arguments: Vehicle.Country.allCases)
    func `a book without trips asks nothing about trips`(country: Vehicle.Country) throws {
        var book = Case(country, .company)
        book.trips = []
        let report = try book.report
        #expect(report.checklist.allSatisfy { $0.trips.isEmpty && $0.verdict != .needsYou })
        #expect(report.checklist.filter { $0.verdict == .notApplicable }.count >= 3)
    }

    @Test(arguments: Vehicle.Country.allCases)
    func `every requirement has a source and words in the languages of people`(country: Vehicle.Country) {
        for rule in RequirementRule.all(country) {
            #expect(!rule.source.isEmpty)
            let titles = [ReportLanguage.english, .dutch, .thai].map(rule.title.text)
            let advice = [ReportLanguage.english, .dutch, .thai].map(rule.advice.text)
            #expect(Set(titles).count == 3 && Set(advice).count == 3, "\(rule.id)")
        }
        #expect(Set(RequirementRule.all(country).map(\.id)).count == RequirementRule.all(country).count)
    }

    @Test func `the report says that its sources are secondary and that it is no legal advice`() throws {
        for country in Vehicle.Country.allCases {
            let page = try Case(country, .company).report.page.markup
            #expect(page.contains("secondary sources") && page.contains("no legal advice"))
        }
    }

    @Test func `distance that nobody explained is asked about with its amount`() throws {
        var book = Case(.netherlands, .company)
        book.trips[1].start.odometer?.value = Distance(metres: 12_500 as Int64)
        book.gaps = [
            ReportFixture.gap("2025-07-01T08:00", "2025-07-02T08:00", metres: 10_000, 12_500, in: book.vehicle)
        ]
        let asked = try #require(try book.report.requirement("nl.continuity"))
        #expect(asked.verdict == .needsYou && asked.advice.hasPrefix("2.5 km."))
        book.gaps[0].explanation = "Car wash"
        book.gaps[0].use = .personal
        #expect(try book.report.requirement("nl.continuity")?.verdict == .met)
    }

    /// What makes a requirement unmet, and which of the trips it then names.
    struct Fault {
        let id: String
        var ownership = Vehicle.Ownership.company
        var trips: [Int] = []
        let change: (inout Case) -> Void
    }
}

extension ChecklistTests {
    /// Six trips of one July: three business trips between the same two addresses, one commute, one private, one
    /// mixed.
    struct Case {
        var vehicle: Vehicle
        var trips: [Trip]
        var gaps: [Gap] = []
        var options = ReportFixture.options()
        var period: ReportPeriod?

        init(_ country: Vehicle.Country, _ ownership: Vehicle.Ownership) {
            vehicle = ReportFixture.vehicle(country, ownership)
            vehicle.employers = ["boss"]
            period = country == .unitedKingdom ? .taxYear(2025) : .year(2025)
            let car = vehicle
            func trip(_ day: Int, _ from: Int64, _ to: Int64, _ use: Trip.Use, _ places: (StreetAddress, StreetAddress))
                -> Trip
            {
                var trip = ReportFixture.trip(
                    "2025-07-0\(day)T07:00", "2025-07-0\(day)T08:00", metres: from, to, use, places, in: car)
                trip.usualRoute = trip.distance.distance
                return trip
            }
            let (office, customer, home) = (ReportFixture.office, ReportFixture.customer, ReportFixture.home)
            trips = [
                trip(1, 0, 10_000, .business, (office, customer)),
                trip(2, 10_000, 20_000, .business, (customer, office)),
                trip(3, 20_000, 30_000, .business, (office, customer)),
                trip(4, 30_000, 45_000, .commute, (customer, home)),
                trip(5, 45_000, 50_000, .personal, (home, office)),
                trip(6, 50_000, 70_000, .mixed, (office, customer)),
            ]
            trips[5].business = Distance(metres: 15_000 as Int64)
            trips[5].personal = Distance(metres: 5_000 as Int64)
            trips[5].detour = Distance(metres: 5_000 as Int64)
            trips[5].deviationReason = "School"
            trips[0].history = [ReportFixture.change("purpose", "Other", "Maintenance", at: "2025-07-02T09:00")]
            options.audience = .employer
            options.seal = ReportOptions.Seal(book: "logbook/vehicle/x", size: 9, root: "00ff", signer: "steward")
        }

        var report: Report { get throws { try ReportFixture.report(vehicle, period, trips, gaps, options) } }
    }

    private static let week: Int64 = 8 * 86_400_000_000
    private static let none = StreetAddress(text: "")

    static var faults: [Fault] { dutch + german + english }

    private static var dutch: [Fault] {
        [
            Fault(id: "nl.car") { $0.vehicle.plate = "" },
            Fault(id: "nl.availability") { $0.vehicle.availableFrom = "" },
            Fault(id: "nl.complete", trips: [5]) { $0.trips[5].ending = nil },
            Fault(id: "nl.odometers", trips: [3]) { $0.trips[3].end.odometer = nil },
            Fault(id: "nl.addresses", trips: [4]) {
                $0.trips[4].end.address = StreetAddress(street: "Weg", text: "Weg")
            },
            Fault(id: "nl.route", trips: [1]) { $0.trips[1].usualRoute = Distance(metres: 9_000 as Int64) },
            Fault(id: "nl.character", trips: [4]) { $0.trips[4].reason.rule = "none" },
            Fault(id: "nl.detours", trips: [5]) { $0.trips[5].business = Distance(metres: 14_000 as Int64) },
            Fault(id: "nl.continuity", trips: [2]) {
                $0.trips[2].start.odometer?.value = Distance(metres: 20_001 as Int64)
            },
            Fault(id: "nl.private") { $0.trips[4].personal = Distance(metres: 500_001 as Int64) },
            Fault(id: "nl.planner", trips: [1]) { $0.trips[1].usualRoute = Distance(metres: 12_000 as Int64) },
            Fault(id: "nl.timely", trips: [3]) { $0.trips[3].recorded += week },
            Fault(id: "nl.changes", trips: [0]) { $0.trips[0].history[0].reason = "" },
            Fault(id: "nl.original") { $0.options.seal = nil },
            Fault(id: "nl.odometer-check") { book in
                for place in book.trips.indices {
                    book.trips[place].start.odometer?.source = .computed
                    book.trips[place].end.odometer?.source = .computed
                }
            },
            Fault(id: "nl.privacy") { $0.options.audience = .driver },
            Fault(id: "nl.allowance", ownership: .personal, trips: [0, 1, 2, 3, 5]) { book in
                book.period = .year(2023)
                for place in book.trips.indices { book.trips[place].move(years: -2) }
            },
            Fault(id: "nl.kept") { $0.options.seal = nil },
        ]
    }

    private static var german: [Fault] {
        [
            Fault(id: "de.plate") { $0.vehicle.plate = "" },
            Fault(id: "de.one-car", trips: [4]) { $0.trips[4].vehicle = "other" },
            Fault(id: "de.year") { $0.period = .month(2025, 7) },
            Fault(id: "de.odometers", trips: [0]) { $0.trips[0].start.odometer = nil },
            Fault(id: "de.destination", trips: [1]) { $0.trips[1].end.address = none },
            Fault(id: "de.purpose", trips: [5]) { $0.trips[5].purpose = "" },
            Fault(id: "de.partner", trips: [2]) { $0.trips[2].partner = "" },
            Fault(id: "de.route", trips: [5]) { book in
                book.trips[5].usualRoute = Distance(metres: 10_000 as Int64)
                book.trips[5].deviationReason = ""
            },
            Fault(id: "de.commute", trips: [3]) { $0.trips[3].end.address = nil },
            Fault(id: "de.private", trips: [4]) { $0.trips[4].personal = .zero },
            Fault(id: "de.assigned", trips: [4]) { $0.trips[4].reason.rule = "none" },
            Fault(id: "de.continuity", trips: [1]) { $0.trips[1].start.odometer?.value = .zero },
            Fault(id: "de.timely", trips: [1]) { $0.trips[1].recorded += week },
            Fault(id: "de.window", trips: [0]) { $0.trips[0].history[0].isLate = true },
            Fault(id: "de.changes", trips: [0]) { $0.trips[0].history[0].actor = "" },
            Fault(id: "de.unalterable") { $0.options.seal = nil },
            Fault(id: "de.same-distance", trips: [2]) { book in
                book.trips[2].distance.distance = Distance(metres: 10_600 as Int64)
            },
            Fault(id: "de.kept") { $0.options.seal = nil },
        ]
    }

    private static var english: [Fault] {
        [
            Fault(id: "gb.vehicle") { book in
                book.vehicle.plate = ""
                book.vehicle.type = ""
            },
            Fault(id: "gb.postcodes", trips: [0]) { $0.trips[0].start.address = StreetAddress(text: "Somewhere 1") },
            Fault(id: "gb.purpose", trips: [0]) { $0.trips[0].purpose = "" },
            Fault(id: "gb.miles", trips: [0]) { $0.trips[0].business = .zero },
            Fault(id: "gb.commuting", trips: [3]) { $0.trips[3].business = Distance(metres: 1 as Int64) },
            Fault(id: "gb.year") { $0.period = .year(2025) },
            Fault(id: "gb.allowance", ownership: .personal, trips: [0, 1, 2, 5]) { book in
                book.period = .taxYear(2010)
                for place in book.trips.indices { book.trips[place].move(years: -15) }
            },
            Fault(id: "gb.kept") { $0.options.seal = nil },
            Fault(id: "us.mileage", trips: [5]) { $0.trips[5].business = .zero },
            Fault(id: "us.destination", trips: [0]) { $0.trips[0].end.address = nil },
            Fault(id: "us.purpose", trips: [2]) { $0.trips[2].purpose = "" },
            Fault(id: "us.totals") { $0.options.now = ReportFixture.instant("2025-12-31T12:00") },
            Fault(id: "us.odometer") { $0.trips[5].end.odometer = nil },
            Fault(id: "us.timely", trips: [4]) { $0.trips[4].recorded += week },
            Fault(id: "us.allowance", ownership: .personal, trips: [0, 1, 2, 5]) { book in
                book.period = .year(2023)
                for place in book.trips.indices { book.trips[place].move(years: -2) }
            },
            Fault(id: "us.kept") { $0.options.seal = nil },
        ]
    }
}

extension Trip {
    /// About as many years; the day of the year may differ by one.
    fileprivate mutating func move(years: Int64) {
        let span = years * 365 * 86_400_000_000
        start.instant += span
        end.instant += span
        recorded += span
    }
}
