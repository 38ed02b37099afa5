// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

@testable import Logbook

@Suite struct CSVTests {
    private typealias Sample = ImportSample

    static let points = """
        time,latitude,longitude,accuracy,speed,heading,activity,device\r
        2026-11-22T08:00:00.000Z,52.0907374,5.1214201,8,13.9,91,driving,phone\r
        \r
        2026-11-22T08:00:15.000Z,52.1,5.2,,,,"","ph""one"\r
        """

    @Test(arguments: [1, 13, 100_000])
    func `points are read, in whatever pieces they come`(pieces: Int) throws {
        let (batch, summary) = try Sample.read(Self.points, pieces: pieces)
        let fix = Fix(
            position: try #require(Position(latitude: 52.0907374, longitude: 5.1214201)), accuracy: 8, speed: 13.9,
            heading: 91, movement: .driving)
        #expect(
            batch.received.observations.first
                == Observation(instant: 1_795_334_400 * Sample.second, device: "import/phone", fact: .fix(fix)))
        #expect(batch.received.observations.map(\.device) == ["import/phone", "import/ph\"one"])
        #expect(summary.format == .csv)
    }

    @Test func `Dutch Excel has semicolons, commas, a byte order mark and local times`() throws {
        let text = """
            \u{FEFF}Tijd;Breedtegraad;Lengtegraad;Speed (km/h);Kilometerstand (km);Auto
            22-11-2026 09:00;52,0907374;5,1214201;36;50010,4;Enyaq

            """
        let batch = try Sample.read(text).batch
        #expect(batch.received.parts.map(\.vehicle.name) == ["Enyaq"])
        #expect(batch.received.observations.map(\.instant) == Array(repeating: 1_795_334_400 * Sample.second, count: 2))
        #expect(batch.received.observations[0].anyFix?.speed == 10)
        #expect(batch.received.observations[1].carReport?.odometer == Distance(metres: 50_010_400 as Int64))
    }

    @Test func `sessions of evcc are readings of the odometer`() throws {
        // The columns of evcc's export in English.
        let text = """
            \u{FEFF}Created,Finished,Loadpoint,Identifier,Vehicle,Odometer (km),Meter Start (kWh),Soc Start (%)
            2026-11-20 19:02:11,2026-11-21 06:30:00,Carport,,Enyaq,49800,1.2,30
            2026-11-21 19:02:11,2026-11-22 06:30:00,Carport,,Enyaq,,1.2,

            """
        let batch = try Sample.read(text).batch
        #expect(
            batch.received.observations == [
                Observation(
                    instant: 1_795_197_731 * Sample.second, device: "import",
                    fact: .car(CarReport(odometer: Distance(metres: 49_800_000 as Int64), charge: 30)))
            ])
        #expect(batch.received.ignored == [.withoutPosition: 1])
    }

    @Test func `the older spreadsheet's trips are read`() throws {
        let text = #"""
            ID,Datum,Vertrektijd,Aankomsttijd,Van,Naar,Van Lat,Van Lon,Naar Lat,Naar Lon,Afstand (km),Type,\#
            Zakelijk (km),Privé (km),Begin km-stand,Eind km-stand,Auto,Notities,Aangemaakt
            20261120-0830-abc,20-11-2026,08:30,09:10,"Stationsplein 1, Utrecht",Kantoor,52.09,5.12,52.37,4.9,"45,3",B,\#
            "45,3",0,49755,49800,Enyaq,"a, ""b""",2026-11-20T08:12:00
            x,20-11-2026,23:30,00:10,,,,,,,12,P,0,12,0,0,,,

            """#
        let trips = try Sample.read(text).batch.trips
        #expect(trips.count == 2)
        let trip = try #require(trips.first)
        #expect(trip.name == "20261120-0830-abc")
        #expect(trip.start == 1_795_159_800 * Sample.second)
        #expect(trip.end == trip.start + 2_400 * Sample.second)
        #expect(trip.fromAddress == "Stationsplein 1, Utrecht")
        #expect(trip.from == Position(latitude: 52.09, longitude: 5.12))
        #expect(trip.distance == Distance(metres: 45_300 as Int64))
        #expect(trip.use == .business)
        #expect(trip.business == trip.distance)
        #expect(trip.odometerAfter == Distance(metres: 49_800_000 as Int64))
        #expect(trip.vehicle.name == "Enyaq")
        #expect(trip.notes == "a, \"b\"")
        #expect(trips[1].end - trips[1].start == 2_400 * Sample.second)
        #expect(trips[1].odometerBefore == nil)
        #expect(trips[1].use == .personal)
    }

    @Test func `an imported trip can be entered as it is`() throws {
        let text = """
            date,start,end,from,to,distance,type,business,private,odometer start,odometer end,purpose,notes
            2026-11-20,08:30,09:10,"Stationsplein 1
            Utrecht",Kantoor,45.3,mixed,40,5.3,49755,49800.3,Visit,"a
            b"

            """
        let imported = try #require(try Sample.read(text).batch.trips.first)
        let trip = EnteredTrip(imported, id: TripID(start: imported.start, vehicle: "k3f9x2m7qa"))
        try trip.validate()
        #expect(trip.origin == .imported)
        #expect(trip.from.address?.text == "Stationsplein 1, Utrecht")
        #expect(trip.from.odometer == Distance(metres: 49_755_000 as Int64))
        #expect(trip.distance == Distance(metres: 45_300 as Int64))
        #expect(trip.detour == Distance(metres: 5_300 as Int64))
        #expect(trip.use == .mixed)
        #expect(trip.notes == "a\nb")
    }

    @Test func `miles, dates with slashes and a distance from odometers are read where they are declared`() throws {
        let text =
            "Date\tStart\tEnd\tStart odometer (mi)\tEnd odometer (mi)\tPurpose\n"
            + "11/20/2026\t08:30\t09:10\t100\t110\tVisit\n"
        let options = try Sample.options("America/New_York", slashDates: .monthFirst)
        let trip = try #require(try Sample.read(text, options: options).batch.trips.first)
        #expect(
            trip.distance == Distance(metres: 16_093 as Int64) || trip.distance == Distance(metres: 16_094 as Int64))
        #expect(trip.start == 1_795_181_400 * Sample.second)
        #expect(trip.purpose == "Visit")
        #expect(Sample.sentence(text).contains("column Date: \"11/20/2026\" is no date; say whether the day"))
    }

    @Test func `local times around both changes of the clock are read`() throws {
        let text = """
            time;lat;lon
            2026-03-29 01:59:59;1;2
            2026-03-29 02:30:00;1;2
            2026-10-25 02:30:00;1;2

            """
        let instants = try Sample.read(text).batch.received.observations.map(\.instant)
        // 02:30 does not exist in spring, and is the first of two in autumn.
        #expect(instants == [1_774_745_999, 1_774_746_000, 1_792_888_200].map { $0 * Sample.second })
    }

    @Test func `what is no good table is refused with its line and column`() {
        let head = "time,lat,lon\n"
        let trips = "date,start,end,distance,type\n"
        let bad: [(text: String, sentence: String)] = [
            ("", "is empty"), ("a,b\n1,2\n", "names no columns"),
            (head + "2026-11-22T08:00:00Z,1\n", "Line 2 has 2 fields and the first line 3"),
            (head + "2026-11-22T08:00:00Z,91,2\n", "Line 2, column lat: Latitude must be between"),
            (head + "2026-11-22T08:00:00Z,NaN,2\n", "column lat: Latitude must be a number"),
            (head + "2026-11-22T08:00:00Z,1,\n", "Line 2, column lon: It is empty"),
            (head + ",1,2\n", "column time: It is empty"), (head + "then,1,2\n", "column time: \"then\" is no time"),
            (head + "9999-01-01 00:00,1,2\n", "outside the years"), (head + "\"x\n", "a quote is not closed"),
            (head + "\"x\"y,1,2\n", "after a closing quote"), (head + "x\"y,1,2\n", "inside a field"),
            (trips + "2026-11-20,08:30,09:00,-5,B\n", "column distance: Odometer must be"),
            (trips + "2026-11-20,08:30,09:00,5,Q\n", "column type: \"Q\" is no use"),
            (trips + "2026-11-31,08:30,09:00,5,B\n", "column date: \"2026-11-31\" is no date"),
            (trips + "2026-11-20,25:30,09:00,5,B\n", "column start"),
            (trips + "2026-11-20,08:30,09:00,,B\n", "column distance"),
            (trips + "2026-11-20,08:30,09:00,200000,B\n", "distance is not 0 to 10,000 km"),
            ("time,odometer\n2026-11-20 08:30,50.010\n", "thousands or thousandths"),
            ("date,start,end,odometer start,odometer end\n2026-11-20,08:30,09:00,10,5\n", "lower at the trip's end"),
            ("PK\u{03}\u{04}", "ZIP"),
        ]
        for (text, sentence) in bad {
            let found = Sample.sentence(text)
            #expect(found.contains(sentence), "\(text) → \(found)")
        }
    }

    @Test func `a row without end does not grow without end`() {
        let text = "time,lat,lon\n\"" + String(repeating: "x", count: 1_100_000)
        #expect(throws: LogbookError(.tooMuch, "")) { try Sample.read(text, pieces: 65_536) }
    }
}
