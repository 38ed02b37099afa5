// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// How far the tables of a vehicle are, beside how far its books are.
struct SettledRow: Sendable, Hashable {
    let vehicle: String
    let owner: String
    /// How often the tables were written; 0: never.
    var version: Int64 = 0
    /// How many entries of the vehicle's book, and of its owner's, are in them.
    var applied: Int64 = 0
    var driverApplied: Int64 = 0
    /// When time alone changes something, microseconds since 1970.
    var nextChange: Int64?
    /// How many entries the books have.
    var size: Int64 = 0
    var driverSize: Int64 = 0

    /// Reads the rows of an account's vehicles, or of one vehicle.
    static let query = """
        SELECT v.id AS vehicle, v.owner, s.version, s.applied, s.driver_applied, s.next_change, b.size,
            d.size AS driver_size
        FROM logbook_vehicles v LEFT JOIN logbook_settled s ON s.vehicle = v.id
            LEFT JOIN ledger_book b ON b.id = 'logbook/vehicle/' || v.id
            LEFT JOIN ledger_book d ON d.id = 'logbook/driver/' || v.owner
        """

    init(_ row: SQLRow) throws {
        vehicle = try row.text("vehicle")
        owner = try row.text("owner")
        version = try row.integerOrNil("version") ?? 0
        applied = try row.integerOrNil("applied") ?? 0
        driverApplied = try row.integerOrNil("driver_applied") ?? 0
        nextChange = try row.integerOrNil("next_change")
        size = try row.integerOrNil("size") ?? 0
        driverSize = try row.integerOrNil("driver_size") ?? 0
    }

    /// Whether the tables hold everything that the books say, as of an instant.
    func isFresh(at instant: Int64) -> Bool {
        version > 0 && applied == size && driverApplied == driverSize && nextChange.map { instant < $0 } ?? true
    }
}
