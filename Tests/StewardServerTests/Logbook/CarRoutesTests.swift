// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import StewardIntegration
import Testing

@testable import StewardServer

@Suite("One's own vehicles and places, as older clients know them")
struct CarRoutesTests {
    @Test("vehicles are added, changed, made the usual one, and taken out, but for the last")
    func life() async throws {
        try await LogbookSite.with { made in
            let headers = made.anna.bearer
            made.clock.advance(1)
            let added = try await made.post(
                "/cars", headers,
                ##"{"name":"Bakfiets","brand":"renault","color":"#112233","icon":"car-van","start_odometer":1200.5,"##
                    + #""carplay_device_id":"Bak","country":"DE","zone":"Europe/Berlin"}"#)
            #expect(added.status == 200, "\(added.text)")
            let id = try #require(added["id"]?.string)
            #expect(added["is_default"] == false && added["start_odometer"] == .number(1200.5))
            #expect(added["carplay_device_id"] == "Bak" && added["total_trips"] == 0 && added["last_used"] == .null)
            let changed = try await made.ask(
                .patch, "/cars/\(id)", headers, body: #"{"name":"Van","is_default":true,"brand":null}"#)
            #expect(changed.holds(["status": "updated", "car_id": .string(id)]))
            let cars = try await made.ask(.get, "/cars", headers).json.array ?? []
            #expect(cars.map { $0["name"]?.string } == ["Car of anna", "Van"])
            #expect(cars.map { $0["is_default"] } == [false, true])
            #expect(try await made.ask(.get, "/cars/\(id)", headers)["brand"] == "renault")
            for wrong in [
                #"{"color":"red"}"#, #"{"start_odometer":-1}"#, #"{"name":""}"#, #"{"is_default":"yes"}"#, "[",
            ] {
                #expect(try await made.ask(.patch, "/cars/\(id)", headers, body: wrong).status == 422, "\(wrong)")
            }
            #expect(try await made.post("/cars", headers, #"{"brand":"audi"}"#).status == 422)
            #expect(try await made.ask(.delete, "/cars/\(id)", headers).holds(["status": "deleted"]))
            #expect(try await made.ask(.get, "/cars/\(id)", headers).status == 404)
            let last = try await made.ask(.delete, "/cars/\(made.anna.vehicle.id)", headers)
            #expect(last.status == 400 && last["detail"]?.string?.hasPrefix("Cannot delete last car") == true)
        }
    }

    @Test("passwords of car makers are not taken, and there are none")
    func credentials() async throws {
        try await LogbookSite.with { made in
            let path = "/cars/\(made.anna.vehicle.id)/credentials"
            #expect(try await made.ask(.get, path, made.anna.bearer)["detail"] == "No credentials configured")
            #expect(try await made.ask(.delete, path, made.anna.bearer).status == 404)
            let secret = #"{"username":"a","password":"canary-password"}"#
            for (method, path) in [(HTTPRequest.Method.put, path), (.post, path + "/test")] {
                let answer = try await made.ask(method, path, made.anna.bearer, body: secret)
                #expect(answer.status == 422)
                #expect(!answer.text.contains("canary"))
            }
        }
    }

    @Test("what a car told stands in its data, in the odometers, and beside the trips")
    func odometers() async throws {
        try await LogbookSite.with { made in
            let headers = made.anna.bearer
            let path = "/cars/\(made.anna.vehicle.id)"
            #expect(try await made.ask(.get, path + "/data", headers)["odometer_km"] == .null)
            _ = try await made.post("/in/report", made.anna.reporting, #"{"odometer":50000}"#)
            made.clock.advance(3 * 86_400)
            _ = try await made.post("/in/report", made.anna.reporting, #"{"odometer":50100,"lat":52.1,"lng":5.1}"#)
            let data = try await made.ask(.get, path + "/data", headers)
            #expect(data["odometer_km"] == 50100, "\(data.text)")
            #expect(data["battery_level"] == .null && data["vin"] == .null)
            let now = try await made.ask(.get, "/audi/odometer-now", headers)["cars"]?.array
            #expect(now?.first?["current_odometer"] == 50100 && now?.count == 1)
            let compared = try await made.ask(.get, "/audi/compare", headers)
            #expect(compared["odometer_readings"]?.array?.count == 2, "\(compared.text)")
            #expect(compared["comparison"]?["status"] == "warning")
            #expect(compared["warnings"]?.array?.count == 1)
            let check = try await made.ask(.get, "/audi/check-trip", headers)
            #expect(check.holds(["status": "no_active_trips", "processed": 0]))
        }
    }

    @Test("a trip that goes on is told of, and left alone, by whoever looks after trips")
    func check() async throws {
        try await LogbookSite.with { made in
            _ = try await made.post("/webhook/start", made.anna.reporting, #"{"lat":52,"lng":5}"#)
            made.clock.advance(1800)
            let check = try await made.ask(.get, "/audi/check-trip", made.anna.bearer)
            #expect(check["status"] == "completed" && check["processed"] == 1)
            #expect(check["results"]?.array?.first?["reason"] == "still_active")
            #expect(check["results"]?.array?.first?["hours_since"] == .number(0.5))
            #expect(try await made.ask(.get, "/audi/check-trip", made.bo.bearer)["processed"] == 0)
        }
    }

    @Test("places are named, moved and forgotten; each has its own")
    func places() async throws {
        try await LogbookSite.with { made in
            let body = #"{"name":"Caf\u00e9 / north","lat":52.09,"lng":5.12}"#
            let added = try await made.post("/locations", made.anna.bearer, body)
            #expect(added.holds(["status": "added", "name": "Café / north", "trips_updated": 0]), "\(added.text)")
            _ = try await made.post(
                "/trips", made.anna.bearer,
                #"{"date":"02-09-2026","from_address":"Café / north","to_address":"x","distance_km":3}"#)
            let moved = try await made.post("/locations", made.anna.bearer, body.replacing("52.09", with: "52.0901"))
            #expect(moved["trips_updated"] == 1, "\(moved.text)")
            let list = try await made.ask(.get, "/locations", made.anna.bearer).json.array ?? []
            #expect(list.count == 1 && list.first?["lat"] == .number(52.0901) && list.first?["user_id"] == "anna")
            #expect(try await made.ask(.get, "/locations", made.bo.bearer).holds([]))
            for wrong in [#"{"name":"x"}"#, #"{"name":"x","lat":91,"lng":1}"#, #"{"lat":1,"lng":1}"#] {
                #expect(try await made.post("/locations", made.anna.bearer, wrong).status == 422)
            }
            for _ in 0..<2 {
                let path = "/locations/Caf%C3%A9%20%2F%20north"
                #expect(try await made.ask(.delete, path, made.anna.bearer).holds(["status": "deleted"]))
            }
            #expect(try await made.ask(.get, "/locations", made.anna.bearer).holds([]))
        }
    }

    @Test("trips are exported as a table and as CSV with one head; spreadsheets of others are not written")
    func export() async throws {
        try await LogbookSite.with { made in
            _ = try await made.post("/cars", made.anna.bearer, #"{"name":"Second"}"#)
            _ = try await made.post(
                "/trips", made.anna.bearer,
                #"{"date":"02-09-2026","from_address":"=cmd()","to_address":"x","distance_km":3}"#)
            let table = try await made.ask(.get, "/export", made.anna.bearer)
            #expect(table["columns"]?.array?.count == 19 && table["rows"]?.array?.count == 1)
            #expect(try await made.ask(.get, "/export?year=2025", made.anna.bearer)["rows"] == [])
            let csv = try await made.ask(.get, "/export.csv", made.anna.bearer)
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(csv.text.components(separatedBy: "Datum").count == 2)
            #expect(!csv.text.contains(",=cmd()"))
            #expect(try await made.ask(.get, "/export.csv?year=x", made.anna.bearer).status == 400)
            #expect(try await made.post("/export", made.anna.bearer, "{}").status == 422)
        }
    }

    @Test("without a connection that finds charging stations the sentence says what to connect")
    func charging() async throws {
        try await LogbookSite.with { made in
            let answer = try await made.ask(.get, "/charging/stations?lat=52&lng=5", made.anna.bearer)
            #expect(answer.status == 409 && answer["detail"]?.string?.contains("Open Charge Map") == true)
            #expect(try await made.ask(.get, "/charging/stations?lat=95&lng=5", made.anna.bearer).status == 400)
            #expect(try await made.ask(.get, "/charging/stations", made.anna.bearer).status == 400)
            #expect(try await made.ask(.get, "/charging/stations?lat=52&lng=5").status == 401)
        }
    }

    @Test("a station is told as its service tells it, with what is known and without")
    func station() throws {
        let document = OpenAPI.document(Routes.described)
        let checker = SchemaChecker(components: document["components"]?["schemas"] ?? .null)
        let position = try #require(Position(latitude: 52.09, longitude: 5.12))
        let whole = ChargingStation(
            id: "4711", title: "Square", position: position,
            address: StreetAddress(street: "Square", houseNumber: "1", town: "Utrecht", text: "Square 1, Utrecht"),
            operatorName: "Grid", isOperational: true,
            connectors: [ChargingConnector(kind: "CCS (Type 2)", power: 150, count: 2)], cost: "0.50",
            attribution: "OCM")
        let bare = ChargingStation(id: "x-1", title: "", position: position)
        for station in [whole, bare] {
            let json = ChargingRoutes.json(station)
            #expect(checker.complaints(json, ["$ref": "#/components/schemas/ChargingStation"]) == [])
        }
        let told = ChargingRoutes.json(whole)
        #expect(told["ID"] == 4711 && told["AddressInfo"]?["AddressLine1"] == "Square 1")
        #expect(told["Connections"]?.array?.first?["PowerKW"] == 150 && told["UsageCost"] == "0.50")
        #expect(ChargingRoutes.json(bare)["ID"] == "x-1")
    }

    @Test("who one is, and that one has to sign in")
    func account() async throws {
        try await LogbookSite.with { made in
            let status = try await made.ask(.get, "/auth/status")
            #expect(status.holds(["auth_enabled": true]))
            let me = try await made.ask(.get, "/auth/me", made.bo.bearer)
            #expect(me.holds(["user": "bo", "auth_enabled": true]))
            #expect(try await made.ask(.get, "/auth/me").status == 401)
        }
    }
}
