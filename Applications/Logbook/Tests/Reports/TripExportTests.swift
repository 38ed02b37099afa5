// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite("The nineteen columns")
struct TripExportTests {
    private let vehicle = ReportFixture.vehicle(.netherlands)

    private var trip: Trip {
        var trip = ReportFixture.trip(
            "2026-07-12T06:30", "2026-07-12T07:00", metres: 50_010_000, 50_030_349, .mixed, in: vehicle)
        trip.start.position = Position(latitude: 52.1, longitude: 5.125)
        trip.business = Distance(metres: 15_000 as Int64)
        trip.personal = Distance(metres: 5_349 as Int64)
        trip.end.place = "Klant"
        trip.notes = "a, \"b\""
        trip.recorded = ReportFixture.instant("2026-07-12T07:01")
        return trip
    }

    @Test func `a trip in every column, one decimal`() throws {
        let export = try TripExport(trips: [trip], vehicle: vehicle)
        let lines = String(decoding: export.csv.dropFirst(3), as: UTF8.self).split(separator: "\r\n")
        #expect(
            lines[0]
                == "ID,Datum,Vertrektijd,Aankomsttijd,Van,Naar,Van Lat,Van Lon,Naar Lat,Naar Lon,Afstand (km),Type,"
                + "Zakelijk (km),Privé (km),Begin km-stand,Eind km-stand,Auto,Notities,Aangemaakt")
        #expect(
            lines[1] == "\(trip.id.text),12-07-2026,08:30,09:00,\"Kantoorweg 1, 1011 AA Amsterdam\",Klant,52.1,5.125,,,"
                + "20.3,M,15.0,5.3,50010.0,50030.3,Blue one,\"a, \"\"b\"\"\",2026-07-12T07:01:00")
    }

    @Test func `commuting is business, private is P, and a voided trip is left out`() throws {
        let uses: [Trip.Use] = [.business, .commute, .personal]
        var trips = uses.enumerated().map { place, use in
            ReportFixture.trip(
                "2026-07-1\(place)T06:30", "2026-07-1\(place)T07:00", metres: 0, 1_000, use, in: vehicle)
        }
        trips.append(trip)
        trips[3].isVoided = true
        let rows = try #require(try TripExport(trips: trips, vehicle: vehicle).json["rows"]?.array)
        #expect(rows.map { $0.array?[11] } == ["B", "B", "P"])
        #expect(rows.map { $0.array?[12] } == [1, 1, 0] && rows.map { $0.array?[13] } == [0, 0, 1])
    }

    @Test func `nothing is a header alone, and what is unknown is empty`() throws {
        let empty = try TripExport(trips: [], vehicle: vehicle)
        #expect(empty.count == 0 && empty.json["rows"] == [] && empty.json["columns"]?.array?.count == 19)
        #expect(empty.csv.split(separator: 0x0A).count == 1)
        var unknown = trip
        unknown.start.odometer = nil
        let row = try #require(try TripExport(trips: [unknown], vehicle: vehicle).json["rows"]?.array?.first?.array)
        #expect(row[14] == .null && row[15] == .number(50_030.3) && row[8] == .null)
    }

    @Test func `a month takes the trips that began in it`() throws {
        let late = ReportFixture.trip("2026-07-31T22:30", "2026-07-31T23:00", metres: 0, 1, .personal, in: vehicle)
        #expect(try TripExport(trips: [trip, late], vehicle: vehicle, period: .month(2026, 7)).count == 1)
        #expect(try TripExport(trips: [trip, late], vehicle: vehicle, period: .month(2026, 8)).count == 1)
    }
}
