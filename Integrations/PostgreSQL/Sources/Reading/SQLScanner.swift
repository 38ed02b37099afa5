// SPDX-License-Identifier: Apache-2.0
/// Splits SQL, as psql reads it, into statements, comments and psql's own commands, over any chunk borders.
///
/// What stands in quotes is only passed over, so that text that looks like SQL is taken for what it is. Lexical rules:
/// PostgreSQL documentation, 4.1 "Lexical Structure".
struct SQLScanner {
    /// Something that has ended.
    enum Event: Equatable {
        /// A statement, without its semicolon and cut to a bound; and how many groups of parentheses it has side by
        /// side.
        case statement([UInt8], groups: Int)
        /// A comment outside of statements, without its dashes.
        case comment([UInt8])
        /// A command of psql's own, with its backslash.
        case command([UInt8])
    }

    enum State: Equatable {
        case text
        case dash, slash
        case string(escapes: Bool), stringBackslash, stringEnd(escapes: Bool)
        case name
        case tag
        /// In a dollar-quoted text; so many bytes of its end were seen after a dollar sign, -1 for none.
        case dollar(Int)
        case comment, command
        case block(depth: Int, last: UInt8)
    }

    /// More of a statement than this is not kept.
    static let longestStatement = 1 << 20
    /// More of a statement with data in it than this is not kept.
    static let longestInsert = 4096

    var state = State.text
    /// The statement so far.
    var head: [UInt8] = []
    /// The comment or command so far.
    var line: [UInt8] = []
    var tag: [UInt8] = []
    /// The last two bytes of the text outside quotes.
    var last: UInt8 = 0
    var lastButOne: UInt8 = 0
    var depth = 0
    var groups = 0
    /// Whether a backslash escapes in every string, as before PostgreSQL 9.1.
    var backslashEscapes = false

    /// Whether nothing has begun that has not ended.
    var isBetween: Bool { state == .text && head.isEmpty }

    /// Reads on from `offset`, to the next event or to the end of these bytes; then there is none.
    mutating func next(_ bytes: UnsafeRawBufferPointer, from offset: inout Int) -> Event? {
        while offset < bytes.count {
            let part = UnsafeRawBufferPointer(rebasing: bytes[offset...])
            let (used, event) = step(part)
            offset += used
            if let event { return event }
        }
        return nil
    }

    private mutating func step(_ part: UnsafeRawBufferPointer) -> (Int, Event?) {
        switch state {
        case .text: return text(part)
        case .dash: return (afterDash(part[0]), nil)
        case .slash: return (afterSlash(part[0]), nil)
        case .string(let escapes): return (string(part, escapes), nil)
        case .stringBackslash:
            state = .string(escapes: true)
            keep(part, 1)
            return (1, nil)
        case .stringEnd(let escapes): return (afterString(part[0], escapes), nil)
        case .name: return (name(part), nil)
        case .tag: return (inTag(part[0]), nil)
        case .dollar(let matched): return (dollar(part, matched), nil)
        case .comment, .command: return restOfLine(part)
        case .block(let depth, let last):
            block(part[0], depth, last)
            return (1, nil)
        }
    }

    /// Keeps the first bytes of `part` as a piece of the statement.
    mutating func keep(_ part: UnsafeRawBufferPointer, _ count: Int) {
        let room = (head.first == UInt8(ascii: "I") ? Self.longestInsert : Self.longestStatement) - head.count
        guard room > 0, count > 0 else { return }
        head.append(contentsOf: UnsafeRawBufferPointer(rebasing: part[..<min(count, room)]))
    }

    mutating func remember(_ byte: UInt8) {
        lastButOne = last
        last = byte
    }
}

extension SQLScanner {
    /// The bytes that mean something outside quotes: `" $ ' ( ) - / ; \`.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        let low: UInt64 =
            1 << 0x22 | 1 << 0x24 | 1 << 0x27 | 1 << 0x28 | 1 << 0x29 | 1 << 0x2D | 1 << 0x2F | 1 << 0x3B
        return byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte == 0x5C
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...0xFF: true
        default: false
        }
    }

    private mutating func text(_ part: UnsafeRawBufferPointer) -> (Int, Event?) {
        var index = 0
        if head.isEmpty { while index < part.count, Self.isSpace(part[index]) { index += 1 } }
        let begin = index
        while index < part.count, !Self.isSpecial(part[index]) { index += 1 }
        if index > begin {
            keep(UnsafeRawBufferPointer(rebasing: part[begin...]), index - begin)
            if index - begin > 1 { remember(part[index - 2]) }
            remember(part[index - 1])
        }
        guard index < part.count else { return (index, nil) }
        return (index + 1, special(part[index]))
    }

    private mutating func special(_ byte: UInt8) -> Event? {
        switch byte {
        case 0x2D: state = .dash
        case 0x2F: state = .slash
        case 0x5C:
            state = .command
            line = [byte]
        case 0x3B:
            if endsHere { return end() }
            add(byte)
        case 0x24 where !Self.isOfName(last):
            state = .tag
            tag = []
            add(byte)
        default:
            if byte == 0x27 { state = .string(escapes: backslashEscapes || isEscapePrefix) }
            if byte == 0x22 { state = .name }
            if byte == 0x28 {
                if depth == 0 { groups += 1 }
                depth += 1
            }
            if byte == 0x29 { depth = max(0, depth - 1) }
            add(byte)
        }
        return nil
    }

    private var isEscapePrefix: Bool { (last == 0x45 || last == 0x65) && !Self.isOfName(lastButOne) }

    mutating func add(_ byte: UInt8) {
        if head.count < (head.first == UInt8(ascii: "I") ? Self.longestInsert : Self.longestStatement) {
            head.append(byte)
        }
        remember(byte)
    }

    /// Whether a semicolon here ends the statement; not in parentheses, and not in a function's body of statements.
    private var endsHere: Bool {
        guard depth == 0 else { return false }
        guard head.starts(with: Array("CREATE ".utf8)), head.hasRun("BEGIN ATOMIC") else { return true }
        return head.suffix(4).elementsEqual("\nEND".utf8)
    }

    private mutating func end() -> Event? {
        defer {
            head.removeAll(keepingCapacity: head.count <= Self.longestInsert)
            (depth, groups, last, lastButOne) = (0, 0, 0, 0)
        }
        return .statement(head, groups: groups)
    }
}

extension [UInt8] {
    /// Whether this text is somewhere in it.
    func hasRun(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return true }
        return withUnsafeBytes { bytes in
            var offset = 0
            while offset + wanted.count <= bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
                guard let found = SQLScanner.distance(to: first, in: rest) else { return false }
                if rest[found...].starts(with: wanted) { return true }
                offset += found + 1
            }
            return false
        }
    }
}
