// SPDX-License-Identifier: Apache-2.0

/// What `steward-read forms` prints of one file, and `steward tally read --json` after it: the forms that were found in
/// it and what each cell says.
package struct ReadForms: Sendable, Codable, Equatable {
    package var forms: [ReadForm]
    /// Pages that belong to no form, with the reason: `blank`, `text` (signatures), `unknown`.
    package var otherPages: [OtherPage]
    package var reader: Reader

    package struct OtherPage: Sendable, Codable, Equatable {
        package var page: Int
        package var kind: String

        package init(page: Int, kind: String) {
            self.page = page
            self.kind = kind
        }
    }

    /// What read the pages, so that a reading can be traced to the weights and thresholds that made it.
    package struct Reader: Sendable, Codable, Equatable {
        /// SHA-256 of the weights that read digits, in hexadecimal.
        package var digits: String
        package var words: String
        /// The version of the thresholds.
        package var thresholds: String

        package init(digits: String, words: String, thresholds: String) {
            self.digits = digits
            self.words = words
            self.thresholds = thresholds
        }
    }

    package init(forms: [ReadForm], otherPages: [OtherPage], reader: Reader) {
        self.forms = forms
        self.otherPages = otherPages
        self.reader = reader
    }
}

/// One form as it was read. Absent is not zero: what was not found on the page is `nil`.
package struct ReadForm: Sendable, Codable, Equatable {
    /// The number in the code box, as `5/17`; `nil` when it could not be read.
    package var form: String?
    /// `constituency` or `party_list`.
    package var ballot: String?
    package var province: String?
    package var constituency: Int?
    package var set: Int?
    package var unit: Int?
    /// Pages of the file, from 1.
    package var pages: [Int]
    /// By name: `received`, `good`, `bad`, `none`, `eligible`, `appeared`, `allotted`, `used`, `remaining`, and on the
    /// announcement `counted_at_stations`, `counted_advance_inside`, `counted_advance_outside` and `ballots`.
    package var header: [String: ReadCell]
    /// By the printed row number.
    package var votes: [String: ReadCell]
    package var total: ReadCell?
    package var problems: [Problem]
    /// Whether every cell is certain and nothing is wrong with the form.
    package var accepted: Bool

    /// Something about the form that a person must know.
    package struct Problem: Sendable, Codable, Equatable {
        /// A name that never changes, as `does_not_add_up`.
        package var code: String
        /// One sentence.
        package var text: String

        package init(code: String, text: String) {
            self.code = code
            self.text = text
        }
    }

    package init(
        form: String?, ballot: String?, province: String? = nil, constituency: Int? = nil, set: Int? = nil,
        unit: Int? = nil, pages: [Int], header: [String: ReadCell], votes: [String: ReadCell], total: ReadCell?,
        problems: [Problem], accepted: Bool
    ) {
        self.form = form
        self.ballot = ballot
        self.province = province
        self.constituency = constituency
        self.set = set
        self.unit = unit
        self.pages = pages
        self.header = header
        self.votes = votes
        self.total = total
        self.problems = problems
        self.accepted = accepted
    }
}

extension ReadForm {
    /// All cells of the form.
    package var cells: [ReadCell] { Array(header.values) + Array(votes.values) + (total.map { [$0] } ?? []) }
}

/// One cell as it was read: the value, what each witness has by itself, and where it stands.
package struct ReadCell: Sendable, Codable, Equatable {
    /// The number; 0 for a blank or a dash; `nil` when nothing is worth proposing.
    package var value: Int?
    /// `blank`, `dash`, `struck_out` or `unreadable` where the cell holds that instead of a number.
    package var mark: String?
    /// `certain`, `proposed` or `unreadable`.
    package var state: String
    /// Why it has its state, as `witnesses_agree`.
    package var why: String
    /// What the digits say by themselves; `nil` when they say no number.
    package var digits: Int?
    /// What the number words say by themselves.
    package var words: Int?
    /// What a model read that was asked about the cell; `nil` when none was asked, or when it gave no number. It
    /// decides nothing: people see it beside the others.
    package var model: Int?
    /// From 0 to 1, by the witnesses alone.
    package var probability: Double
    package var alternatives: [Alternative]
    package var notes: [String]
    /// From 1.
    package var page: Int
    /// `[x, y, width, height]` in pixels of the upright, straightened page.
    package var box: [Int]

    package struct Alternative: Sendable, Codable, Equatable {
        package var value: Int
        package var probability: Double

        package init(value: Int, probability: Double) {
            self.value = value
            self.probability = probability
        }
    }

    /// - Parameter page: the page of the file that the box is on.
    package init(_ cell: DecodedCell, notes: [CellNote], page: Int, box: PageBox) {
        value = cell.number
        mark = cell.value.mark
        state = cell.state.rawValue
        why = cell.why.rawValue
        digits = cell.digits?.countedNumber
        words = cell.words?.countedNumber
        probability = cell.probability
        alternatives = cell.alternatives.map { Alternative(value: $0.number, probability: $0.probability) }
        self.notes = notes.map(\.rawValue)
        self.page = page
        self.box = [box.x, box.y, box.width, box.height]
    }
}

extension ReadCell {
    /// Whether a person has to look at it.
    package var isOpen: Bool { state != DecodedCell.State.certain.rawValue }

    /// The name of its picture: page and box, as `2-1210-640-380-52`.
    package var cropName: String { Self.cropName(page: page, box) }

    package static func cropName(page: Int, box: PageBox) -> String {
        cropName(page: page, [box.x, box.y, box.width, box.height])
    }

    private static func cropName(page: Int, _ box: [Int]) -> String {
        ([page] + box).map(String.init).joined(separator: "-")
    }
}

extension Reading.Value {
    /// What stands in a cell that holds no number.
    fileprivate var mark: String? {
        switch self {
        case .number: nil
        case .blank: "blank"
        case .dash: "dash"
        case .struckOut: "struck_out"
        case .unreadable, .notPresent: "unreadable"
        }
    }
}
