// SPDX-License-Identifier: Apache-2.0

/// Levenshtein's distance over bytes, 64 letters at a time (Myers 1999, in Hyyrö's form).
enum EditDistance {
    static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        if short.isEmpty { return long.count }
        return short.count <= 64 ? oneWord(short, long) : table(short, long)
    }

    /// A column of the table is one word of vertical differences.
    private static func oneWord(_ pattern: [UInt8], _ text: [UInt8]) -> Int {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 256) { positions in
            positions.initialize(repeating: 0)
            for (index, letter) in pattern.enumerated() { positions[Int(letter)] |= 1 << UInt64(index) }
            let last: UInt64 = 1 << UInt64(pattern.count - 1)
            var plus = UInt64.max
            var minus: UInt64 = 0
            var score = pattern.count
            for letter in text {
                let equal = positions[Int(letter)]
                let diagonal = (((equal & plus) &+ plus) ^ plus) | equal | minus
                var up = minus | ~(diagonal | plus)
                let down = plus & diagonal
                if up & last != 0 { score += 1 }
                if down & last != 0 { score -= 1 }
                up = up << 1 | 1
                plus = (down << 1) | ~(diagonal | up)
                minus = up & diagonal
            }
            return score
        }
    }

    private static func table(_ short: [UInt8], _ long: [UInt8]) -> Int {
        var row = Array(0...short.count)
        for (line, letter) in long.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (index, other) in short.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[index + 1]
                row[index + 1] = min(replaced, diagonal + 1, row[index] + 1)
            }
        }
        return row[short.count]
    }
}
