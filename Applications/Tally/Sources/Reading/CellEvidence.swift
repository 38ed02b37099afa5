// SPDX-License-Identifier: Apache-2.0

/// A rectangle in pixels of the upright page image, origin at the top left.
package struct PageBox: Sendable, Hashable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}

/// One thing a cell may say, as one witness has it.
package struct CellCandidate: Sendable, Hashable {
    package var value: Reading.Value
    /// The negative natural logarithm of its probability.
    package var cost: Double

    package init(value: Reading.Value, cost: Double) {
        self.value = value
        self.cost = cost
    }
}

/// What was seen in a cell beside its value.
package enum CellNote: String, Sendable, Hashable, CaseIterable {
    /// Ink touches the border: the first or last digit may be cut off.
    case touchesBorder = "touches_border"
    /// Something is struck out.
    case struckOut = "struck_out"
    /// Written over something else.
    case overwritten
    /// Ink that belongs to no digit.
    case extraInk = "extra_ink"
    /// An auditor's tick beside or across the number.
    case tick
    /// A mark was left out of the number, a comma for instance.
    case droppedMark = "dropped_mark"
    /// Marks that touch were taken apart.
    case split
    /// The cell was not found on the page.
    case notFound = "not_found"

    /// Whether the digits beside it may be others than those read. Ordinary marks and cuts are no reason for doubt.
    package var raisesDoubt: Bool {
        switch self {
        case .touchesBorder, .struckOut, .overwritten, .extraInk, .tick, .notFound: true
        case .droppedMark, .split: false
        }
    }
}

/// What both witnesses have of one cell. An empty list means that the witness has no evidence.
package struct CellEvidence: Sendable {
    package var digits: [CellCandidate]
    package var words: [CellCandidate]
    /// A number in words that are no evidence: see `WordReading.overheard`.
    package var overheard: Int?
    package var notes: [CellNote]

    package init(
        digits: [CellCandidate] = [], words: [CellCandidate] = [], overheard: Int? = nil, notes: [CellNote] = []
    ) {
        self.digits = digits
        self.words = words
        self.overheard = overheard
        self.notes = notes
    }
}
