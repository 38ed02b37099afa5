// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import Testing

@testable import Logbook

@Suite("What trips count as")
struct ClassifierTests {
    private let clock: LocalClock
    private let home: Place
    private let work: Place
    private let customer: Place
    private let school: Place

    init() throws {
        clock = try #require(LocalClock.named("Europe/Amsterdam"))
        home = try DriverSetupTests.place("Home", 52, 5, .home)
        work = try DriverSetupTests.place("Office", 52.1, 5.1, .work)
        customer = try DriverSetupTests.place("Klant BV", 52.2, 5.2, .customer)
        school = try DriverSetupTests.place("School", 52.3, 5.3)
    }

    /// A trip of half an hour; the time is local.
    private func trip(_ time: String, _ from: Place?, _ to: Place?, kilometres: Int64 = 20) throws -> TripFacts {
        let parts = time.split(separator: " ")
        let day = try #require(LocalDay(parts[0]))
        let clockParts = parts[1].split(separator: ":").compactMap { Int64($0) }
        let start = clock.start(of: day) + (clockParts[0] * 60 + clockParts[1]) * 60_000_000
        return TripFacts(
            start: start, end: start + 1_800_000_000, clock: clock, from: from, to: to,
            distance: Distance(metres: kilometres * 1000), vehicle: "k3f9x2m7qa")
    }

    private func use(
        _ trips: [TripFacts], _ place: Int = 0, _ rules: [UseRule], holidays: [LocalDay] = []
    ) -> (use: Trip.Use, reason: Trip.Reason) {
        Classifier(rules: rules, holidays: holidays).use(of: Classifier.Surroundings(trips: trips, place: place))
    }

    @Test(arguments: Vehicle.Country.allCases)
    func `home to work is a commute in either direction, on weekends too`(country: Vehicle.Country) throws {
        let rules = UseRule.preset(country)
        for day in ["2026-01-12", "2026-01-17"] {
            let out = use([try trip("\(day) 08:00", home, work)], 0, rules)
            #expect(out.use == .commute)
            #expect(out.reason == Trip.Reason(rule: "commute", seen: "Home → Office"))
            #expect(use([try trip("\(day) 17:00", work, home)], 0, rules).use == .commute)
        }
    }

    @Test func `a commute goes on over short stops and not over long ones or customers`() throws {
        let rules = UseRule.preset(.netherlands)
        let short = [try trip("2026-01-12 08:00", home, school), try trip("2026-01-12 08:45", school, work)]
        for place in short.indices {
            #expect(use(short, place, rules).reason == Trip.Reason(rule: "commute", seen: "Home → School → Office"))
        }
        let unknown = [try trip("2026-01-12 08:00", home, nil), try trip("2026-01-12 08:45", nil, work)]
        #expect(use(unknown, 1, rules).reason.seen == "Home → … → Office")
        let long = [try trip("2026-01-12 08:00", home, school), try trip("2026-01-12 09:31", school, work)]
        #expect(use(long, 0, rules).use == .business)  // a weekday, by the Dutch preset
        #expect(use(long, 0, rules).reason.rule == "weekday")
        #expect(use(long, 1, rules).reason.rule == "work")
        let edge = [try trip("2026-01-12 08:00", home, school), try trip("2026-01-12 09:30", school, work)]
        #expect(use(edge, 0, rules).use == .commute)
        let visit = [try trip("2026-01-12 08:00", home, customer), try trip("2026-01-12 08:45", customer, work)]
        #expect(use(visit, 0, rules).reason == Trip.Reason(rule: "customer", seen: "Klant BV"))
        #expect(use(visit, 1, rules).reason.rule == "work")
        let back = [try trip("2026-01-12 08:00", home, school), try trip("2026-01-12 08:45", school, home)]
        #expect(use(back, 0, rules).reason.rule == "weekday")
    }

    @Test func `work at either end is business also on Saturday`() throws {
        let saturday = [try trip("2026-01-17 10:00", nil, work)]
        let found = use(saturday, 0, UseRule.preset(.netherlands))
        #expect(found.use == .business)
        #expect(found.reason == Trip.Reason(rule: "work", seen: "Office"))
    }

    @Test func `what nobody assigned is private in Germany and a question everywhere`() throws {
        let monday = [try trip("2026-01-12 10:00", nil, nil)]
        for country in [Vehicle.Country.germany, .unitedKingdom, .unitedStates] {
            let found = use(monday, 0, UseRule.preset(country))
            #expect(found.use == .personal)
            #expect(found.reason == Trip.Reason(rule: "none", seen: ""))
        }
        #expect(use(monday, 0, UseRule.preset(.netherlands)).reason.rule == "weekday")
        #expect(use(monday, 0, []).reason.rule == "none")
    }

    @Test func `Monday half past midnight is Monday and Sunday half past eleven is Sunday`() throws {
        let rules = UseRule.preset(.netherlands)
        let monday = use([try trip("2026-01-12 00:30", nil, nil)], 0, rules)
        #expect(monday.use == .business)
        #expect(monday.reason.seen == "Monday")
        let sunday = use([try trip("2026-01-11 23:30", nil, nil)], 0, rules)
        #expect(sunday.use == .personal)
        #expect(sunday.reason == Trip.Reason(rule: "weekend", seen: "Sunday"))
    }

