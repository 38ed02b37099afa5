// SPDX-License-Identifier: Apache-2.0
import StewardCore

@testable import Tally

/// Readings of forms as `steward-read` gives them, made from documents: every cell certain by both witnesses.
enum MadeScan {
    static let reader = ReadForms.Reader(digits: "aa", words: "bb", thresholds: "1")

    static func cell(
        _ value: Int?, digits: Int?? = .none, words: Int?? = .none, mark: String? = nil, state: String = "certain",
        page: Int = 1, y: Int = 0
    ) -> ReadCell {
        var cell = ReadCell(
            DecodedCell(
                state: .certain, value: .blank, why: .witnessesAgree, digits: nil, words: nil, alternatives: [],
                probability: 1, margin: nil), notes: [], page: page,
            box: PageBox(x: 1200, y: y, width: 380, height: 52))
        cell.value = value
        cell.digits = digits ?? value
        cell.words = words ?? value
        cell.mark = mark
        cell.state = state
        return cell
    }

    static func form(_ document: TallyDocument) -> Tally.ReadForm {
        let type = document.form
        var header: [String: ReadCell] = [:]
        for (place, field) in FormField.expected(on: type).enumerated() {
            header[field.readName(on: type)] = cell(document.number(field), y: place * 60)
        }
        var votes: [String: ReadCell] = [:]
        for (place, row) in document.rows.enumerated() {
            votes[String(row.number ?? 0)] = cell(row.votes.number, page: 2, y: 100 + place * 60)
        }
        return Tally.ReadForm(
            form: type.rawValue, ballot: document.kind.rawValue, pages: [1, 2], header: header, votes: votes,
            total: cell(document.number(.total), page: 2, y: 5_000), problems: [], accepted: true)
    }

    /// A set of 200 advance votes from elsewhere with two candidates that nobody chose: one dash, one empty cell.
    static func set(_ kind: BallotKind, numbers: [Int]) -> Tally.ReadForm {
        var votes: [String: ReadCell] = [:]
        for (place, number) in numbers.enumerated() {
            votes[String(number)] =
                switch place {
                case 0: cell(190, y: place * 60)
                case 1: cell(0, words: .some(nil), mark: "dash", y: place * 60)
                default: cell(0, words: .some(nil), mark: "blank", y: place * 60)
                }
        }
        return Tally.ReadForm(
            form: "5/17", ballot: kind.rawValue, pages: [1],
            header: ["received": cell(200), "good": cell(190), "bad": cell(6), "none": cell(4)], votes: votes,
            total: cell(190), problems: [], accepted: true)
    }
}
