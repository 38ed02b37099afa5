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
    /// The vehicle whose book this is, as the book's name tells; `nil` for any other book.
    package static func vehicle(ofBook name: String) -> String? {
        let prefix = book(vehicle: "").name
        return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }

    /// A vehicle as its book tells it, whoever owns it.
    /// - Throws: `LogbookError` with `notFound`, `damaged`; the ledger's errors.
    package func vehicle(inBookOf id: String) async throws -> Vehicle {
        let size = try await ledger.size(of: Self.book(vehicle: id))
        guard let vehicle = try await vehicleRecord(id, try await said(of: id, from: 0, until: size)) else {
            throw LogbookError(.notFound, "The book of the vehicle \(id) does not tell what it is.")
        }
        return vehicle
    }

    /// Compares what the tables hold of a vehicle with what its books say, computed from nothing, both as of the same
    /// instant; and what they hold about the vehicle itself and its employers with what its book says now. Empty when
    /// they agree; of trips also when nothing was ever written.
    /// - Throws: `LogbookError` with `damaged`, with `conflict` when others write the tables all the time; the ledger's
    ///   errors.
    package func faults(in vehicle: String) async throws -> [TableFault] {
        let index = try await indexFaults(of: vehicle)
        for _ in 0..<Self.comparingAttempts {
            guard let row = try await comparedRow(vehicle) else { return index }
            if let faults = try await faults(in: vehicle, row) { return index + faults }
        }
        throw LogbookError(
            .conflict, "The tables of the vehicle \(vehicle) are written all the time; check it again later.")
    }

    private static let comparingAttempts = 5

    /// How far the tables are.
    private struct ComparedRow: Sendable {
        let owner: String
        let version, applied, driverApplied, instant: Int64
    }

    private func comparedRow(_ vehicle: String) async throws -> ComparedRow? {
        try await database.read { connection in
            try connection.first(
                """
                SELECT s.*, v.owner FROM logbook_settled s JOIN logbook_vehicles v ON v.id = s.vehicle
                WHERE s.vehicle = $1
                """, [SQLValue(vehicle)]
            ).map { row in
                ComparedRow(
                    owner: try row.text("owner"), version: try row.integer("version"),
                    applied: try row.integer("applied"), driverApplied: try row.integer("driver_applied"),
                    instant: try row.integer("as_of"))
            }
        }
    }

    /// One attempt; `nil` when somebody wrote the tables meanwhile.
    private func faults(in vehicle: String, _ row: ComparedRow) async throws -> [TableFault]? {
        let (setup, _) = try await driverSetup(of: row.owner, upTo: row.driverApplied)
        let part = try await part(of: vehicle, in: 0..<row.applied)
        let record = try await vehicleRecord(vehicle, part.said)
        var timeline = VehicleTimeline(
            record.map { Self.detectorSetup($0, setup) } ?? TripDetector.Setup(vehicle: vehicle))
        timeline.replay(part.observations)
        let found = timeline.trips(asOf: row.instant)
        let input = try await accountInput(
            vehicle, entries: part.said.map(\.entry), found: found, readings: timeline.readings,
            setup: [row.owner: setup], asOf: row.instant)
        let settlement = Settlement(
            view: try Account.make(input), applied: row.applied, driverApplied: 0, asOf: row.instant, nextChange: nil)
        return try await database.read { connection in
            let now = try connection.first(
                "SELECT version FROM logbook_settled WHERE vehicle = $1", [SQLValue(vehicle)])
            guard try now?.integer("version") == row.version else { return nil }
            return try settlement.faults(on: connection)
                + [Self.table(of: found), Self.table(of: part.said)].flatMap { try $0.faults(vehicle, on: connection) }
        }
    }

    /// What is to be kept of trips that observations tell.
    private static func table(of found: [FoundTrip]) -> SettledTable {
        SettledTable(
            name: "logbook_found", columns: ["id", "end_at", "body"], keys: 1, digest: nil,
            rows: found.map { [SQLValue($0.id.text), .integer($0.end), .bytes($0.bytes)] })
    }

    /// What is to be kept of entries that are no arrivals.
    private static func table(of said: [SaidEntry]) -> SettledTable {
        SettledTable(
            name: "logbook_said", columns: ["entry", "kind"], keys: 1, digest: nil,
            rows: said.map { [.integer($0.entry), SQLValue($0.kind)] })
    }

    private func vehicleRecord(_ vehicle: String, _ said: [SaidEntry]) async throws -> Vehicle? {
        let numbers = said.filter { $0.kind == LogbookEntry.vehicle }
        var setup = VehicleSetup()
        for entry in try await ledger.entries(in: Self.book(vehicle: vehicle), numbered: numbers.map(\.entry)) {
            try setup.apply(entry)
        }
        return setup.vehicle
    }
}
