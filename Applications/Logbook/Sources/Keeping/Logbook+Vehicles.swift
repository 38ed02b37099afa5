// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore

extension Logbook {
    /// How many vehicles an account may have in its lists.
    package static let mostVehicles = 200

    /// The vehicles of an account, in the order in which they were added; those taken out of the lists only when asked.
    /// - Throws: `DatabaseError`.
    package func vehicles(of account: String, alsoRemoved: Bool = false) async throws -> [VehicleRecord] {
        try await database.read { connection in
            try connection.query(
                "SELECT * FROM logbook_vehicles WHERE owner = $1 ORDER BY made_at, id", [SQLValue(account)]
            ).map(VehicleRecord.init).filter { alsoRemoved || $0.removed == nil }
        }
    }

    /// The vehicles that an account may see as an employer does.
    /// - Throws: `DatabaseError`.
    package func employersVehicles(of account: String) async throws -> [VehicleRecord] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT v.* FROM logbook_employers e JOIN logbook_vehicles v ON v.id = e.vehicle
                WHERE e.account = $1 ORDER BY v.made_at, v.id
                """, [SQLValue(account)]
            ).map(VehicleRecord.init)
        }
    }

    /// One vehicle of this account.
    /// - Throws: `LogbookError` with `notFound`, also for another's; `DatabaseError`.
    package func vehicle(_ id: String, account: String) async throws -> VehicleRecord {
        try await database.read { connection in
            try VehicleRecord(try Self.vehicleRow(id, of: account, on: connection))
        }
    }

    /// Adds a vehicle. It gets an id of its own, whatever the given one says; an account's first vehicle is its usual
    /// one.
    /// - Throws: `LogbookError` with `invalid`, `tooMuch`; the ledger's errors.
    @discardableResult
    package func addVehicle(_ vehicle: Vehicle, account: String, actor: String) async throws -> VehicleRecord {
        let present = try await vehicles(of: account)
        guard present.count < Self.mostVehicles else {
            throw LogbookError(
                .tooMuch,
                "You have \(present.count) vehicles, and more are not kept; take out one that you no longer use."
            )
        }
        var vehicle = vehicle
        vehicle.id = Self.newVehicleID()
        vehicle.owner = account
        vehicle.isUsual = vehicle.isUsual || present.isEmpty
        try vehicle.validate()
        try await record(vehicle, after: nil, actor: actor)
        if vehicle.isUsual { try await makeOthersUnusual(than: vehicle.id, among: present, actor: actor) }
        return try await self.vehicle(vehicle.id, account: account)
    }

    /// Changes a vehicle's record.
    /// - Parameter entry: the entry that the change was made from; `nil` takes whatever is there.
    /// - Throws: `LogbookError` with `notFound`, `invalid`, or `conflict` when somebody was sooner; the ledger's
    ///   errors.
    @discardableResult
    package func changeVehicle(
        _ id: String, account: String, actor: String, from entry: Int64? = nil,
        _ change: (inout Vehicle) throws -> Void
    ) async throws -> VehicleRecord {
        let known = try await vehicle(id, account: account)
        guard entry.map({ $0 == known.entry }) ?? true else { throw Self.wasChanged("The vehicle") }
        var vehicle = known.vehicle
        try change(&vehicle)
        vehicle.id = id
        vehicle.owner = account
        try vehicle.validate()
        guard vehicle != known.vehicle else { return known }
        try await record(vehicle, after: known.entry, actor: actor)
        if vehicle.isUsual, !known.vehicle.isUsual {
            try await makeOthersUnusual(than: id, among: try await vehicles(of: account), actor: actor)
        }
        return try await self.vehicle(id, account: account)
    }

    /// Takes a vehicle out of the lists: nothing more can be reported about it. Its book and its trips stay.
    /// - Throws: `LogbookError` with `notFound`; with `conflict` when it is the only one.
    package func removeVehicle(_ id: String, account: String, actor: String) async throws {
        let present = try await vehicles(of: account)
        guard let removed = present.first(where: { $0.vehicle.id == id }) else {
            throw LogbookError(.notFound, "There is no vehicle “\(id)” of yours.")
        }
        guard present.count > 1 else {
            throw LogbookError(.conflict, "This is your only vehicle; add another before you take it out.")
        }
        let entry = try await append(
            EntryDraft(kind: LogbookEntry.vehicleRemoved, actor: actor, payload: [:], idempotencyKey: "removed"), id)
        try await changeSetup { connection in
            _ = try connection.execute(
                "UPDATE logbook_vehicles SET removed_at = COALESCE(removed_at, $2) WHERE id = $1",
                [SQLValue(id), .integer(entry.time.microseconds)])
        }
        if removed.vehicle.isUsual, let next = present.first(where: { $0.vehicle.id != id }) {
            try await changeVehicle(next.vehicle.id, account: account, actor: actor) { $0.isUsual = true }
        }
    }

    /// Records a vehicle in its book and in the index.
    private func record(_ vehicle: Vehicle, after entry: Int64?, actor: String) async throws {
        let draft = EntryDraft(
            kind: LogbookEntry.vehicle, actor: actor, payload: vehicle.json,
            idempotencyKey: "vehicle after \(entry ?? -1)")
        let written = try await append(draft, vehicle.id)
        guard written.payload == draft.payload.canonical else { throw Self.wasChanged("The vehicle") }
        try await changeSetup { connection in
            try VehicleRecord.write(
                vehicle, entry: written.sequence, at: written.time.microseconds, on: connection)
        }
    }

    private func makeOthersUnusual(than id: String, among vehicles: [VehicleRecord], actor: String) async throws {
        for other in vehicles where other.vehicle.isUsual && other.vehicle.id != id {
            try await changeVehicle(other.vehicle.id, account: other.vehicle.owner, actor: actor) {
                $0.isUsual = false
            }
        }
    }

    /// Appends to a vehicle's book, and tells the state in memory.
    @discardableResult
    func append(_ draft: EntryDraft, _ vehicle: String) async throws -> Entry {
        let entry = try await ledger.append(draft, to: Self.book(vehicle: vehicle))
        live[vehicle]?.take(nil, at: entry.sequence)
        return entry
    }

    static func wasChanged(_ subject: String) -> LogbookError {
        LogbookError(.conflict, "\(subject) was changed meanwhile; look at it again and repeat.")
    }

    static func vehicleRow(_ id: String, of account: String, on connection: any SQLConnection) throws -> SQLRow {
        guard
            let row = try connection.first(
                "SELECT * FROM logbook_vehicles WHERE id = $1 AND owner = $2", [SQLValue(id), SQLValue(account)])
        else { throw LogbookError(.notFound, "There is no vehicle “\(id)” of yours.") }
        return row
    }

    private static func newVehicleID() -> String {
        var generator = SystemRandomNumberGenerator()
        let signs = Array("23456789abcdefghjkmnpqrstuvwxyz".utf8)
        return String(
            decoding: (0..<10).map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] }, as: UTF8.self)
    }
}
