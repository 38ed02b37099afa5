// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardServer
import StewardStore

/// Fills a data folder with drivers for the benchmark of the logbook: accounts with a vehicle and a phone's token each,
/// and for the first of them trips that were driven already. Prints the tokens.
struct BenchDrivers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drivers", abstract: "Fill a data folder with accounts that have vehicles, phones and trips.")

    @Option(help: "The data folder.") var data: String
    @Option(help: "How many accounts.") var count = 200
    @Option(help: "Trips of the first account.") var trips = 0
    @Option(help: "Points of each trip.") var points = 60

    func run() async throws {
        let text = try await Installation.with(DataFolder(data), server: nil) { installation in
            let logbook = installation.logbook
            var tokens: [String] = []
            for number in 0..<count {
                let account = try await self.account(number, installation)
                let car = Vehicle(id: "", owner: account, name: "Car", country: .netherlands, zone: "Europe/Amsterdam")
                let vehicle = try await logbook.addVehicle(car, account: account, actor: "account:\(account)")
                let token = try await logbook.makeToken(account: account, name: "Phone")
                tokens.append(token.secret.reveal())
                guard number == 0, trips > 0 else { continue }
                for trip in 0..<trips { try await drive(trip, token.token, logbook) }
                try await logbook.rebuild(vehicle.vehicle.id)
            }
            let access = Access(installation: installation)
            let api = try await access.newToken(
                name: "Benchmark", for: "driver0", scopes: [.read, .drive], expiresAt: nil)
            return try JSON.object([
                JSON.Member("api", .string(api.reveal())), JSON.Member("tokens", .array(tokens.map { .string($0) })),
            ]).canonicalBytes()
        }
        print(String(decoding: text, as: UTF8.self))
    }

    /// An account without a password: nobody signs in to it.
    private func account(_ number: Int, _ installation: Installation) async throws -> String {
        let id = "driver\(number)"
        try await installation.database.write { connection in
            _ = try connection.execute(
                """
                INSERT INTO access_accounts (id, name, name_key, role, created_at, is_disabled)
                VALUES ($1, $1, $1, 'viewer', 0, 0)
                """, [SQLValue(id)])
        }
        return id
    }

    /// A drive of a quarter of an hour, three hours after the one before, the last of them about now.
    private func drive(_ trip: Int, _ token: DeviceToken, _ logbook: Logbook) async throws {
        let now = Int64(Date().timeIntervalSince1970) * 1_000_000
        let start = now - Int64(trips - trip) * 3 * 3600 * 1_000_000
        var observations = [Observation(instant: start, device: token.id, fact: .connected(nil))]
        for point in 0..<points {
            let north = 52 + Double(trip % 50) * 0.01 + Double(point) * 0.001
            guard let position = Position(latitude: north, longitude: 5.1 + Double(trip % 7) * 0.01) else { continue }
            observations.append(
                Observation(
                    instant: start + Int64(point) * 15_000_000, device: token.id,
                    fact: .fix(Fix(position: position, accuracy: 8))))
        }
        let end = start + Int64(points) * 15_000_000
        observations.append(Observation(instant: end, device: token.id, fact: .disconnected(nil)))
        var received = Received()
        received.parts = [Received.Part(observations: observations)]
        _ = try await logbook.record(received, form: "shortcuts", from: .device(token), arrival: now)
    }
}
