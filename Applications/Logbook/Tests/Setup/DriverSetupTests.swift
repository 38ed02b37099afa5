// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import Testing

@testable import Logbook

@Suite("What a driver's book says")
struct DriverSetupTests {
    static func place(
        _ name: String, _ latitude: Double, _ longitude: Double, _ role: Place.Role = .other, radius: Int64 = 150
    ) throws -> Place {
        let center = try #require(Position(latitude: latitude, longitude: longitude))
        return Place(name: name, center: center, radius: Distance(metres: radius), role: role)
    }

    private func day(_ text: String) throws -> LocalDay { try #require(LocalDay(text)) }

    @Test func `places, removals, rules and profiles read back from their entries`() throws {
        var place = try Self.place("Kantoor", 52.0907374, 5.1214201, .work, radius: 75)
        place.isSkipped = true
        let entry = PlaceEntry(place, from: try day("2026-03-01"))
        #expect(try PlaceEntry(json: JSON(parsing: entry.json.canonicalBytes())) == entry)
        let removal = PlaceRemoval(name: "Kantoor", from: try day("2026-05-01"))
        #expect(try PlaceRemoval(json: removal.json) == removal)
        let profile = DriverProfile(
            name: "A. Jansen", address: "Huisstraat 7", employer: "Werk BV",
            holidays: [try day("2026-12-25"), try day("2026-12-26"), try day("2026-12-25")])
        #expect(profile.holidays.count == 2)
        #expect(try DriverProfile(json: profile.json) == profile)
        let rules = RulesEntry(UseRule.preset(.netherlands), from: try day("2026-01-01"))
        #expect(try RulesEntry(json: JSON(parsing: rules.json.canonicalBytes())) == rules)
    }

    @Test(
        arguments: [
            #"{"name":"A","latitude":91,"longitude":5}"#, #"{"name":"A","latitude":1}"#,
            #"{"name":"","latitude":1,"longitude":1}"#, #"{"name":"A","latitude":1,"longitude":-180.5}"#,
            #"{"name":"A","latitude":1,"longitude":1,"radius":9}"#,
            #"{"name":"A","latitude":1,"longitude":1,"radius":50001}"#,
            #"{"name":"A","latitude":1,"longitude":1,"role":"office"}"#,
            #"{"name":"A","latitude":"1","longitude":1}"#,
            #"{"name":"A","latitude":1,"longitude":1,"from":"yesterday"}"#, #""a place""#, "[1,2]",
        ])
    func `a place that cannot be is refused`(text: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        let error = #expect(throws: LogbookError.self) { try PlaceEntry(json: json) }
        #expect(error?.code == .invalid)
    }

    @Test func `radii of 10 metres and of 50 kilometres are taken`() throws {
        for radius in [10, 50_000] as [Int64] {
            try Self.place("A", 1, 1, radius: radius).validate()
        }
    }

    @Test func `what is said of the past holds in the past and what is said from a day on holds from then`() throws {
        var setup = DriverSetup()
        let old = try Self.place("Home", 52, 5, .home)
        let new = try Self.place("Home", 53, 5, .home)
        func say(_ sequence: Int64, _ entry: PlaceEntry) throws {
            try setup.apply(EntrySample.entry(sequence, LogbookEntry.place, entry.json, at: sequence * 100))
        }
        try say(0, PlaceEntry(old))
        try say(1, PlaceEntry(new, from: try day("2026-03-01")))
        #expect(setup.setup(on: try day("2026-02-28")).places == [old])
        #expect(setup.setup(on: try day("2026-03-01")).places == [new])
        // Left out: what was said after an instant.
        #expect(setup.setup(on: try day("2026-03-01"), knownAt: 50_000_000).places == [old])
        // Who says now that it was always elsewhere moves it for all days.
        let moved = try Self.place("Home", 54, 5, .home)
        try say(2, PlaceEntry(moved))
        #expect(setup.setup(on: try day("2026-02-28")).places == [moved])
        #expect(setup.setup(on: try day("2026-03-02")).places == [moved])
        let removal = PlaceRemoval(name: "Home", from: try day("2026-04-01"))
        try setup.apply(EntrySample.entry(3, LogbookEntry.placeRemoved, removal.json, at: 300))
        #expect(setup.setup(on: try day("2026-03-31")).places == [moved])
        #expect(setup.setup(on: try day("2026-04-01")).places == [])
    }

    @Test func `a setup knows the days on which it holds`() throws {
        var setup = DriverSetup()
        let place = try Self.place("A", 1, 1)
        setup.add(.place(place), from: try day("2026-02-01"), entry: 0, instant: 0)
        setup.add(.placeRemoved("A"), from: try day("2026-04-01"), entry: 1, instant: 0)
        let march = setup.setup(on: try day("2026-03-10"))
        for (text, holds) in [
            ("2026-01-31", false), ("2026-02-01", true), ("2026-03-31", true), ("2026-04-01", false),
        ] {
            #expect(march.holds(on: try day(text)) == holds, "\(text)")
        }
    }

    @Test func `the nearest of several places is meant and its radius belongs to it`() throws {
        let metre = 1 / 111_194.926_6
        let near = try Self.place("Near", 52, 5, radius: 150)
        let wide = try Self.place("Wide", 52 + 400 * metre, 5, radius: 5_000)
        let finder = PlaceFinder([wide, near])
        func at(_ metres: Double) throws -> String? {
            let position: Position = try #require(Position(latitude: 52 + metres * metre, longitude: 5))
            return finder.place(at: position)?.name
        }
        #expect(try at(0) == "Near")
        #expect(try at(150) == "Near")
        #expect(try at(151) == "Wide")
        #expect(try at(-151) == "Wide")
        #expect(try at(-4_700) == nil)
        #expect(finder.place(at: nil) == nil)
    }

    @Test func `the date line is no border`() throws {
        let place = try Self.place("Taveuni", -16.8, 179.9995, radius: 200)
        let beyond = try #require(Position(latitude: -16.8, longitude: -179.9995))
        #expect(PlaceFinder([place]).place(at: beyond) == place)
        let pole = try Self.place("Pole", 89.9999, 0, radius: 50)
        let across = try #require(Position(latitude: 89.9999, longitude: 180))
        #expect(PlaceFinder([pole]).place(at: across) == pole)
    }
}
