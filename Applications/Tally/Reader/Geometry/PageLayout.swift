// SPDX-License-Identifier: Apache-2.0
package import Tally

/// Where a page has what. Boxes are in pixels of the upright, straightened page in the size of the scan.
package struct PageLayout: Sendable, Encodable {
    /// What a page is, by what is on it.
    package enum Kind: String, Sendable, Encodable {
        case blank
        /// Text above a table.
        case first
        /// A table that begins at the top.
        case continuation
        /// A table with the total row, or the end of one.
        case last
        /// Text without a table: signatures, or the first page of an announcement.
        case text
    }

    /// A row of a table.
    package struct Row: Sendable, Encodable {
        package enum Kind: String, Sendable, Encodable { case header, votes, empty, total }

        package var kind: Kind
        /// Whether something is written or printed between number and votes: a name. A slot that nobody uses has none.
        package var isNamed: Bool
        /// Whether only some of the columns between hold anything: it may be a stamp on a slot that nobody uses.
        package var isNamedInPart: Bool
        /// The cell with the printed row number; `nil` in a total row.
        package var number: PageBox?
        /// The whole cell of votes.
        package var votes: PageBox
        /// The part left of the bracket.
        package var digits: PageBox
        /// The part within the brackets.
        package var words: PageBox
        /// Whether the bracket was seen here; otherwise its place follows from the other rows or from the form.
        package var isBracketSeen: Bool
        /// The cell left of that of the votes, where a table has so many columns that it may be one for digits alone.
        package var before: PageBox?
    }

    /// Something to be looked at by a person.
    package enum Problem: String, Sendable, Encodable {
        /// A row holds more than one printed number: a rule between was not found.
        case severalNumbers = "several_numbers"
        /// The heading holds a number: the rule below it was not found.
        case headingWithNumber = "heading_with_number"
        /// The table does not begin with a heading.
        case noHeading = "no_heading"
        /// A row is much lower or higher than its neighbours.
        case unusualHeight = "unusual_height"
        /// The bracket between digits and words was found in too few rows.
        case noBrackets = "no_brackets"
        /// A rule or a separator is missing.
        case brokenTable = "broken_table"
    }

    package var number: Int
    package var kind: Kind
    package var width: Int
    package var height: Int
    /// By how many quarters the scan was turned clockwise.
    package var quarters: Int
    /// By how much it was straightened, in degrees.
    package var skew: Double
    package var columns: Int
    package var rows: [Row]
    /// The fields above the table, from the top.
    package var fields: [HeaderField]
    /// What the page says about its form.
    package var mark: FormMark
    package var problems: [Problem]
    /// What an announcement's title says of its constituency.
    package var place = PlaceMark()
}

extension PageBox: Encodable {
    /// As `[x, y, width, height]`.
    package func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        for value in [x, y, width, height] { try list.encode(value) }
    }
}
