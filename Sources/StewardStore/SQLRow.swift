// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// One row of a result, read by column name.
package struct SQLRow: Sendable {
    /// The names and where they stand; shared by all rows of a result.
    package let columns: Columns
    package let values: [SQLValue]

    package init(columns: Columns, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// Column names of a result.
    package final class Columns: Sendable {
        package let names: [String]
        let places: [String: Int]

        package init(_ names: [String]) {
            self.names = names
            places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The value of a column.
    /// - Throws: `DatabaseError` with the columns there are, when this one is not among them.
    package func value(_ column: String) throws -> SQLValue {
        guard let place = columns.places[column] else {
            let known = columns.names.joined(separator: ", ")
            throw DatabaseError(.decoding, "The result has no column \(column); it has \(known).")
        }
        return values[place]
    }
    /// A whole number.
    package func integer(_ column: String) throws -> Int64 {
        if case .integer(let value) = try value(column) { return value }
        throw mismatch(column, "a whole number")
    }
    /// A whole number or null.
    package func integerOrNil(_ column: String) throws -> Int64? {
        if case .null = try value(column) { return nil }
        return try integer(column)
    }
    /// A number.
    package func real(_ column: String) throws -> Double {
        switch try value(column) {
        case .real(let value): return value
        case .integer(let value): return Double(value)
        default: throw mismatch(column, "a number")
        }
    }
    /// Text.
    package func text(_ column: String) throws -> String {
        if case .text(let value) = try value(column) { return value }
        throw mismatch(column, "text")
    }
    /// Text or null.
    package func textOrNil(_ column: String) throws -> String? {
        if case .null = try value(column) { return nil }
        return try text(column)
    }
    /// Bytes.
    package func bytes(_ column: String) throws -> [UInt8] {
        if case .bytes(let value) = try value(column) { return value }
        throw mismatch(column, "bytes")
    }
    /// An instant kept as microseconds since 1970.
    package func date(_ column: String) throws -> Date { Date(microseconds: try integer(column)) }
    /// An instant or null.
    package func dateOrNil(_ column: String) throws -> Date? {
        try integerOrNil(column).map { Date(microseconds: $0) }
    }
    /// 0 or 1.
    package func bool(_ column: String) throws -> Bool { try integer(column) != 0 }

    private func mismatch(_ column: String, _ wanted: String) -> DatabaseError {
        DatabaseError(.decoding, "Column \(column) does not hold \(wanted).")
    }
}
