// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import GoogleMaps
import StewardCore
import StewardIntegration
import Testing

@Suite("Google Maps measures routes")
struct RouteTests {
    /// The worked example of Google's "Encoded Polyline Algorithm Format".
    private static let polyline = "_p~iF~ps|U_ulLnnqC_mqNvxq`@"

    private func points(_ count: Int) throws -> [Position] {
        try (0..<count).map { try Subject.position(52 + Double($0) / 100, 5) }
    }

    @Test("with a request that asks for four members, by car, without traffic, the key in its field")
    func request() async throws {
        let scripted = Scripted((200, "{}"))
        #expect(try await scripted.service().route(through: points(3)) == nil)
        let call = try #require(scripted.sent.first)
        #expect(call.request.method == .post && call.request.authority == "routes.googleapis.com")
        #expect(call.request.path == "/directions/v2:computeRoutes")
        #expect(call.isRepeatable == true && !call.followsRedirects)
        let fields = call.request.headerFields
        #expect(try fields[#require(HTTPField.Name("x-goog-api-key"))] == "AIza-k3y")
        let mask = "routes.distanceMeters,routes.duration,routes.staticDuration,routes.polyline.encodedPolyline"
        #expect(try fields[#require(HTTPField.Name("x-goog-fieldmask"))] == mask)
        let body = try JSON(parsing: call.body)
        #expect(body["travelMode"] == "DRIVE" && body["routingPreference"] == "TRAFFIC_UNAWARE")
        #expect(body["origin"]?["location"]?["latLng"]?["latitude"] == 52 && body["origin"]?["via"] == nil)
        let between = try #require(body["intermediates"]?.array)
        #expect(between.count == 1 && between[0]["via"] == true)
        #expect(between[0]["location"]?["latLng"]?["latitude"] == .number(52.01))
    }

    @Test("with the time without traffic and the course that Google's own example decodes to")
    func course() async throws {
        let text = """
            {"routes": [{"distanceMeters": 1200, "duration": "180s", "staticDuration": "165.5s",
            "polyline": {"encodedPolyline": "\(Self.polyline)"}}, {"distanceMeters": 9}]}
            """
        let route = try #require(try await Scripted((200, text)).service().route(through: points(2)))
        #expect(route.distance == Distance(metres: Int64(1200)) && route.duration == 165.5)
        let course = [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)]
        #expect(route.course == (try course.map { try Subject.position($0.0, $0.1) }))
    }

    @Test("a length that is left out is zero, and no routes are no way")
    func zeros() async throws {
        let still = #"{"routes": [{"duration": "0s"}]}"#
        let route = try await Scripted((200, still)).service().route(through: points(2))
        #expect(route?.distance == .zero && route?.duration == 0 && route?.course == [])
        for text in ["{}", #"{"routes": []}"#] {
            #expect(try await Scripted((200, text)).service().route(through: points(2)) == nil)
        }
    }

    @Test(
        "more than 25 points between the ends are divided where parts meet",
        arguments: [(2, 1), (27, 1), (28, 2), (53, 2), (54, 3), (200, 8)])
    func divided(count: Int, requests: Int) async throws {
        let scripted = Scripted((200, #"{"routes": [{"distanceMeters": 1000, "duration": "60s"}]}"#))
        let route = try await scripted.service().route(through: points(count))
        #expect(route?.distance.metres == Int64(requests * 1000) && route?.duration == Double(requests * 60))
        #expect(scripted.sent.count == requests)
        var last: JSON?
        for call in scripted.sent {
            let body = try JSON(parsing: call.body)
            #expect(try #require(body["intermediates"]?.array).count <= 25)
            if let last { #expect(body["origin"] == last) }
            last = body["destination"]
        }
    }

    @Test("one part without a way is no way, and nothing more is asked")
    func partWithoutWay() async throws {
        let scripted = Scripted((200, #"{"routes": [{"distanceMeters": 1}]}"#), (200, "{}"))
        #expect(try await scripted.service().route(through: points(100)) == nil)
        #expect(scripted.sent.count == 2)
    }

    @Test(
        "a failure's reason decides where its status does not",
        arguments: [
            (400, "API_KEY_INVALID", IntegrationError.Code.unauthorized),
            (403, "API_KEY_SERVICE_BLOCKED", .unauthorized), (403, "SERVICE_DISABLED", .forbidden),
            (403, "BILLING_DISABLED", .quotaExceeded), (429, "RATE_LIMIT_EXCEEDED", .rateLimited),
            (400, "", .invalidRequest), (500, "", .unavailable), (404, "", .notFound), (302, "", .malformedReply),
        ])
    func failures(status: Int, reason: String, code: IntegrationError.Code) async throws {
        let text = """
            {"error": {"code": \(status), "message": "Not with\\nAIza-k3y.", "status": "WORD",
            "details": [{"@type": "x"}, {"reason": "\(reason)"}]}}
            """
        let error = await #expect(throws: IntegrationError.self) {
            try await Scripted((status, text)).service().route(through: points(2))
        }
        #expect(error?.code == code && error?.message.contains("Not with<redacted>.") == true)
        #expect(error.map { String(reflecting: $0).contains("AIza") } == false)
    }

    @Test("a key that only one service takes is a restriction that names the other")
    func health() async throws {
        let denied = #"{"results": [], "status": "REQUEST_DENIED"}"#
        let address = #"{"results": [], "status": "ZERO_RESULTS"}"#
        let noRoutes = (403, #"{"error": {"message": "No.", "details": [{"reason": "SERVICE_DISABLED"}]}}"#)
        guard case .degraded(let first) = try await Scripted((200, denied), (200, "{}")).service().health(),
            case .degraded(let second) = try await Scripted((200, address), noRoutes).service().health()
        else {
            Issue.record("The health is not degraded.")
            return
        }
        #expect(first.hasPrefix("Routes are measured, but no address is named"))
        #expect(second.hasPrefix("Addresses are named, but no route is measured"))
        #expect(try await Scripted((200, denied), noRoutes).service().health() == .failing(.init(.forbidden, "")))
        #expect(try await Scripted((503, "")).service().health() == .failing(.init(.unavailable, "")))
        #expect(try await Scripted((200, address), (503, "")).service().health() == .failing(.init(.unavailable, "")))
    }
}
