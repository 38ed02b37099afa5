// SPDX-License-Identifier: Apache-2.0
import Tally

/// Announcements whose votes have two columns: one for the digits, and the last one for the words alone.
enum DigitsColumn {
    /// What was read of one row.
    struct Row {
        /// In the place for digits of the last column.
        var digits: [CellCandidate]
        var words: [CellCandidate]
        /// In the column left of it.
        var before: [CellCandidate] = []

        fileprivate var number: Reading.Value? { words.first?.value }
        fileprivate var isWordsAlone: Bool { digits.isEmpty && !words.isEmpty }
    }

    /// Whether it is worth looking: two rows in three have words with no digits before them.
    static func isLikely(_ rows: [Row]) -> Bool {
        rows.count { $0.isWordsAlone } * 3 >= rows.count * 2 && rows.contains(where: \.isWordsAlone)
    }

    /// Whether the column left of the words says the same numbers as they do, in two rows at least and in most of those
    /// that have words. No other column does that by chance.
    static func isBeside(_ rows: [Row]) -> Bool {
        let agreeing = rows.count { $0.number != nil && $0.before.first?.value == $0.number }
        return isLikely(rows) && agreeing >= 2 && agreeing * 2 > rows.count { !$0.words.isEmpty }
    }
}
