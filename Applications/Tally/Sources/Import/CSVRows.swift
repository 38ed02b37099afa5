// SPDX-License-Identifier: Apache-2.0

/// Splits CSV (RFC 4180; CRLF or LF) into rows, piece by piece.
struct CSVRows {
    /// One row: fields as ranges of `bytes`.
    struct Row {
        let bytes: UnsafeRawBufferPointer
        let fields: [Field]
        /// Where it begins in the file, from 1.
        let line: Int

        /// The text of a field; `nil` when it is not UTF-8.
        func text(_ index: Int) -> String? {
            let field = fields[index]
            let slice = UnsafeRawBufferPointer(rebasing: bytes[field.range])
            guard let text = String(validating: slice, as: UTF8.self) else { return nil }
            return field.hasQuotes ? text.replacing("\"\"", with: "\"") : text
        }
        func bytes(_ index: Int) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(rebasing: bytes[fields[index].range])
        }
    }
    struct Field {
        var range: Range<Int>
        /// Whether it has doubled quotes inside.
        var hasQuotes = false
    }
    /// What breaks the format, with its line.
    struct Fault: Error {
        var line: Int
        var problem: String
    }

    private let maximum: Int
    private var buffer: [UInt8] = []
    /// How much of `buffer` was looked at, and whether that ended inside quotes.
    private var scanned = 0
    private var isQuoted = false
    private var line = 1

    init(maximumRowBytes: Int) { maximum = maximumRowBytes }

    /// Takes a piece and gives the rows that are complete. A row's bytes hold only during the call.
    mutating func push(_ piece: UnsafeRawBufferPointer, _ body: (Row) throws -> Void) throws {
        buffer.append(contentsOf: piece)
        var start = 0
        var at = scanned
        try buffer.withUnsafeBytes { bytes in
            while at < bytes.count {
                let byte = bytes[at]
                at += 1
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                guard byte == UInt8(ascii: "\n"), !isQuoted else { continue }
                try give(UnsafeRawBufferPointer(rebasing: bytes[start..<at - 1]), body)
                start = at
            }
        }
        buffer.removeSubrange(..<start)
        scanned = buffer.count
        guard buffer.count <= maximum else {
            throw Fault(line: line, problem: "A row has more than \(maximum) bytes; perhaps a quote is not closed")
        }
    }

    /// Gives the last row, when it has no line end.
    mutating func finish(_ body: (Row) throws -> Void) throws {
        guard !isQuoted else { throw Fault(line: line, problem: "A quote is not closed; close it") }
        guard !buffer.isEmpty else { return }
        let last = buffer
        buffer = []
        try last.withUnsafeBytes { try give($0, body) }
    }

    private mutating func give(_ row: UnsafeRawBufferPointer, _ body: (Row) throws -> Void) throws {
        var bytes = row
        if bytes.last == UInt8(ascii: "\r") { bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast()) }
        if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(3))
        }
        let first = line
        for byte in row where byte == UInt8(ascii: "\n") { line += 1 }
        line += 1
        if !bytes.isEmpty { try body(Row(bytes: bytes, fields: try fields(of: bytes, line: first), line: first)) }
    }

    private func fields(of bytes: UnsafeRawBufferPointer, line: Int) throws -> [Field] {
        var fields: [Field] = []
        fields.reserveCapacity(8)
        var at = 0
        while true {
            var field = Field(range: at..<at)
            if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
                at += 1
                let start = at
                while true {
                    guard at < bytes.count else { throw Fault(line: line, problem: "A quote is not closed; close it") }
                    if bytes[at] == UInt8(ascii: "\"") {
                        guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else { break }
                        field.hasQuotes = true
                        at += 1
                    }
                    at += 1
                }
                field.range = start..<at
                at += 1
            } else {
                let start = at
                while at < bytes.count, bytes[at] != UInt8(ascii: ",") {
                    guard bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\r") else {
                        throw Fault(
                            line: line, problem: "A quote or a line end stands inside a field; put it in quotes")
                    }
                    at += 1
                }
                field.range = start..<at
            }
            fields.append(field)
            guard at < bytes.count else { return fields }
            guard bytes[at] == UInt8(ascii: ",") else {
                throw Fault(line: line, problem: "Something follows after a closing quote; put a comma there")
            }
            at += 1
        }
    }
}
