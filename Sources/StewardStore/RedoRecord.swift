// SPDX-License-Identifier: Apache-2.0

/// What one transaction did, so that it can be done again: its statements and their values, in their order.
struct RedoRecord: Equatable {
    struct Statement: Equatable {
        let sql: String
        let rows: [[SQLValue]]
    }
    private(set) var statements: [Statement] = []
    /// Whether doing the statements again is all there was to it.
    private(set) var isWhole = true

    mutating func add(_ sql: String, _ rows: [[SQLValue]]) { statements.append(Statement(sql: sql, rows: rows)) }

    /// Notes that something was changed that is not in the record.
    mutating func omit() { isWhole = false }

    // MARK: Bytes

    /// The record as bytes: for each statement its text and its rows, for each row its values, lists and texts behind
    /// their lengths, numbers with the lowest byte first.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4096)
        for statement in statements {
            Self.append(statement.sql, to: &bytes)
            Self.append(UInt32(statement.rows.count), to: &bytes)
            for row in statement.rows {
                Self.append(UInt32(row.count), to: &bytes)
                for value in row { Self.append(value, to: &bytes) }
            }
        }
        return bytes
    }

    private enum Tag: UInt8 { case null, integer, real, text, bytes }

    private static func append(_ value: SQLValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(Tag.null.rawValue)
        case .integer(let number):
            bytes.append(Tag.integer.rawValue)
            append(UInt64(bitPattern: number), to: &bytes)
        case .real(let number):
            bytes.append(Tag.real.rawValue)
            append(number.bitPattern, to: &bytes)
        case .text(let text):
            bytes.append(Tag.text.rawValue)
            append(text, to: &bytes)
        case .bytes(let content):
            bytes.append(Tag.bytes.rawValue)
            append(UInt32(content.count), to: &bytes)
            bytes.append(contentsOf: content)
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(UInt32(text.utf8.count), to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }

    static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    init() {}

    /// Reads a record; `nil` when the bytes are none.
    init?(_ bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(rest: bytes)
        while !reader.rest.isEmpty {
            guard let sql = reader.text(), let count = reader.number(UInt32.self) else { return nil }
            var rows: [[SQLValue]] = []
            for _ in 0..<count {
                guard let row = reader.row() else { return nil }
                rows.append(row)
            }
            add(sql, rows)
        }
    }

    private struct ByteReader {
        var rest: ArraySlice<UInt8>

        mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
            guard let bytes = take(MemoryLayout<Number>.size) else { return nil }
            return bytes.reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
        }

        mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
            guard count <= rest.count else { return nil }
            defer { rest.removeFirst(count) }
            return rest.prefix(count)
        }

        mutating func text() -> String? {
            guard let count = number(UInt32.self), let bytes = take(Int(count)) else { return nil }
            return String(validating: bytes, as: UTF8.self)
        }

        mutating func row() -> [SQLValue]? {
            guard let count = number(UInt32.self), count <= rest.count else { return nil }
            var row: [SQLValue] = []
            for _ in 0..<count {
                guard let value = value() else { return nil }
                row.append(value)
            }
            return row
        }

        private mutating func value() -> SQLValue? {
            guard let tag = take(1)?.first.flatMap(Tag.init) else { return nil }
            switch tag {
            case .null: return .null
            case .integer: return number(UInt64.self).map { .integer(Int64(bitPattern: $0)) }
            case .real: return number(UInt64.self).map { .real(Double(bitPattern: $0)) }
            case .text: return text().map { .text($0) }
            case .bytes: return number(UInt32.self).flatMap { take(Int($0)) }.map { .bytes(Array($0)) }
            }
        }
    }
}
