// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore

/// A table that does not hold what the books say.
package struct TableFault: Sendable, Hashable, CustomStringConvertible {
    package let table: String
    /// Which row, as `20260112-0830-k3f9x2`.
    package let row: String
    package let description: String
}

extension Logbook {
    private static let tables = [
        "logbook_settled", "logbook_said", "logbook_found", "logbook_trips", "logbook_gaps", "logbook_questions",
        "logbook_months",
    ]

    /// Throws away what the tables hold of a vehicle, and makes it again from its book and its driver's.
    /// - Throws: `LogbookError` with `notFound`, `damaged`; the ledger's errors.
    package func rebuild(_ vehicle: String) async throws {
        live.forget(vehicle)
        try await database.write { connection in
            for table in Self.tables {
                try connection.execute("DELETE FROM \(table) WHERE vehicle = $1", [SQLValue(vehicle)])
            }
        }
        let size = try await ledger.size(of: Self.book(vehicle: vehicle))
        let part = try await part(of: vehicle, in: 0..<size)
        let setup = try await detectorSetup(of: vehicle)
        var timeline = VehicleTimeline(setup)
        timeline.replay(part.observations)
        let found = timeline
        _ = try await live.restoring(vehicle) {
            LiveVehicle(timeline: found, applied: size, driving: part.driving)
        }
        try await settle(vehicle, knowing: part)
        try await recordState(of: vehicle, part, found: found)
    }

    /// Compares what the tables hold of a vehicle with what its books say, computed from nothing, both as of the same
    /// instant. Empty when they agree.
    /// - Throws: `LogbookError` with `damaged`; the ledger's errors.
    package func faults(in vehicle: String) async throws -> [TableFault] {
        let row = try await database.read { connection in
            try connection.first(
                """
                SELECT s.*, v.owner FROM logbook_settled s JOIN logbook_vehicles v ON v.id = s.vehicle
                WHERE s.vehicle = $1
                """,
                [SQLValue(vehicle)])
        }
        guard let row else { return [] }
        let applied = try row.integer("applied")
        let instant = try row.integer("as_of")
        let (setup, _) = try await driverSetup(of: try row.text("owner"), upTo: try row.integer("driver_applied"))
        let part = try await part(of: vehicle, in: 0..<applied)
        let record = try await vehicleRecord(vehicle, part.said)
        var timeline = VehicleTimeline(
            record.map { Self.detectorSetup($0, setup) } ?? TripDetector.Setup(vehicle: vehicle))
        timeline.replay(part.observations)
        let found = timeline.trips(asOf: instant)
        let input = try await accountInput(
            vehicle, entries: part.said.map(\.entry), found: found, readings: timeline.readings,
            setup: [try row.text("owner"): setup], asOf: instant)
        let settlement = Settlement(
            view: try Account.make(input), applied: applied, driverApplied: 0, asOf: instant, nextChange: nil)
        return try await database.read { connection in
            try settlement.faults(on: connection) + Self.faults(found, vehicle, on: connection)
        }
    }

    private func vehicleRecord(_ vehicle: String, _ said: [SaidEntry]) async throws -> Vehicle? {
        let numbers = said.filter { $0.kind == LogbookEntry.vehicle }
        var setup = VehicleSetup()
        for entry in try await ledger.entries(in: Self.book(vehicle: vehicle), numbered: numbers.map(\.entry)) {
            try setup.apply(entry)
        }
        return setup.vehicle
    }

    private static func faults(
        _ found: [FoundTrip], _ vehicle: String, on connection: any SQLConnection
    ) throws -> [TableFault] {
        var known = try Dictionary(
            uniqueKeysWithValues: connection.query(
                "SELECT id, body FROM logbook_found WHERE vehicle = $1", [SQLValue(vehicle)]
            ).map { (try $0.text("id"), try $0.bytes("body")) })
        var faults: [TableFault] = []
        for trip in found {
            guard let body = known.removeValue(forKey: trip.id.text) else {
                faults.append(TableFault(table: "logbook_found", row: trip.id.text, description: "It is missing."))
                continue
            }
            if body != trip.bytes {
                faults.append(
                    TableFault(table: "logbook_found", row: trip.id.text, description: "It is not what the book says."))
            }
        }
        return faults
            + known.keys.sorted().map {
                TableFault(table: "logbook_found", row: $0, description: "No observation tells of it.")
            }
    }
}
