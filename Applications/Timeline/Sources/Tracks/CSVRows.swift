// SPDX-License-Identifier: Apache-2.0

/// Cuts CSV (RFC 4180) into rows: comma, semicolon or tab, whichever the first line has most of; quotes double inside
/// quotes; LF or CRLF.
struct CSVRows {
    static let longestRow = 1 << 20
    private enum State { case plain, quoted, quoteInQuoted }
    private let path: String
    private var state = State.plain
    private var separator: UInt8?
    private var start: [UInt8] = []
    private var field: [UInt8] = []
    private var fields: [String] = []
    private var length = 0
    private var line = 1
    private var rowLine = 1
    private var isFresh = true

    init(path: String) { self.path = path }

    mutating func push(_ piece: ArraySlice<UInt8>, _ body: ([String], Int) throws -> Void) throws {
        for byte in piece {
            guard separator == nil else {
                try take(byte, body)
                continue
            }
            // The first line is kept until its separator is known.
            start.append(byte)
            if byte == 0x0A { try begin(body) }
            guard start.count <= Self.longestRow else { throw tooLong() }
        }
    }

    mutating func finish(_ body: ([String], Int) throws -> Void) throws {
        if separator == nil { try begin(body) }
        guard state != .quoted else {
            throw TimelineError(.invalid, "\(path): line \(rowLine) has a quote that does not end.")
        }
        if !isFresh { try endRow(body) }
    }

    private mutating func begin(_ body: ([String], Int) throws -> Void) throws {
        let kinds: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        let counts = kinds.map { kind in start.count { $0 == kind } }
        let most = counts.max() ?? 0
        separator = kinds[counts.firstIndex(of: most) ?? 0]
        var line = start[...]
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        start = []
        for byte in line { try take(byte, body) }
    }

    private mutating func take(_ byte: UInt8, _ body: ([String], Int) throws -> Void) throws {
        if isFresh { rowLine = line }
        if byte == 0x0A { line += 1 }
        length += 1
        guard length <= Self.longestRow else { throw tooLong() }
        switch (state, byte) {
        case (.quoted, UInt8(ascii: "\"")): state = .quoteInQuoted
        case (.quoted, _): field.append(byte)
        case (.quoteInQuoted, UInt8(ascii: "\"")):
            field.append(byte)
            state = .quoted
        case (_, 0x0A): return try endRow(body)
        case (_, 0x0D): break
        case (_, separator): try endField()
        case (.plain, UInt8(ascii: "\"")) where field.isEmpty: state = .quoted
        case (.quoteInQuoted, _):
            throw TimelineError(.invalid, "\(path): line \(line) has something after a closing quote.")
        default: field.append(byte)
        }
        isFresh = false
    }

    private mutating func endField() throws(TimelineError) {
        guard let text = String(validating: field, as: UTF8.self) else {
            throw TimelineError(.invalid, "\(path): line \(rowLine) is not UTF-8; save the file as UTF-8.")
        }
        fields.append(text)
        field.removeAll(keepingCapacity: true)
        state = .plain
    }

    private mutating func endRow(_ body: ([String], Int) throws -> Void) throws {
        try endField()
        let row = fields
        fields.removeAll(keepingCapacity: true)
        length = 0
        isFresh = true
        if row != [""] { try body(row, rowLine) }
    }

    private func tooLong() -> TimelineError {
        TimelineError(.tooMuch, "\(path): line \(rowLine) is longer than \(Self.longestRow) bytes; it is no table.")
    }
}
