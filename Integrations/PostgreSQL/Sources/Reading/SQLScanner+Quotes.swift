// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension SQLScanner {
    /// Gives how many bytes were used: none when the byte belongs to what follows.
    mutating func afterDash(_ byte: UInt8) -> Int {
        if byte == 0x2D {
            state = .comment
            line = []
            return 1
        }
        state = .text
        add(0x2D)
        return 0
    }

    mutating func afterSlash(_ byte: UInt8) -> Int {
        if byte == 0x2A {
            state = .block(depth: 1, last: 0)
            return 1
        }
        state = .text
        add(0x2F)
        return 0
    }

    mutating func string(_ part: UnsafeRawBufferPointer, _ escapes: Bool) -> Int {
        var index = Self.distance(to: 0x27, in: part) ?? part.count
        if escapes, let backslash = Self.distance(to: 0x5C, in: UnsafeRawBufferPointer(rebasing: part[..<index])) {
            index = backslash
            state = .stringBackslash
        } else if index < part.count {
            state = .stringEnd(escapes: escapes)
        }
        let used = min(index + 1, part.count)
        keep(part, used)
        return used
    }

    mutating func afterString(_ byte: UInt8, _ escapes: Bool) -> Int {
        if byte == 0x27 {
            state = .string(escapes: escapes)
            add(byte)
            return 1
        }
        state = .text
        remember(0x27)
        return 0
    }

    mutating func name(_ part: UnsafeRawBufferPointer) -> Int {
        let found = Self.distance(to: 0x22, in: part)
        let used = found.map { $0 + 1 } ?? part.count
        if found != nil {
            state = .text
            remember(0x22)
        }
        keep(part, used)
        return used
    }

    mutating func inTag(_ byte: UInt8) -> Int {
        if byte == 0x24 {
            state = .dollar(-1)
            add(byte)
            return 1
        }
        let isDigit = (0x30...0x39).contains(byte)
        guard Self.isOfName(byte), !(tag.isEmpty && isDigit), tag.count < 128 else {
            state = .text
            return 0
        }
        tag.append(byte)
        add(byte)
        return 1
    }

    mutating func dollar(_ part: UnsafeRawBufferPointer, _ matched: Int) -> Int {
        if matched < 0 {
            let found = Self.distance(to: 0x24, in: part)
            if found != nil { state = .dollar(0) }
            let used = found.map { $0 + 1 } ?? part.count
            keep(part, used)
            return used
        }
        let byte = part[0]
        if matched == tag.count, byte == 0x24 {
            state = .text
        } else if matched < tag.count, byte == tag[matched] {
            state = .dollar(matched + 1)
        } else {
            state = .dollar(byte == 0x24 ? 0 : -1)
        }
        add(byte)
        return 1
    }

    mutating func restOfLine(_ part: UnsafeRawBufferPointer) -> (Int, Event?) {
        let found = Self.distance(to: 0x0A, in: part)
        let room = max(0, Self.longestInsert - line.count)
        line.append(contentsOf: part.prefix(min(found ?? part.count, room)))
        guard let found else { return (part.count, nil) }
        if line.last == 0x0D { line.removeLast() }
        let isCommand = state == .command
        state = .text
        remember(0x0A)
        if isCommand { return (found + 1, .command(line)) }
        return (found + 1, head.isEmpty ? .comment(line) : nil)
    }

    mutating func block(_ byte: UInt8, _ depth: Int, _ last: UInt8) {
        switch (last, byte) {
        case (0x2A, 0x2F): state = depth == 1 ? .text : .block(depth: depth - 1, last: 0)
        case (0x2F, 0x2A): state = .block(depth: depth + 1, last: 0)
        default: state = .block(depth: depth, last: byte)
        }
    }

    /// How far it is to the first such byte.
    static func distance(to byte: UInt8, in part: UnsafeRawBufferPointer) -> Int? {
        guard let base = part.baseAddress, let found = memchr(base, Int32(byte), part.count) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
