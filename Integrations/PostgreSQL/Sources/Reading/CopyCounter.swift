// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Counts the rows of COPY's text format up to the line `\.` that ends them, over any chunk borders.
///
/// A row is a line: COPY writes a line break inside a value as `\n`. Source: PostgreSQL documentation, COPY, "Text
/// Format".
struct CopyCounter {
    /// The rows so far.
    private(set) var rows: Int64 = 0
    /// How many bytes of the ending line were seen at the start of this line; -1 inside a row.
    private var matched = 0

    /// Reads on from `offset`; gives whether the end was found, with `offset` behind it.
    mutating func take(_ bytes: UnsafeRawBufferPointer, from offset: inout Int) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        while offset < bytes.count {
            if matched < 0 {
                skipBlocks(base, &offset, bytes.count)
                if matched == 0 { continue }
                guard let found = memchr(base + offset, 0x0A, bytes.count - offset) else {
                    offset = bytes.count
                    return false
                }
                offset = UnsafeRawPointer(found) - base + 1
                rows &+= 1
                matched = 0
                continue
            }
            if match(bytes[offset]) {
                offset += 1
                return true
            }
            if matched >= 0 { offset += 1 }
        }
        return false
    }

    /// Inside a row: passes over whole blocks in which no line begins with a backslash.
    private mutating func skipBlocks(_ base: UnsafeRawPointer, _ offset: inout Int, _ count: Int) {
        var at = base + offset
        // One byte more than a block is looked at.
        var left = (count - offset - 1) / 32
        var found: UInt64 = 0
        while left > 0 {
            var breaks: UInt64 = 0
            var backslashes: UInt64 = 0
            for word in stride(from: 0, to: 32, by: 8) {
                let lines = LineBreaks.marks((at + word).loadUnaligned(as: UInt64.self), LineBreaks.pattern)
                breaks &+= lines &>> 7
                let after = (at + word + 1).loadUnaligned(as: UInt64.self)
                backslashes |= lines & LineBreaks.marks(after, 0x5C5C_5C5C_5C5C_5C5C)
            }
            if backslashes != 0 { break }
            found &+= LineBreaks.sum(breaks)
            at += 32
            left -= 1
        }
        guard at > base + offset else { return }
        rows &+= Int64(found)
        offset = at - base
        if (at - 1).load(as: UInt8.self) == 0x0A { matched = 0 }
    }

    /// At the start of a line: one byte more. Gives whether it ended the data; a byte that does not fit is not used up,
    /// and `matched` is negative then.
    private mutating func match(_ byte: UInt8) -> Bool {
        switch (matched, byte) {
        case (0, 0x5C): matched = 1
        case (1, 0x2E): matched = 2
        case (2, 0x0D): matched = 3
        case (2, 0x0A), (3, 0x0A): return true
        default: matched = -1
        }
        return false
    }
}
