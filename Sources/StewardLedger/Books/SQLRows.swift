// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// Many rows in one statement. Their counts are powers of two, so that few different statements are prepared.
enum SQLRows {
    /// The most rows of one statement.
    static let most = 64

    /// The largest count that a statement of so many rows at most may have.
    static func count(upTo rows: Int) -> Int { min(most, 1 << (rows.bitWidth - 1 - rows.leadingZeroBitCount)) }

    /// The rows and, until their count is a power of two, the last one again: for questions, where it makes no
    /// difference.
    static func filled(_ rows: [[SQLValue]]) -> [[SQLValue]] {
        guard let last = rows.last else { return [] }
        var count = count(upTo: rows.count)
        if count < rows.count { count *= 2 }
        return rows + Array(repeating: last, count: count - rows.count)
    }

    /// `$1, $2, …`
    static func list(_ count: Int) -> String { lists[count] ?? write(list: 1...max(count, 1)) }

    /// `($1, $2), ($3, $4), …`
    static func tuples(_ count: Int, width: Int) -> String { tuples[width]?[count] ?? write(tuples: count, width) }

    private static let counts = (0...6).map { 1 << $0 }
    private static let lists = Dictionary(uniqueKeysWithValues: counts.map { ($0, write(list: 1...$0)) })
    private static let tuples = Dictionary(
        uniqueKeysWithValues: (2...5).map { width in
            (width, Dictionary(uniqueKeysWithValues: counts.map { ($0, write(tuples: $0, width)) }))
        })

    private static func write(list places: ClosedRange<Int>) -> String {
        places.map { "$\($0)" }.joined(separator: ", ")
    }

    private static func write(tuples count: Int, _ width: Int) -> String {
        (0..<count).map { "(\(write(list: ($0 * width + 1)...($0 * width + width))))" }.joined(separator: ", ")
    }
}
