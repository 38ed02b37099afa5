// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore

/// A vehicle as the index holds it.
package struct VehicleRecord: Sendable, Hashable {
    package let vehicle: Vehicle
    /// The entry of its book that holds this record; to be named when it is changed, so that no change is lost.
    package let entry: Int64
    /// When it was added, microseconds since 1970.
    package let added: Int64
    /// When it was taken out of the lists; `nil` while it is in them.
    package let removed: Int64?

    init(_ row: SQLRow) throws {
        vehicle = try Vehicle(json: JSON(parsing: Array(try row.text("record").utf8)))
        entry = try row.integer("applied")
        added = try row.integer("made_at")
        removed = try row.integerOrNil("removed_at")
    }

    /// Writes a record into the index, unless a newer one is there.
    static func write(_ vehicle: Vehicle, entry: Int64, at instant: Int64, on connection: any SQLConnection) throws {
        let record = String(decoding: try vehicle.json.canonicalBytes(), as: UTF8.self)
        let count = try connection.execute(
            """
            INSERT INTO logbook_vehicles (id, owner, name, plate, vin, bluetooth, is_usual, record, applied, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, plate = excluded.plate, vin = excluded.vin,
                bluetooth = excluded.bluetooth, is_usual = excluded.is_usual, record = excluded.record,
                applied = excluded.applied
            WHERE logbook_vehicles.applied < excluded.applied
            """,
            [
                SQLValue(vehicle.id), SQLValue(vehicle.owner), SQLValue(vehicle.name), SQLValue(vehicle.plate),
                SQLValue(vehicle.vin), SQLValue(vehicle.bluetooth), SQLValue(vehicle.isUsual), SQLValue(record),
                .integer(entry), .integer(instant),
            ])
        guard count == 1 else { return }
        try connection.execute("DELETE FROM logbook_employers WHERE vehicle = $1", [SQLValue(vehicle.id)])
        for employer in Set(vehicle.employers).sorted() {
            try connection.execute(
                "INSERT INTO logbook_employers (account, vehicle) VALUES ($1, $2)",
                [SQLValue(employer), SQLValue(vehicle.id)])
        }
    }
}
