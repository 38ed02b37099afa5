// SPDX-License-Identifier: Apache-2.0
import GoogleMapsSimulator
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

@Suite("The simulated Google Maps")
struct SimulatorTests {
    private let simulator = GoogleMapsSimulator()

    private func legacy(_ path: String) async throws -> JSON {
        let reply = await simulator.respond(to: SimulatedRequest(.get, path))
        #expect(reply.status == .ok)
        return try JSON(parsing: reply.body)
    }

    private func routes(
        _ body: String, mask: String? = "*", key: String? = "right-key",
        path: String = "/directions/v2:computeRoutes"
    ) async throws -> (status: Int, json: JSON) {
        var fields: HTTPFields = [:]
        fields[try #require(HTTPField.Name("x-goog-fieldmask"))] = mask
        fields[try #require(HTTPField.Name("x-goog-api-key"))] = key
        let request = SimulatedRequest(.post, path, headerFields: fields, body: Array(body.utf8))
        let reply = await simulator.respond(to: request)
        return (reply.status.code, try JSON(parsing: reply.body))
    }

    private static func place(_ latitude: Double, _ longitude: Double) -> String {
        #"{"location": {"latLng": {"latitude": \#(latitude), "longitude": \#(longitude)}}}"#
    }
    private static let drive =
        #"{"origin": \#(place(52.1, 5.1)), "destination": \#(place(52.2, 5.3)), "travelMode": 1, "#
        + #""routingPreference": "TRAFFIC_UNAWARE"}"#

    @Test(
        "answers the older calls with status 200 whatever happened",
        arguments: [
            ("geocode/json?latlng=52.09,5.12", "REQUEST_DENIED"),
            ("geocode/json?latlng=52.09,5.12&key=other", "REQUEST_DENIED"),
            ("geocode/json?key=right-key", "INVALID_REQUEST"),
            ("geocode/json?latlng=91,0&key=right-key", "INVALID_REQUEST"),
            ("geocode/json?latlng=56,3&key=right-key", "ZERO_RESULTS"),
            ("geocode/json?address=nowhere+at+all&key=right-key", "ZERO_RESULTS"),
            ("geocode/json?address=Domplein+29+Utrecht&key=right-key", "OK"),
            ("geocode/json?address=Domplein&components=country:DE&key=right-key", "ZERO_RESULTS"),
            ("geocode/json?place_id=simulated-dam-1&key=right-key", "OK"),
            ("directions/json?origin=52.1,5.1&key=right-key", "INVALID_REQUEST"),
            ("directions/json?origin=52.1,5.1&destination=56,3&key=right-key", "ZERO_RESULTS"),
            ("directions/json?origin=52.1,5.1&destination=no+such+place&key=right-key", "NOT_FOUND"),
            ("directions/json?origin=52.1,5.1&destination=Dam+1&key=right-key", "OK"),
        ])
    func statuses(path: String, status: String) async throws {
        let reply = try await legacy("/maps/api/" + path)
        #expect(reply["status"]?.string == status)
        #expect((reply["results"] ?? reply["routes"])?.array != nil)
        #expect((reply["error_message"] != nil) == ["REQUEST_DENIED", "INVALID_REQUEST"].contains(status))
    }

    @Test("names a place from the most exact to the country, in a language, and filters")
    func geocoding() async throws {
        let path = "/maps/api/geocode/json?key=right-key&latlng=52.0796,4.3130"
        let results = try #require(try await legacy(path + "&language=nl-NL")["results"]?.array)
        let types = results.map { $0["types"]?.array?.first?.string }
        #expect(types == ["street_address", "plus_code", "route", "postal_code", "locality", "country"])
        #expect(results[0]["formatted_address"] == "Binnenhof 1, 2513 AA Den Haag, Nederland")
        #expect(
            try await legacy(path)["results"]?.array?.first?["formatted_address"]?.string?.contains("The Hague") == true
        )
        let only = try #require(try await legacy(path + "&result_type=locality|country")["results"]?.array)
        #expect(only.count == 2)
        #expect(try await legacy(path + "&location_type=ROOFTOP")["results"]?.array?.count == 1)
        #expect(try await legacy(path)["plus_code"]?["global_code"] == "9F4638H7+R6")
    }

    @Test("gives directions with legs, steps and the order of optimized waypoints, and takes 25 of them")
    func directions() async throws {
        let path = "/maps/api/directions/json?key=right-key&origin=52.1,5.1&destination=52.1,5.5"
        let optimized = "&waypoints=optimize:true|52.1,5.4|52.1,5.2|52.1,5.3&departure_time=now"
        let route = try #require(try await legacy(path + optimized)["routes"]?.array?.first)
        #expect(route["waypoint_order"] == [1, 2, 0])
        let legs = try #require(route["legs"]?.array)
        #expect(legs.count == 4 && legs.allSatisfy { $0["duration_in_traffic"] != nil })
        let via = try await legacy(path + "&waypoints=via:52.1,5.4|52.1,5.2")["routes"]?.array?.first
        #expect(via?["legs"]?.array?.count == 2)
        #expect(via?["legs"]?.array?.first?["via_waypoint"]?.array?.count == 1)
        #expect(try await legacy(path + "&alternatives=true")["routes"]?.array?.count == 2)
        let many = path + "&waypoints=" + Array(repeating: "52.1,5.2", count: 26).joined(separator: "|")
        #expect(try await legacy(many)["status"] == "MAX_WAYPOINTS_EXCEEDED")
    }

    @Test("refuses a question without a mask, with a wrong one, and without a key")
    func refusals() async throws {
        let masks: [(String?, String)] = [
            (nil, "FieldMask is a required parameter"), ("routes.nothing", "routes.nothing"),
        ]
        for (mask, words) in masks {
            let (status, json) = try await routes(Self.drive, mask: mask)
            #expect(status == 400 && json["error"]?["status"] == "INVALID_ARGUMENT")
            #expect(json["error"]?["message"]?.string?.contains(words) == true)
        }
        let (missing, _) = try await routes(Self.drive, key: nil)
        #expect(missing == 403)
        let (wrong, json) = try await routes(Self.drive, key: "other")
        #expect(wrong == 400)
        #expect(json["error"]?["details"]?.array?.first?["reason"] == "API_KEY_INVALID")
    }

    @Test("gives what the mask asks for, in either way of writing names")
    func masks() async throws {
        let (_, json) = try await routes(Self.drive, mask: "routes.distance_meters, routes.legs.steps.travelMode")
        let route = try #require(json["routes"]?.array?.first)
        #expect(route.members?.map(\.key).sorted() == ["distanceMeters", "legs"])
        let steps = try #require(route["legs"]?.array?.first?["steps"]?.array)
        #expect(steps.count == 2 && steps.allSatisfy { $0.members?.map(\.key) == ["travelMode"] })
        let (_, whole) = try await routes(Self.drive, mask: "routes")
        #expect(whole["routes"]?.array?.first?["polyline"]?["encodedPolyline"] != nil)
    }

    @Test("leaves out what is zero, and answers {} where no road leads")
    func zeros() async throws {
        let still = #"{"origin": \#(Self.place(52.1, 5.1)), "destination": \#(Self.place(52.1, 5.1))}"#
        let (_, json) = try await routes(still)
        let route = try #require(json["routes"]?.array?.first)
        #expect(route["distanceMeters"] == nil && route["duration"] == "0s")
        let (status, none) = try await routes(
            #"{"origin": \#(Self.place(52.1, 5.1)), "destination": \#(Self.place(56, 3))}"#)
        #expect(status == 200 && none == [:])
    }

    @Test(
        "refuses what its document does not have",
        arguments: [
            "", "[]", #"{"origin": {}}"#, #"{"origin": \#(place(52.1, 5.1))}"#,
            #"{"origin": \#(place(52.1, 5.1)), "destination": \#(place(91, 5))}"#,
            #"{"origin": \#(place(52.1, 5.1)), "destination": \#(place(52, 5)), "travelMode": "FLY"}"#,
            #"{"origin": \#(place(52.1, 5.1)), "destination": \#(place(52, 5)), "travelMode": 5}"#,
            #"{"origin": \#(place(52.1, 5.1)), "destination": \#(place(52, 5)), "travelModus": "DRIVE"}"#,
        ])
    func wrong(body: String) async throws {
        let (status, json) = try await routes(body)
        #expect(status == 400 && json["error"]?["status"] == "INVALID_ARGUMENT")
    }

    @Test("takes 25 points between the ends, divides legs at stops, and orders them on request")
    func intermediates() async throws {
        func question(_ count: Int, _ more: String = "") -> String {
            let between = (0..<count).map { Self.place(52.1, 5.1 + Double($0 % 7) / 100) }.joined(separator: ",")
            return #"{"origin": \#(Self.place(52.1, 5.1)), "destination": \#(Self.place(52.2, 5.3)), "#
                + #""intermediates": [\#(between)]\#(more)}"#
        }
        let (_, most) = try await routes(question(25))
        #expect(most["routes"]?.array?.first?["legs"]?.array?.count == 26)
        let (status, _) = try await routes(question(26))
        #expect(status == 400)
        let (_, ordered) = try await routes(question(3, #", "optimizeWaypointOrder": true"#))
        #expect(ordered["routes"]?.array?.first?["optimizedIntermediateWaypointIndex"] == [0, 1, 2])
    }

    @Test("gives a matrix in which an index of zero is left out")
    func matrix() async throws {
        let body =
            #"{"origins": [{"waypoint": \#(Self.place(52.1, 5.1))}, {"waypoint": \#(Self.place(56, 3))}], "#
            + #""destinations": [{"waypoint": \#(Self.place(52.2, 5.3))}]}"#
        let (_, json) = try await routes(body, path: "/distanceMatrix/v2:computeRouteMatrix")
        let elements = try #require(json.array)
        #expect(elements.count == 2 && elements[0]["originIndex"] == nil && elements[1]["originIndex"] == 1)
        #expect(elements[0]["condition"] == "ROUTE_EXISTS" && elements[1]["condition"] == "ROUTE_NOT_FOUND")
    }
}
