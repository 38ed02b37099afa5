// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore

/// What the tables of vehicles and of those who may look as employers are to hold of one vehicle: its book says it.
struct IndexedVehicle: Sendable {
    let vehicle: Vehicle
    /// The entry of its book that holds the record in force.
    let entry: Int64
    /// When it was added, and taken out of the lists, microseconds since 1970.
    let added: Int64
    let removed: Int64?

    private static let table = "logbook_vehicles"

    /// Where the tables do not hold this.
    func faults(on connection: any SQLConnection) throws -> [TableFault] {
        try rowFaults(on: connection) + employers.faults(vehicle.id, on: connection)
    }

    private func rowFaults(on connection: any SQLConnection) throws -> [TableFault] {
        func fault(_ text: String) -> TableFault { TableFault(table: Self.table, row: vehicle.id, description: text) }
        let row = try connection.first("SELECT * FROM \(Self.table) WHERE id = $1", [SQLValue(vehicle.id)])
        guard let row else { return [fault("It is missing.")] }
        var wrong: [String] = []
        for (column, value) in [
            ("owner", vehicle.owner), ("name", vehicle.name), ("plate", vehicle.plate), ("vin", vehicle.vin),
            ("bluetooth", vehicle.bluetooth),
        ] where try row.text(column) != value { wrong.append(column) }
        if try row.bool("is_usual") != vehicle.isUsual { wrong.append("is_usual") }
        let record = try? Vehicle(json: JSON(parsing: Array(try row.text("record").utf8)))
        if record != vehicle { wrong.append("record") }
        if try row.integer("applied") != entry { wrong.append("applied") }
        if try row.integer("made_at") != added { wrong.append("made_at") }
        if try row.integerOrNil("removed_at") != removed { wrong.append("removed_at") }
        return wrong.map { fault("Its \($0) is not what the books say.") }
    }

    private var employers: SettledTable {
        SettledTable(
            name: "logbook_employers", columns: ["account"], keys: 1, digest: nil,
            rows: Set(vehicle.employers).sorted().map { [SQLValue($0)] })
    }

    /// Makes both tables hold this and nothing else of the vehicle.
    func write(on connection: any SQLConnection) throws {
        for (table, column) in [(Self.table, "id"), ("logbook_employers", "vehicle")] {
            try connection.execute("DELETE FROM \(table) WHERE \(column) = $1", [SQLValue(vehicle.id)])
        }
        try VehicleRecord.write(vehicle, entry: entry, at: added, on: connection)
        guard let removed else { return }
        try connection.execute(
            "UPDATE \(Self.table) SET removed_at = $2 WHERE id = $1", [SQLValue(vehicle.id), .integer(removed)])
    }
}

extension Logbook {
    /// What the book of a vehicle says about the vehicle; `nil` when there is no such book, or it says nothing.
    /// - Parameter known: its entries that are no arrivals, where they were read already.
    func indexed(_ vehicle: String, knowing known: [SaidEntry]? = nil) async throws -> IndexedVehicle? {
        let book = Self.book(vehicle: vehicle)
        let kinds: Set<String> = [LogbookEntry.vehicle, LogbookEntry.vehicleRemoved]
        var said = known ?? []
        if known == nil { said = try await self.said(of: vehicle, from: 0, until: try await ledger.size(of: book)) }
        var setup = VehicleSetup()
        var removed: Int64?
        for entry in try await ledger.entries(in: book, numbered: said.filter { kinds.contains($0.kind) }.map(\.entry))
        {
            try setup.apply(entry)
            if entry.kind == LogbookEntry.vehicleRemoved { removed = removed ?? entry.time.microseconds }
        }
        guard let first = setup.versions.first, let last = setup.versions.last else { return nil }
        return IndexedVehicle(vehicle: last.vehicle, entry: last.entry, added: first.instant, removed: removed)
    }

    /// Where the tables do not hold what the book of a vehicle says about the vehicle. They are written after the book,
    /// so what may be on its way is looked at again.
    func indexFaults(of vehicle: String) async throws -> [TableFault] {
        var faults: [TableFault] = []
        for _ in 0..<Self.indexAttempts {
            guard let indexed = try await indexed(vehicle) else { return [] }
            faults = try await database.read { try indexed.faults(on: $0) }
            if faults.isEmpty { return [] }
        }
        return faults
    }

    private static let indexAttempts = 3

    /// Makes the tables hold what the book of a vehicle says about the vehicle, where they do not: then it is in its
    /// owner's lists again, and only those see it whom the book names.
    /// - Parameter account: whose the vehicle must be by its book.
    /// - Throws: `LogbookError` with `damaged`; the ledger's errors.
    package func restoreIndex(of vehicle: String, account: String) async throws {
        guard try await indexed(vehicle)?.vehicle.owner == account else { return }
        try await restoreIndex(of: vehicle)
    }

    /// - Parameter known: the entries of its book that are no arrivals, where they were read already.
    func restoreIndex(of vehicle: String, knowing known: [SaidEntry]? = nil) async throws {
        var known = known
        // Somebody may change the vehicle meanwhile: its book is written first, so what was written then is found.
        for _ in 0..<Self.indexAttempts {
            guard let indexed = try await indexed(vehicle, knowing: known),
                try await !database.read({ try indexed.faults(on: $0) }).isEmpty
            else { return }
            known = nil
            try await changeSetup { try indexed.write(on: $0) }
        }
    }
}
