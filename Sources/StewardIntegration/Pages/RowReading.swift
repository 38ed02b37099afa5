// SPDX-License-Identifier: Apache-2.0

/// What a model says of one row.
public struct RowReading: Sendable, Hashable {
    /// What is in a row. The kinds are kept apart to the end: a blank, a dash and a zero are three things.
    public enum Writing: Sendable, Hashable {
        /// Something is written: the numerals as they stand there, Thai or Western, and the words; what is not there is
        /// empty, and not both are.
        case written(digits: String, words: String)
        /// Nothing is written.
        case blank
        /// A dash stands there.
        case dash
        /// What was written is crossed out, and nothing replaces it.
        case struckOut
        /// Something is written that cannot be read.
        case unreadable
    }

    /// The row's number.
    public let row: Int
    /// What is in it.
    public let writing: Writing

    /// Makes a reading.
    public init(row: Int, writing: Writing) {
        self.row = row
        self.writing = writing
    }

    /// The value of the numerals; `nil` when there are none. Words are not looked at.
    public var number: Int? {
        guard case .written(let digits, _) = writing else { return nil }
        return Numerals.value(digits)
    }
}

/// Numbers written in numerals, Western (0 to 9) or Thai (๐ to ๙).
enum Numerals {
    /// The most numerals of one number.
    static let most = 12

    /// The value of a number; `nil` unless all of it is numerals of one script, with commas between groups of three or
    /// with none.
    static func value(_ text: String) -> Int? {
        let groups = text.unicodeScalars.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, (1...most).contains(groups.reduce(0) { $0 + $1.count }) else { return nil }
        let isGrouped = (1...3).contains(first.count) && groups.dropFirst().allSatisfy { $0.count == 3 }
        guard groups.count == 1 || isGrouped else { return nil }
        let scalars = groups.joined().map(\.value)
        for zero: UInt32 in [0x30, 0x0E50] where scalars.allSatisfy({ (zero...zero + 9).contains($0) }) {
            return scalars.reduce(0) { $0 * 10 + Int($1 - zero) }
        }
        return nil
    }
}
