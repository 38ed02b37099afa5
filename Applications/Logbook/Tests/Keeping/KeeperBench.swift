// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization

@testable import Logbook

/// A logbook in an empty database, with a clock that stands still.
struct KeeperBench {
    let logbook: Logbook
    let database: any Database
    let clock: KeeperClock

    static let migrations = Ledger.migrations + Jobs.migrations + Logbook.migrations

    static func with(_ engine: DatabaseEngine, _ body: (KeeperBench) async throws -> Void) async throws {
        try await TestDatabases.with(engine) { database in
            try await database.migrate(migrations)
            let clock = KeeperClock()
            try await body(KeeperBench(logbook: logbook(database, clock), database: database, clock: clock))
        }
    }

    /// Two logbooks on one database, as two nodes have them.
    static func withNodes(
        _ engine: DatabaseEngine, _ body: (_ one: KeeperBench, _ other: KeeperBench) async throws -> Void
    ) async throws {
        try await TestDatabases.withNodes(engine, 2) { databases in
            try await databases[0].migrate(migrations)
            let clock = KeeperClock()
            let nodes = databases.map {
                KeeperBench(logbook: logbook($0, clock), database: $0, clock: clock)
            }
            try await body(nodes[0], nodes[1])
        }
    }

    static func logbook(_ database: any Database, _ clock: any Timekeeping) -> Logbook {
        let signer = try? NoteSigner(newKeyNamed: "test")
        return Logbook(
            database: database, ledger: Ledger(database: database, clock: clock, signer: signer),
            jobs: JobQueue(database: database, clock: clock), clock: clock)
    }

    var now: Int64 { clock.now.microseconds }

    /// Adds a vehicle; gives its id.
    func vehicle(_ name: String = "Car", of account: String = "anna", change: (inout Vehicle) -> Void = { _ in })
        async throws -> String
    {
        var vehicle = Vehicle(id: "", owner: account, name: name, country: .netherlands, zone: "Europe/Amsterdam")
        change(&vehicle)
        // Vehicles are listed in the order in which they were added.
        clock.advance(by: 1)
        return try await logbook.addVehicle(vehicle, account: account, actor: "account:\(account)").vehicle.id
    }

    func token(_ account: String = "anna", vehicle: String? = nil) async throws -> DeviceToken {
        try await logbook.makeToken(account: account, vehicle: vehicle, name: "Phone").token
    }

    /// Observations of one part, as they come from a device.
    static func received(_ observations: [Observation], vehicle: VehicleHint = VehicleHint()) -> Received {
        var received = Received()
        received.parts = [Received.Part(vehicle: vehicle, observations: observations)]
        return received
    }

    @discardableResult
    func record(
        _ observations: [Observation], from token: DeviceToken, vehicle: VehicleHint = VehicleHint(), key: String? = nil
    ) async throws -> Recorded {
        let all = try await logbook.record(
            Self.received(observations, vehicle: vehicle), form: "shortcuts", from: .device(token), arrival: now,
            key: key)
        return all[0]
    }

    /// Every observation in a vehicle's book, in the order of the entries.
    func observations(of vehicle: String) async throws -> [Observation] {
        let lines = try await logbook.ledger.lines(in: Logbook.book(vehicle: vehicle), from: 0, limit: 1_000_000).lines
        return try lines.flatMap { line in
            try line.withUnsafeBytes { try Arrival.read(line: $0) }?.observations ?? []
        }
    }
}

/// A clock that is moved by hand.
final class KeeperClock: Timekeeping {
    private let time = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
    var now: Date { time.withLock { $0 } }
    func advance(by seconds: Double) { time.withLock { $0 += seconds } }
    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        time.withLock { $0 += duration / .seconds(1) }
    }
}

extension Observation {
    /// A fix some seconds after an instant, some hundred metres north of Utrecht.
    static func fix(_ instant: Int64, north metres: Double = 0, device: String = "phone") -> Observation {
        let position = Position(latitude: 52.09 + metres / 111_195, longitude: 5.12)
        return Observation(
            instant: instant, device: device,
            fact: .fix(Fix(position: position ?? .utrecht, accuracy: 5)))
    }
}

extension Position {
    static var utrecht: Position { Position(latitude: 52.09, longitude: 5.12) ?? .utrecht }
}