    @Test func `hours are those of the wall on both sides of a change of clocks`() throws {
        let rule = UseRule(id: "early", name: "", [.hours(from: 8 * 60, until: 9 * 60)], use: .business)
        // 07:30 UTC is 08:30 in winter and 09:30 in summer.
        for (text, isInside) in [("2026-03-28T07:30:00Z", true), ("2026-03-29T07:30:00Z", false)] {
            let start = try #require(EntryTime.instant(text))
            let facts = TripFacts(
                start: start, end: start + 1, clock: clock, from: nil, to: nil, distance: .zero, vehicle: "a")
            #expect((use([facts], 0, [rule]).reason.rule == "early") == isInside)
        }
    }

    @Test func `hours may go on after midnight`() throws {
        let rule = UseRule(id: "night", name: "", [.hours(from: 22 * 60, until: 6 * 60)], use: .business)
        for (time, holds) in [("21:59", false), ("22:00", true), ("00:10", true), ("05:59", true), ("06:00", false)] {
            let found = use([try trip("2026-01-12 \(time)", nil, nil)], 0, [rule])
            #expect((found.reason.rule == "night") == holds, "\(time)")
            if holds { #expect(found.reason.seen == time) }
        }
    }

    @Test func `each condition sees what it looks for`() throws {
        let christmas = try #require(LocalDay("2026-12-25"))
        let day = try trip("2026-12-25 10:00", home, school)
        let conditions: [(UseRule.Condition, String?)] = [
            (.place(["School"], .either), "School"), (.place(["School"], .start), nil),
            (.place(["School", "Home"], .both), "Home, School"), (.role([.home], .start), "Home"),
            (.role([.work], .either), nil), (.elsewhere(.either), nil), (.weekdays([5]), "Friday"),
            (.dates([christmas]), "2026-12-25"), (.holiday, "2026-12-25"),
            (.period(from: christmas, until: nil), "2026-12-25"), (.period(from: nil, until: christmas + -1), nil),
            (.distance(least: Distance(metres: Int64(20_000)), most: nil), "20.0 km"),
            (.distance(least: nil, most: Distance(metres: Int64(19_999))), nil),
            (.vehicle(["k3f9x2m7qa"]), "k3f9x2m7qa"),
            (.not(.vehicle(["other"])), ""), (.not(.holiday), nil), (.commute(stop: 60), nil),
        ]
        for (condition, seen) in conditions {
            let rule = UseRule(id: "it", name: "", [condition], use: .business)
            let found = use([day], 0, [rule], holidays: [christmas])
            #expect(found.reason == Trip.Reason(rule: seen == nil ? "none" : "it", seen: seen ?? ""), "\(condition)")
        }
    }

    @Test func `all conditions must hold and the first rule that does decides`() throws {
        let monday = try trip("2026-01-12 10:00", nil, school)
        let rules = [
            UseRule(id: "a", name: "", [.weekdays([1]), .place(["Home"], .either)], use: .business),
            UseRule(id: "b", name: "", [.weekdays([1]), .place(["School"], .end)], use: .personal),
            UseRule(id: "c", name: "", [], use: .business),
        ]
        let found = use([monday], 0, rules)
        #expect(found.use == .personal)
        #expect(found.reason == Trip.Reason(rule: "b", seen: "Monday, School"))
    }

    @Test func `a frequent route counts as the driver said before`() throws {
        let rule = UseRule(id: "usual", name: "", [.frequent(times: 3, days: 90)], use: .business)
        let monday = try trip("2026-01-12 10:00", nil, nil)
        for (count, holds) in [(2, false), (3, true)] {
            let around = Classifier.Surroundings(trips: [monday], place: 0) { use, days in
                use == .business && days == 90 ? count : 0
            }
            #expect((Classifier(rules: [rule]).use(of: around).use == .business) == holds)
        }
    }

    @Test func `what a commute counts for depends on the country`() {
        #expect(CommuteTreatment.of(.netherlands).incomeTax == .business)
        #expect(CommuteTreatment.of(.netherlands).valueAddedTax == .separate)
        #expect(CommuteTreatment.of(.germany).incomeTax == .separate)
        #expect(CommuteTreatment.of(.unitedKingdom).incomeTax == .personal)
        #expect(CommuteTreatment.of(.unitedStates).incomeTax == .personal)
    }

    @Test func `business, commute and private always add up to the distance`() {
        for use in Trip.Use.allCases {
            for detour in [-5, 0, 3_000, 10_000, 12_000] as [Int64] {
                let whole = Distance(metres: Int64(10_000))
                let split = UseSplit(use, distance: whole, detour: Distance(metres: detour))
                #expect(split.business + split.commute + split.personal == whole)
                #expect(split.detour <= split.personal)
            }
        }
        let mixed = UseSplit(
            .business, distance: Distance(metres: Int64(10_000)), detour: Distance(metres: Int64(2_500)))
        #expect(mixed.use == .mixed)
        #expect(mixed.business.metres == 7_500)
        #expect(UseSplit(.mixed, distance: .zero, detour: .zero).use == .mixed)
    }
}
