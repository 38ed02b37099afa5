// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import Testing

import enum Tally.Language

@testable import StewardServer

@Suite("The page of charging stations")
struct ChargingPagesTests {
    /// A service that knows one station wherever it is asked, or fails.
    private struct OneStation: Integration, ChargerFinding {
        static let manifest = SteadyIntegration.manifest
        var failure: IntegrationError?

        init(failure: IntegrationError? = nil) { self.failure = failure }
        init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {}

        func health() async -> Health { .ok }

        func chargers(near position: Position, within radius: Distance, limit: Int) async throws -> [ChargingStation] {
            if let failure { throw failure }
            return [
                ChargingStation(
                    id: "1", title: "Square <1>", position: position, operatorName: "Grid",
                    connectors: [ChargingConnector(kind: "CCS", power: 150, count: 2)])
            ]
        }
    }

    @Test("a form is read with its blanks, and the map tells what the list tells")
    func asked() async throws {
        try await ConnectionSite.with(opening: { _ in OneStation() }) { site in
            try await site.save("stations", "OpenChargeMap", ["key": "a-key"])
            let page = try await site.owner.open("/logbook/charging?place=&at=10.0%2C+-10.5&radius=10")
            #expect(page.status == 200 && page.text.contains("value=\"10.0, -10.5\""))
            #expect(!page.text.contains("aria-invalid"))
            #expect(page.text.contains("<title>Square &lt;1&gt; · 150 kW · Grid</title>"))
            #expect(page.text.contains("<span class=\"quiet\">1</span> Square &lt;1&gt;"))
            let map = try await site.owner.open("/api/logbook/charging-map?at=10.0%2C%20-10.5&radius=10")
            let spots = try #require(try JSON(parsing: Array(map.text.utf8))["spots"]?.array)
            #expect(spots.map { $0["kind"]?.string } == ["place", "charger"])
            #expect(
                spots.last?["name"] == "Square <1> · 150 kW · Grid" && spots.last?["longitude"] == JSON.number(-10.5))
            if page.text.contains("data-logbook-map") {
                #expect(page.text.contains("\"/api/logbook/charging-map?at=10.0%2C%20-10.5&amp;radius=10\""))
            }
        }
    }

    @Test(
        "a service that fails is said to in the reader's language, with its own words", arguments: ["en", "nl", "th"])
    func failing(language: String) async throws {
        let failure = IntegrationError(.unavailable, "The service is being repaired.")
        try await ConnectionSite.with(opening: { _ in OneStation(failure: failure) }) { site in
            try await site.save("stations", "OpenChargeMap", ["key": "a-key"])
            let page = try await site.owner.open("/logbook/charging?at=10,10&lang=\(language)")
            let words = Words(try #require(Language(rawValue: language)), now: Date())
            #expect(page.status == 200 && page.text.contains(words.say(.chargingFailed)))
            let said = language == "en" ? "<span>The service is" : "<span lang=\"en\">The service is"
            #expect(page.text.contains(said))
            let map = try await site.owner.open("/api/logbook/charging-map?at=10,10")
            #expect(try JSON(parsing: Array(map.text.utf8))["spots"] == [])
        }
    }
}
