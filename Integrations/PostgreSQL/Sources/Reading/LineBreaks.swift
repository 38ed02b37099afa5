// SPDX-License-Identifier: Apache-2.0

/// Counts line breaks eight bytes at a time.
enum LineBreaks {
    /// The high bit of each byte of a word that equals `byte`, repeated in all of `pattern`.
    static func marks(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let differing = word ^ pattern
        return ~(((differing & low) &+ low) | differing | low)
    }

    /// Eight line breaks.
    static let pattern: UInt64 = 0x0A0A_0A0A_0A0A_0A0A

    /// The sum of eight small numbers, one in each byte.
    static func sum(_ word: UInt64) -> UInt64 { (word &* 0x0101_0101_0101_0101) &>> 56 }

    static func count(in bytes: UnsafeRawBufferPointer) -> Int64 {
        guard let base = bytes.baseAddress else { return 0 }
        var found: UInt64 = 0
        var offset = 0
        while offset + 32 <= bytes.count {
            var breaks: UInt64 = 0
            for word in stride(from: offset, to: offset + 32, by: 8) {
                breaks &+= marks(base.loadUnaligned(fromByteOffset: word, as: UInt64.self), pattern) &>> 7
            }
            found &+= sum(breaks)
            offset += 32
        }
        while offset < bytes.count {
            if bytes[offset] == 0x0A { found &+= 1 }
            offset += 1
        }
        return Int64(found)
    }
}
