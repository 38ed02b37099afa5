// SPDX-License-Identifier: Apache-2.0

/// Splits a table (RFC 4180; LF or CRLF; comma, semicolon or tab between fields) into rows, piece by piece. Which
/// separator it is, the first line tells: the one that it has most of, or Excel's `sep=;`.
struct CSVLines: Sendable {
    struct Row {
        /// Where it begins in the file, from 1.
        let line: Int
        let fields: [String]
    }

    private enum State {
        case beforeField, inField, inQuotes, afterQuote
    }

    static let mostBytes = 1 << 20
    static let mostFields = 256
    private var separator: UInt8?
    /// The first line, until its separator is known.
    private var head: [UInt8] = []
    private var isHeadQuoted = false
    private var state = State.beforeField
    private var field: [UInt8] = []
    private var fields: [[UInt8]] = []
    private var rowBytes = 0
    private var rowLine = 1
    private var line = 1

    /// Takes a piece and gives the rows that are complete.
    mutating func push(
        _ piece: ArraySlice<UInt8>, _ body: (Row) throws(LogbookError) -> Void
    ) throws(LogbookError) {
        for byte in piece {
            guard separator == nil else {
                try add(byte, body)
                continue
            }
            head.append(byte)
            if byte == UInt8(ascii: "\"") { isHeadQuoted.toggle() }
            if byte == 0x0A, !isHeadQuoted { try endHead(body) }
            try check(head.count)
        }
    }

    /// Says that the table ends here, and gives the last row when it has no line end.
    mutating func finish(_ body: (Row) throws(LogbookError) -> Void) throws(LogbookError) {
        if separator == nil { try endHead(body) }
        guard state != .inQuotes else {
            throw LogbookError(
                .invalid, "Line \(rowLine): a quote is not closed; the file is cut or the quote is too many.")
        }
        if rowBytes > 0 { try endRow(body) }
    }

    private func check(_ count: Int) throws(LogbookError) {
        guard count > Self.mostBytes else { return }
        throw LogbookError(
            .tooMuch, "Line \(rowLine): a row has more than \(Self.mostBytes) bytes; a quote is not closed.")
    }

    private mutating func endHead(_ body: (Row) throws(LogbookError) -> Void) throws(LogbookError) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
        let text = head
        head = []
        let hint = text.prefix { $0 != 0x0A && $0 != 0x0D }
        if hint.count == 5, hint.starts(with: "sep=".utf8), let last = hint.last {
            separator = last
            line += 1
            rowLine = line
            return
        }
        let candidates = [UInt8(ascii: ";"), UInt8(ascii: ","), 0x09].map { byte in
            (byte: byte, count: text.reduce(0) { $0 + ($1 == byte ? 1 : 0) })
        }
        separator = candidates.max { $0.count < $1.count }?.byte
        for byte in text { try add(byte, body) }
    }

    private mutating func add(_ byte: UInt8, _ body: (Row) throws(LogbookError) -> Void) throws(LogbookError) {
        if byte == 0x0A { line += 1 }
        rowBytes += 1
        try check(rowBytes)
        switch (state, byte) {
        case (.inQuotes, UInt8(ascii: "\"")): state = .afterQuote
        case (.inQuotes, _): field.append(byte)
        case (.afterQuote, UInt8(ascii: "\"")):
            field.append(byte)
            state = .inQuotes
        case (_, 0x0A):
            if field.last == 0x0D, state == .inField { field.removeLast() }
            try endRow(body)
        case (_, separator): try endField()
        case (.beforeField, UInt8(ascii: "\"")): state = .inQuotes
        case (.afterQuote, 0x0D), (.beforeField, 0x0D): break
        case (.afterQuote, _):
            throw LogbookError(
                .invalid, "Line \(rowLine): something follows after a closing quote; put a separator there.")
        case (_, UInt8(ascii: "\"")):
            throw LogbookError(.invalid, "Line \(rowLine): a quote stands inside a field; put the field in quotes.")
        default:
            field.append(byte)
            state = .inField
        }
    }

    private mutating func endField() throws(LogbookError) {
        guard fields.count < Self.mostFields else {
            throw LogbookError(.tooMuch, "Line \(rowLine): a row has more than \(Self.mostFields) fields.")
        }
        fields.append(field)
        field.removeAll(keepingCapacity: true)
        state = .beforeField
    }

    private mutating func endRow(_ body: (Row) throws(LogbookError) -> Void) throws(LogbookError) {
        try endField()
        var texts: [String] = []
        texts.reserveCapacity(fields.count)
        for field in fields {
            guard let text = String(validating: field, as: UTF8.self) else {
                throw LogbookError(.invalid, "Line \(rowLine): the bytes are not UTF-8; save the file as UTF-8.")
            }
            texts.append(text)
        }
        let row = Row(line: rowLine, fields: texts)
        fields.removeAll(keepingCapacity: true)
        rowBytes = 0
        rowLine = line
        // A line without anything is none.
        if !texts.allSatisfy(\.isEmpty) { try body(row) }
    }
}
