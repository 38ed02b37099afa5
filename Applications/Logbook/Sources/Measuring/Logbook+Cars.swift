// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardIntegration
import StewardCore
import StewardLedger
import StewardStore

extension Logbook {
    /// A car is asked no more often than this, and at least once a day; microseconds.
    package static let carIntervals: ClosedRange<Int64> = 60_000_000...86_400_000_000

    /// Has a vehicle's service asked again and again how the car is, from now on.
    /// - Parameters:
    ///   - connection: the name of a connection that reads vehicles.
    ///   - car: the car's id within the connection's account.
    ///   - every: microseconds between two questions, within ``carIntervals``.
    /// - Throws: `LogbookError` with `notFound`, `invalid`; `DatabaseError`.
    package func connectCar(
        _ car: String, of connection: String, to vehicle: String, account: String, every: Int64 = 900_000_000
    ) async throws {
        guard Self.carIntervals.contains(every), (1...200).contains(car.utf8.count), !connection.isEmpty else {
            throw LogbookError(
                .invalid, "A car is asked every minute at the most and every day at the least; choose a time between.")
        }
        try await database.write { database in
            _ = try Self.vehicleRow(vehicle, of: account, on: database)
            try database.execute(
                """
                INSERT INTO logbook_cars (vehicle, connection, car, every) VALUES ($1, $2, $3, $4)
                ON CONFLICT (vehicle) DO UPDATE SET connection = excluded.connection, car = excluded.car,
                    every = excluded.every, asked_at = NULL, captured_at = NULL, last_status = NULL, reason = NULL
                """, [SQLValue(vehicle), SQLValue(connection), SQLValue(car), .integer(every)])
        }
    }

    /// Has it asked no more; what it told stays in the book. Does nothing when it was not asked.
    /// - Throws: `LogbookError` with `notFound`; `DatabaseError`.
    package func disconnectCar(of vehicle: String, account: String) async throws {
        try await database.write { database in
            _ = try Self.vehicleRow(vehicle, of: account, on: database)
            try database.execute("DELETE FROM logbook_cars WHERE vehicle = $1", [SQLValue(vehicle)])
        }
    }

    /// How a vehicle's service is asked; `nil` when it is not.
    /// - Throws: `LogbookError` with `notFound`; `DatabaseError`.
    package func carConnection(of vehicle: String, account: String) async throws -> CarConnection? {
        try await database.read { database in
            _ = try Self.vehicleRow(vehicle, of: account, on: database)
            return try database.first("SELECT * FROM logbook_cars WHERE vehicle = $1", [SQLValue(vehicle)])
                .map(CarConnection.init)
        }
    }

    /// Asks every car whose time has come, and records what is new. A car that cannot be asked keeps none of the others
    /// from it; why is kept with its connection. Nodes that do this at once do not ask a car twice.
    /// - Returns: how many cars told something new.
    /// - Throws: `DatabaseError`; `CancellationError`.
    @discardableResult
    package func askCars(_ connections: any CarConnecting) async throws -> Int {
        let now = now
        let due = try await database.read { database in
            try database.query(
                """
                SELECT c.* FROM logbook_cars c JOIN logbook_vehicles v ON v.id = c.vehicle
                WHERE v.removed_at IS NULL AND (c.asked_at IS NULL OR c.asked_at <= $1 - c.every) ORDER BY c.vehicle
                """, [.integer(now)]
            ).map(CarConnection.init)
        }
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            var news = 0
            for (place, car) in due.enumerated() {
                // Not all at once: each is a question to a service.
                if place >= 8, try await group.next() == true { news += 1 }
                group.addTask { try await ask(car, connections) }
            }
            for try await isNew in group where isNew { news += 1 }
            return news
        }
    }

    private func ask(_ car: CarConnection, _ connections: any CarConnecting) async throws -> Bool {
        guard try await claim(car) else { return false }
        let status: VehicleStatus
        do {
            status = try await connections.vehicleReading(named: car.connection).status(of: car.car)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try await note(String(describing: error), about: car)
            return false
        }
        let observation = Self.observation(status, device: car.connection)
        let written = try Self.contents(status).canonicalBytes()
        guard observation.fault == nil, written != car.last else {
            try await note(observation.fault.map { "What the service says cannot be true: \($0)." }, about: car)
            return false
        }
        let arrival = Arrival(form: "reading", evidence: .named, observations: [observation])
        let sender = "connection:\(car.connection)"
        let entry = try await ledger.append(
            EntryDraft(
                kind: LogbookEntry.arrival, actor: sender, written: try arrival.written(),
                idempotencyKey: "reading \(car.connection) \(observation.instant)"),
            to: Self.book(vehicle: car.vehicle))
        live[car.vehicle]?.take([observation], at: entry.sequence)
        try await database.write { database in
            _ = try database.execute(
                """
                UPDATE logbook_cars SET captured_at = $2, last_status = $3, reason = NULL WHERE vehicle = $1
                """, [SQLValue(car.vehicle), .integer(observation.instant), .bytes(written)])
        }
        return true
    }

    /// Takes a car's turn; `false` when another node was sooner.
    private func claim(_ car: CarConnection) async throws -> Bool {
        let now = now
        return try await database.write { database in
            try database.execute(
                """
                UPDATE logbook_cars SET asked_at = $2
                WHERE vehicle = $1 AND (asked_at IS NULL OR asked_at <= $2 - every)
                """, [SQLValue(car.vehicle), .integer(now)]) == 1
        }
    }

    private func note(_ reason: String?, about car: CarConnection) async throws {
        try await database.write { database in
            _ = try database.execute(
                "UPDATE logbook_cars SET reason = $2 WHERE vehicle = $1", [SQLValue(car.vehicle), SQLValue(reason)])
        }
    }

    static func observation(_ status: VehicleStatus, device: String) -> Observation {
        let activity: CarReport.Activity? =
            switch status.activity {
            case .parked: .parked
            case .driving: .driving
            case .charging: .charging
            case nil: nil
            }
        return Observation(
            instant: status.capturedAt.microseconds, device: device,
            fact: .car(
                CarReport(
                    odometer: status.odometer, position: status.position, activity: activity, charge: status.charge,
                    range: status.range, fetched: status.fetchedAt.microseconds)))
    }

    /// What a status says, without when: the same again is no news.
    private static func contents(_ status: VehicleStatus) -> JSON {
        func number(_ value: Double?) -> JSON { value.map { JSON.number($0).canonical } ?? .null }
        return [
            "activity": status.activity.map { .string($0.rawValue) } ?? .null, "charge": number(status.charge),
            "latitude": number(status.position?.latitude), "longitude": number(status.position?.longitude),
            "odometer": status.odometer.map { .integer($0.metres) } ?? .null,
            "range": status.range.map { .integer($0.metres) } ?? .null,
        ]
    }
}
