// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardIntegration
import StewardStore

@testable import StewardServer

extension FullSite {
    private static let day: Int64 = 86_400_000_000

    /// A vehicle of the owner with two trips, one of them changed, an odometer reading, a place, and a device token
    /// that may stand in an address.
    func fillLogbook() async throws {
        let logbook = site.installation.logbook
        let account = try await people.visitor(people.owner).account.id
        let vehicle = try await logbook.addVehicle(
            Vehicle(id: "new", owner: account, name: "The <red> one", country: .netherlands, zone: "Europe/Amsterdam"),
            account: account, actor: "account:\(account)"
        ).vehicle
        guard let center = Position(latitude: 52.0907, longitude: 5.1214) else { return }
        try await logbook.putPlace(PlaceEntry(Place(name: "Home & garden", center: center)), account: account)
        let now = site.installation.clock.now.microseconds
        for days in [Int64(9), 3] {
            var trip = EnteredTrip(
                id: TripID("new"), start: now - days * Self.day, end: now - days * Self.day + 1_800_000_000)
            trip.from = EnteredTrip.Place(position: center)
            trip.to = EnteredTrip.Place(address: StreetAddress(text: "Damrak 1, Amsterdam"))
            trip.distance = Distance(metres: 42_195)
            trip.use = .business
            let entered = try await logbook.enter(trip, vehicle: vehicle.id, account: account)
            try await logbook.correct(entered.id, to: [.notes: .text("A <b>note</b>")], account: account)
        }
        let report = try VehiclePush.read(
            body: Array(#"{"odometer":50010}"#.utf8), from: Receipt(arrival: now - Self.day, device: ""))
        try await Brokers(site.installation).set(
            BrokerSettings(host: "broker.local"), password: nil, of: account, by: "test")
        _ = try await logbook.record(report, form: VehiclePush.manualForm, from: .account(account), arrival: now)
    }

    /// What there is for the names in the paths of logbooks.
    func logbookParameters() async throws -> [String: [String]] {
        let logbook = site.installation.logbook
        let account = try await people.visitor(people.owner).account.id
        let vehicles = try await logbook.vehicles(of: account)
        let trips = try await logbook.trips(of: account).trips.compactMap { try JSON(parsing: $0)["id"]?.string }
        let token = try await logbook.makeToken(account: account, name: "tracker", isUsableInAddress: true)
        return [
            "car": vehicles.map(\.vehicle.id), "vehicle": vehicles.map(\.vehicle.id),
            "trip": trips, "name": ["Home & garden"],
            "token": [token.secret.reveal()],
        ]
    }
}
