// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import Logbook
import StewardCore
import StewardIntegration
import Testing

@testable import StewardServer

@Suite("Charging stations as data")
struct ChargingDataTests {
    /// A service that knows two stations, or fails.
    private struct Stations: Integration, ChargerFinding {
        static let manifest = SteadyIntegration.manifest
        var failure: IntegrationError?

        init(failure: IntegrationError? = nil) { self.failure = failure }
        init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {}

        func health() async -> Health { .ok }

        func chargers(
            near position: Position, within radius: Distance, limit: Int
        ) async throws -> [ChargingStation] {
            if let failure { throw failure }
            guard let east = Position(latitude: position.latitude, longitude: position.longitude + 0.1) else {
                return []
            }
            return [
                ChargingStation(
                    id: "4711", title: "Square", position: position,
                    address: StreetAddress(
                        street: "Square", houseNumber: "1", town: "Utrecht", text: "Square 1, Utrecht"),
                    operatorName: "Grid", isOperational: true,
                    connectors: [ChargingConnector(kind: "CCS (Type 2)", power: 150, count: 2)], cost: "0.50",
                    attribution: "OCM"),
                ChargingStation(id: "x-1", title: "", position: east),
            ]
        }
    }

    private static func data(_ page: Browser.Page) throws -> JSON { try JSON(parsing: Array(page.text.utf8)) }

    private static func number(_ value: JSON?) throws -> Double {
        switch try #require(value) {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: throw HTTPError(.internalServerError)
        }
    }

    private static func complaints(_ value: JSON) -> [String] {
        let document = OpenAPI.document(Routes.described)
        let schema = document["paths"]?["/api/logbook/charging"]?["get"]?["responses"]?["200"]?["content"]?[
            "application/json"]?["schema"]
        return SchemaChecker(components: document["components"]?["schemas"] ?? .null).complaints(value, schema ?? .null)
    }

    @Test("what the page of charging stations shows is given as it is described, the nearest first")
    func stations() async throws {
        try await ConnectionSite.with(opening: { _ in Stations() }) { site in
            try await site.save("stations", "OpenChargeMap", ["key": "a-key"])
            let driver = site.owner
            let answer = try await driver.open("/api/logbook/charging?at=52.09,5.12&radius=10")
            #expect(answer.status == 200)
            let data = try Self.data(answer)
            #expect(Self.complaints(data) == [])
            #expect(data["connected"] == true && data["place"] == .null && data["radius"] == 10)
            let stations = try #require(data["stations"]?.array)
            #expect(stations.map { $0["id"]?.string } == ["4711", "x-1"])
            #expect(stations[0]["power"] == 150)
            #expect(stations[0]["connectors"]?.array?.first == ["count": 2, "kind": "CCS (Type 2)", "power": 150])
            // What the service does not know is not there.
            for member in ["operator", "power", "operational", "cost", "attribution"] {
                #expect(stations[1][member] == .null, "\(member)")
            }
            let (near, far) = try (Self.number(stations[0]["distance"]), Self.number(stations[1]["distance"]))
            #expect(near < 0.1 && abs(far - 6.8) < 0.1)
            // The page shows the same two.
            let page = try await driver.open("/logbook/charging?at=52.09,5.12&radius=10")
            #expect(page.text.contains("Square") && page.text.contains("150"))
            // Nothing asked is nothing found; what is no place is refused.
            let nothing = try Self.data(try await driver.open("/api/logbook/charging"))
            #expect(Self.complaints(nothing) == [])
            #expect(nothing["connected"] == true && nothing["stations"] == [] && nothing["latitude"] == .null)
            #expect(try await driver.open("/api/logbook/charging?at=nowhere").status == 400)
            #expect(try await driver.open("/api/logbook/charging?place=Nowhere").status == 400)
        }
    }

    @Test("without a service the answer says so, and what a service fails with is the answer's status")
    func failures() async throws {
        try await ConnectionSite.with { site in
            let data = try Self.data(try await site.owner.open("/api/logbook/charging?at=52.09,5.12"))
            #expect(Self.complaints(data) == [])
            #expect(data["connected"] == false && data["stations"] == [])
            #expect(try await Browser(site.client).open("/api/logbook/charging").status == 401)
        }
        let failure = IntegrationError(.unavailable, "The service is being repaired.")
        try await ConnectionSite.with(opening: { _ in Stations(failure: failure) }) { site in
            try await site.save("stations", "OpenChargeMap", ["key": "a-key"])
            let answer = try await site.owner.open("/api/logbook/charging?at=52.09,5.12")
            #expect(answer.status == 502 && answer.text.contains("being repaired"))
            let page = try await site.owner.open("/logbook/charging?at=52.09,5.12")
            #expect(page.status == 200 && page.text.contains("being repaired"))
        }
    }
}
