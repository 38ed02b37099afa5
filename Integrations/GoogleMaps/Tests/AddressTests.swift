// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import GoogleMaps
import StewardCore
import StewardHTTP
import StewardIntegration
import Testing

@Suite("Google Maps names places")
struct AddressTests {
    private func address(_ scripted: Scripted, language: String = "nl") async throws -> StreetAddress? {
        try await scripted.service().address(at: Subject.position(52.0907, -5.1216), language: language)
    }

    private func fixture(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: Subject.folder + "/Tests/Fixtures/" + name), encoding: .utf8)
    }

    @Test("with one request, the key in its query and nowhere else")
    func request() async throws {
        let scripted = Scripted((200, #"{"results": [], "status": "ZERO_RESULTS"}"#))
        #expect(try await address(scripted, language: "nl&x=1") == nil)
        let call = try #require(scripted.sent.first)
        #expect(scripted.sent.count == 1 && call.request.method == .get && !call.followsRedirects)
        #expect(call.request.authority == "maps.googleapis.com")
        let path = "/maps/api/geocode/json?latlng=52.090700,-5.121600&language=nl%26x%3D1&key=AIza-k3y"
        #expect(call.request.path == path)
        #expect(call.request.headerFields.allSatisfy { !$0.value.contains("AIza") })
        // What a log of calls shows, even of one that does not know the connection's secrets.
        #expect(Redactor().redact("https://maps.googleapis.com" + path).hasSuffix("&key=<redacted>"))
    }

    @Test("by the first with a house number, whatever comes before it")
    func best() async throws {
        let found = try #require(try await address(Scripted((200, try fixture("geocode-plus-code-first.json")))))
        #expect(found.street == "Examplestraat" && found.houseNumber == "12-A" && found.town == "Utrecht")
        #expect(found.country == "NL" && found.postcode == "3511 AA")
        #expect(found.text == "Examplestraat 12-A, 3511 AA Utrecht, Nederland")
    }

    @Test("where only a country or a plus code is known, there is no address")
    func countryOnly() async throws {
        #expect(try await address(Scripted((200, try fixture("geocode-country-only.json")))) == nil)
    }

    @Test("in a country without localities, by the town's next part")
    func otherParts() async throws {
        let found = try #require(try await address(Scripted((200, try fixture("geocode-no-locality.json")))))
        #expect(found.town == "Pathum Wan" && found.country == "TH" && found.houseNumber == "991")
    }

    @Test(
        "status 200 is no success by itself",
        arguments: [
            ("OVER_QUERY_LIMIT", IntegrationError.Code.rateLimited), ("OVER_DAILY_LIMIT", .quotaExceeded),
            ("REQUEST_DENIED", .unauthorized), ("INVALID_REQUEST", .invalidRequest), ("UNKNOWN_ERROR", .unavailable),
            ("SOMETHING_NEW", .malformedReply),
        ])
    func statuses(status: String, code: IntegrationError.Code) async throws {
        let scripted = Scripted(
            (200, #"{"results": [], "status": "\#(status)", "error_message": "Because of AIza-k3y."}"#))
        let error = await #expect(throws: IntegrationError.self) { try await address(scripted) }
        #expect(error?.code == code)
        #expect(error?.message.contains("Because of <redacted>.") == true)
        #expect(error.map { String(reflecting: $0).contains("AIza") } == false)
    }

    @Test("malformed answers are refused with the place", arguments: Subject.malformed)
    func malformed(name: String) async throws {
        let scripted = Scripted((200, try fixture("Malformed/" + name)))
        let error = await #expect(throws: IntegrationError.self) {
            if name.hasPrefix("geocode-") {
                _ = try await address(scripted)
            } else {
                _ = try await scripted.service().route(through: [Subject.position(52, 5), Subject.position(52.1, 5)])
            }
        }
        #expect(error?.code == .malformedReply && error?.message.contains("line") == true)
    }

    @Test("a key with signs that a query would take apart is refused, and not shown")
    func key() throws {
        for key in ["a&b=c", "a b", "a\r\nX-Other: b", "a#b"] {
            let error = #expect(throws: IntegrationError.self) { try Scripted((200, "")).service(key: key) }
            #expect(error?.code == .invalidRequest && error?.message.contains(key) == false)
        }
    }
}
