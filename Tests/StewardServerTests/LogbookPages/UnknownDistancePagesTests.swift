// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardStore
import Testing

@testable import StewardServer

@Suite("A trip of which nothing tells the distance")
struct UnknownDistancePagesTests {
    @Test(
        "is not known on every page and in the data, and never zero",
        arguments: [("en", "not known"), ("nl", "niet bekend"), ("th", "ไม่ทราบ")])
    func shown(language: String, words: String) async throws {
        try await MadeLogbook.with { made in
            try await Self.driveUnseen(made)
            let trip = try #require(try await made.trips().last)
            #expect(trip.distance == .unknown)
            let address = "/logbook/trips/\(trip.id)"
            let page = try await made.driver.open("\(address)?lang=\(language)")
            #expect(page.status == 200 && page.text.contains(words))
            #expect(!page.text.contains(">0.0 km<") && !page.text.contains(">0,0 km<"))
            // The form for corrections has no distance to begin with.
            #expect(!page.text.contains("name=\"distance\" type=\"text\" value=\"0"))
            let list = try await made.driver.open("/logbook?lang=\(language)")
            #expect(list.text.contains(address) && list.text.contains(words))

            let whole = try Self.data(try await made.driver.open("/api\(address)"))
            #expect(whole["trip"]?["distance"] == ["distance": .null, "source": "unknown", "uncertainty": .null])
            let month = try Self.data(try await made.driver.open("/api/logbook/month"))
            let row = try #require(month["trips"]?.array?.first { $0["id"]?.string == trip.id.text })
            #expect(row["distance"] == .null && row["distance_source"] == "unknown")
            // Clients that expect a number get one, and are told what it is.
            let old = try Self.data(try await made.driver.open("/trips/\(trip.id)"))
            #expect(old["distance_km"] == 0 && old["distance_source"] == "unknown")
        }
    }

    private static func data(_ page: Browser.Page) throws -> JSON { try JSON(parsing: Array(page.text.utf8)) }

    /// The car says that it drives for half an hour, and not how far.
    private static func driveUnseen(_ made: MadeLogbook) async throws {
        made.site.clock.advance(4 * 3600)
        let begin = made.site.installation.clock.now.microseconds
        let told = (0...7).map { step in
            Observation(
                instant: begin + Int64(step) * 300_000_000, device: "car",
                fact: .car(CarReport(activity: step < 7 ? .driving : .parked)))
        }
        made.site.clock.advance(3600)
        var received = Received()
        received.parts = [.init(vehicle: VehicleHint(id: made.vehicle), observations: told)]
        _ = try await made.logbook.record(
            received, form: "test", from: .account(made.account), arrival: made.site.installation.clock.now.microseconds
        )
        made.site.clock.advance(3600)
    }
}
