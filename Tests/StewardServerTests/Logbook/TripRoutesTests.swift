// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import Testing

@testable import StewardServer

@Suite("One's own trips, as older clients know them")
struct TripRoutesTests {
    private static func body(_ day: String, _ more: String = "") -> String {
        #"{"date":"\#(day)","from_address":"Home","to_address":"Damrak 1","distance_km":12.3\#(more)}"#
    }

    @Test("a trip that is entered is given back, found, changed, and gone when it is deleted")
    func life() async throws {
        try await LogbookSite.with { made in
            let headers = made.anna.bearer
            let made1 = try await made.post(
                "/trips", headers, Self.body("02-09-2026", #","trip_type":"M","notes":"n""#))
            #expect(made1.status == 200, "\(made1.text)")
            let id = try #require(made1["id"]?.string)
            #expect(made1["date"] == "02-09-2026" && made1["start_time"] == "09:00" && made1["end_time"] == "10:00")
            #expect(made1["trip_type"] == "M" && made1["distance_km"] == .number(12.3))
            #expect(made1["business_km"] == .number(6.15) && made1["notes"] == "n")
            let changed = try await made.ask(
                .patch, "/trips/\(id)", headers,
                body: #"{"trip_type":"P","notes":"other","distance_km":null,"start_time":"09:30","route_flag":null}"#)
            #expect(changed.status == 200, "\(changed.text)")
            #expect(changed["trip_type"] == "P" && changed["private_km"] == .number(12.3))
            #expect(changed["start_time"] == "09:30" && changed["notes"] == "other")
            #expect(try await made.ask(.get, "/trips/\(id)", headers)["notes"] == "other")
            // The changes are in its history.
            let trip = try await made.logbook.trip(TripID(id), account: made.anna.account).trip
            #expect(Set(trip.history.map(\.field)).isSuperset(of: ["notes", "start", "use"]))
            #expect(try await made.ask(.delete, "/trips/\(id)", headers).holds(["status": "deleted"]))
            for method in [HTTPRequest.Method.get, .patch, .delete] {
                #expect(try await made.ask(method, "/trips/\(id)", headers, body: "{}").status == 404, "\(method)")
            }
            #expect(try await made.ask(.get, "/trips", headers)["trips"] == [])
        }
    }

    @Test("a trip with its way: private or business, odometers, points with and without a time")
    func whole() async throws {
        try await LogbookSite.with { made in
            let body = """
                {"date":"2026-09-03","start_time":"23:30","end_time":"00:20","from_lat":52.09,"from_lon":5.12,
                "to_lat":52.37,"to_lon":4.89,"distance_km":44.2,"start_odo":50000,"end_odo":50044.2,"trip_type":"M",
                "gps_trail":[{"lat":52.09,"lng":5.12},{"lat":52.2,"lng":5.0,"timestamp":"2026-09-03T21:45:00Z"},
                {"lat":52.37,"lng":4.89}]}
                """
            let answer = try await made.post("/trips/full", made.anna.bearer, body)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer["trip_type"] == "B" && answer["business_km"] == .number(44.2))
            #expect(answer["start_odo"] == 50000 && answer["end_odo"] == .number(50044.2))
            #expect(answer["start_time"] == "23:30" && answer["end_time"] == "00:20")
            #expect(answer["gps_trail"]?.array?.count == 3)
            let standard = try await made.post(
                "/trips/full", made.anna.bearer,
                #"{"date":"2026-09-04","from_lat":1,"from_lon":1,"to_lat":1.1,"to_lon":1,"distance_km":11}"#)
            #expect(standard["trip_type"] == "P")
        }
    }

    @Test("what cannot be is refused with 422, and nothing is kept")
    func refused() async throws {
        try await LogbookSite.with { made in
            for body in [
                Self.body("31-02-2026"), Self.body("2026-9-1"), Self.body("soon"), "{}", "[]", "{", "",
                #"{"date":"02-09-2026","from_address":"a","to_address":"b","distance_km":-5}"#,
                #"{"date":"02-09-2026","from_address":"a","to_address":"b","distance_km":"5"}"#,
                #"{"date":"02-09-2026","from_address":"a","to_address":"b","distance_km":1e9}"#,
                Self.body("02-09-2026", #","trip_type":"Q""#), Self.body("02-09-2026", #","start_time":"25:00""#),
                Self.body("02-09-2026", #","start_time":900"#), Self.body("02-09-0001"), Self.body("02-09-9999"),
            ] {
                let answer = try await made.post("/trips", made.anna.bearer, body)
                #expect(answer.status == 422, "\(body): \(answer.text)")
                #expect(answer.headers[.contentType] == "application/problem+json")
            }
            #expect(try await made.ask(.get, "/trips", made.anna.bearer)["trips"] == [])
        }
    }

    @Test("the list has two shapes, filters, and parts that nothing added meanwhile doubles or hides")
    func list() async throws {
        try await LogbookSite.with { made in
            let headers = made.anna.bearer
            for day in 1...9 { _ = try await made.post("/trips", headers, Self.body("0\(day)-08-2026")) }
            _ = try await made.post("/trips", headers, Self.body("03-07-2026"))
            let first = try await made.ask(.get, "/trips?limit=4", headers)
            let dates = first["trips"]?.array?.compactMap { $0["date"]?.string }
            #expect(dates == ["09-08-2026", "08-08-2026", "07-08-2026", "06-08-2026"])
            let cursor = try #require(first["next_cursor"]?.string)
            _ = try await made.post("/trips", headers, Self.body("10-08-2026"))
            let second = try await made.ask(.get, "/trips?limit=4&cursor=\(cursor)", headers)
            #expect(second["trips"]?.array?.first?["date"] == "05-08-2026")
            // The id of the last one does as well.
            let id = try #require(first["trips"]?.array?.last?["id"]?.string)
            #expect(try await made.ask(.get, "/trips?limit=4&cursor=\(id)", headers)["trips"] == second["trips"])
            let page = try await made.ask(.get, "/trips?page=3&limit=4", headers).json.array
            #expect(page?.count == 3)
            #expect(try await made.ask(.get, "/trips?page=9", headers).holds([]))
            let july = try await made.ask(.get, "/trips?year=2026&month=7", headers)
            #expect(july["trips"]?.array?.count == 1 && july["next_cursor"] == JSON.null)
            let car = try await made.ask(.get, "/trips?car_id=\(made.anna.vehicle.id)&limit=100", headers)
            #expect(car["trips"]?.array?.count == 11)
            for wrong in ["limit=0", "limit=101", "page=0", "month=13", "year=x"] {
                #expect(try await made.ask(.get, "/trips?\(wrong)", headers).status == 400, "\(wrong)")
            }
        }
    }

    @Test("stats count by the day of the trip; a deleted trip counts no more")
    func stats() async throws {
        try await LogbookSite.with { made in
            let headers = made.anna.bearer
            _ = try await made.post("/trips", headers, Self.body("03-07-2026"))
            let august = try await made.post("/trips", headers, Self.body("04-08-2026", #","trip_type":"P""#))
            let all = try await made.ask(.get, "/stats", headers)
            #expect(
                all.holds([
                    "total_km": .number(24.6), "business_km": .number(12.3), "private_km": .number(12.3),
                    "trip_count": 2,
                ]))
            #expect(try await made.ask(.get, "/stats?year=2026&month=8", headers)["trip_count"] == 1)
            #expect(try await made.ask(.get, "/stats?year=2025", headers)["trip_count"] == 0)
            let car = try await made.ask(.get, "/cars/\(made.anna.vehicle.id)/stats", headers)
            #expect(car["total_km"] == .number(24.6) && car["car_id"] == .string(made.anna.vehicle.id))
            _ = try await made.ask(.delete, "/trips/\(august["id"]?.string ?? "")", headers)
            #expect(try await made.ask(.get, "/stats", headers)["trip_count"] == 1)
            #expect(try await made.ask(.get, "/stats", made.bo.bearer)["trip_count"] == 0)
        }
    }
}
