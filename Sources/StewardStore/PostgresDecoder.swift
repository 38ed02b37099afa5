// SPDX-License-Identifier: Apache-2.0
import CPostgres

/// Turns a result's rows into the store's values by the types of its columns.
struct PostgresDecoder {
    let columns: SQLRow.Columns
    private let types: [UInt32]

    /// Reads the column names and types of a result, or of a prepared statement's description.
    init(_ result: OpaquePointer?) {
        let count = PQnfields(result)
        columns = SQLRow.Columns((0..<count).map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
        types = (0..<count).map { PQftype(result, $0) }
    }

    /// Whether every column has a type whose binary format is known here.
    var understandsBinary: Bool {
        let known: Set<UInt32> = [
            PostgresType.bool, PostgresType.bytea, PostgresType.name, PostgresType.int8, PostgresType.int2,
            PostgresType.int4, PostgresType.text, PostgresType.oid, PostgresType.float4, PostgresType.float8,
            PostgresType.varchar,
        ]
        return types.allSatisfy(known.contains)
    }

    /// - Throws: `DatabaseError` with `decoding` when the server's bytes do not have the type's form.
    func row(_ result: OpaquePointer?, _ row: Int32) throws(DatabaseError) -> SQLRow {
        var values: [SQLValue] = []
        values.reserveCapacity(types.count)
        for (index, type) in types.enumerated() {
            let column = Int32(index)
            guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
                values.append(.null)
                continue
            }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
            let value = PQfformat(result, column) == 1 ? Self.binary(bytes, type) : Self.text(bytes, type)
            guard let value else {
                throw DatabaseError(.decoding, "PostgreSQL sent the column \(columns.names[index]) in an unknown form.")
            }
            values.append(value)
        }
        return SQLRow(columns: columns, values: values)
    }

    /// The value of a type's text format.
    static func text(_ bytes: UnsafeRawBufferPointer, _ type: UInt32) -> SQLValue? {
        func string() -> String { String(decoding: bytes, as: UTF8.self) }
        switch type {
        case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.oid:
            return Int64(string()).map(SQLValue.integer)
        case PostgresType.float8, PostgresType.float4: return Double(string()).map(SQLValue.real)
        // Sums of whole numbers have this type.
        case PostgresType.numeric: return Int64(string()).map(SQLValue.integer) ?? Double(string()).map(SQLValue.real)
        case PostgresType.bool: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case PostgresType.bytea: return hexadecimal(bytes).map(SQLValue.bytes)
        default: return .text(string())
        }
    }

    /// The value of a type's binary format; `nil` when the length does not fit.
    static func binary(_ bytes: UnsafeRawBufferPointer, _ type: UInt32) -> SQLValue? {
        switch (type, bytes.count) {
        case (PostgresType.int8, 8): .integer(Int64(bitPattern: bigEndian(bytes)))
        case (PostgresType.int4, 4): .integer(Int64(Int32(truncatingIfNeeded: bigEndian(bytes))))
        case (PostgresType.int2, 2): .integer(Int64(Int16(truncatingIfNeeded: bigEndian(bytes))))
        case (PostgresType.oid, 4): .integer(Int64(bigEndian(bytes)))
        case (PostgresType.float8, 8): .real(Double(bitPattern: bigEndian(bytes)))
        case (PostgresType.float4, 4): .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bigEndian(bytes)))))
        case (PostgresType.bool, 1): .integer(bytes[0] == 0 ? 0 : 1)
        case (PostgresType.bytea, _): .bytes([UInt8](bytes))
        case (PostgresType.text, _), (PostgresType.varchar, _), (PostgresType.name, _):
            .text(String(decoding: bytes, as: UTF8.self))
        default: nil
        }
    }

    private static func bigEndian(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func hexadecimal(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count >= 2, text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x") else { return nil }
        return Hexadecimal.bytes(text.dropFirst(2))
    }
}
