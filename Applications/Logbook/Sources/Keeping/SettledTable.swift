// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// What a table is to hold of a vehicle.
struct SettledTable: Sendable {
    let name: String
    /// The columns besides `vehicle`. The first ``keys`` of them are, with it, the primary key.
    let columns: [String]
    let keys: Int
    /// The column that tells whether a row is other than before; `nil`: all of them do.
    let digest: String?
    let rows: [[SQLValue]]

    /// What ``write(_:on:)`` did, by the rows' first keys.
    struct Change: Sendable, Hashable {
        var written: [String] = []
        var removed: [String] = []
    }

    /// Writes what is other than in the table, and removes what is too much there.
    func write(_ vehicle: String, on connection: any SQLConnection) throws -> Change {
        let compared = digest.map { [$0] } ?? Array(columns[keys...])
        var known: [[SQLValue]: [SQLValue]] = [:]
        try connection.forEach(
            "SELECT \((columns[..<keys] + compared).joined(separator: ", ")) FROM \(name) WHERE vehicle = $1",
            [SQLValue(vehicle)]
        ) { row in known[Array(row.values[..<keys])] = Array(row.values[keys...]) }
        let places = compared.compactMap { columns.firstIndex(of: $0) }
        var change = Change()
        for row in rows {
            guard known.removeValue(forKey: Array(row[..<keys])) != places.map({ row[$0] }) else { continue }
            try connection.execute(upsert, [SQLValue(vehicle)] + row)
            change.written.append(Self.text(row[0]))
        }
        let condition = (0..<keys).map { "\(columns[$0]) = $\($0 + 2)" }.joined(separator: " AND ")
        for key in known.keys {
            try connection.execute(
                "DELETE FROM \(name) WHERE vehicle = $1 AND \(condition)", [SQLValue(vehicle)] + key)
            change.removed.append(Self.text(key[0]))
        }
        return change
    }

    private var upsert: String {
        let places = (1...(columns.count + 1)).map { "$\($0)" }.joined(separator: ", ")
        let updates = columns[keys...].map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO \(name) (vehicle, \(columns.joined(separator: ", "))) VALUES (\(places))
            ON CONFLICT (vehicle, \(columns[..<keys].joined(separator: ", "))) DO UPDATE SET \(updates)
            """
    }

    /// Where the table does not hold this.
    func faults(_ vehicle: String, on connection: any SQLConnection) throws -> [TableFault] {
        func fault(_ row: [SQLValue], _ text: String) -> TableFault {
            TableFault(table: name, row: row[..<keys].map(Self.text).joined(separator: " "), description: text)
        }
        var known: [[SQLValue]: [SQLValue]] = [:]
        try connection.forEach(
            "SELECT \(columns.joined(separator: ", ")) FROM \(name) WHERE vehicle = $1", [SQLValue(vehicle)]
        ) { row in known[Array(row.values[..<keys])] = row.values }
        var faults: [TableFault] = []
        for row in rows {
            guard let held = known.removeValue(forKey: Array(row[..<keys])) else {
                faults.append(fault(row, "It is missing."))
                continue
            }
            for place in columns.indices where held[place] != row[place] {
                faults.append(fault(row, "Its \(columns[place]) is not what the books say."))
            }
        }
        faults += known.keys.map { fault($0, "The books say nothing of it.") }
        return faults.sorted { ($0.row, $0.description) < ($1.row, $1.description) }
    }

    private static func text(_ value: SQLValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): "\(number)"
        default: "\(value)"
        }
    }
}
