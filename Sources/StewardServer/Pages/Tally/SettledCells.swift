// SPDX-License-Identifier: Apache-2.0
import Tally

/// What people came to about the cells of a constituency's announcements. Of a matter that is still open nothing is
/// here, whoever asks: those who are yet to answer must not know what others did.
struct SettledCells {
    struct Key: Hashable {
        let kind: BallotKind
        let cell: Cell
    }
    struct Outcome {
        let text: String
        /// What people read there, when it is a number.
        let number: Int?
        let people: Int
        /// The page of the matter, or of the finding that was decided.
        let address: String
    }

    private var outcomes: [Key: Outcome] = [:]

    init() {}

    /// - Parameter desk: `nil` where there is no review.
    init(
        _ election: String, _ area: Area, _ view: ElectionView, _ desk: ReviewDesk?,
        _ language: Language
    ) {
        for record in view.findingsByArea[area] ?? [] where record.shownStatus == .corrected {
            add(record, election, language)
        }
        guard let desk else { return }
        for matter in desk.cases
        where matter.leading.area == area && matter.leading.form == .announcement {
            guard let kind = matter.leading.kind, let cell = matter.cell,
                let form = view.forms[.init(area, kind)],
                matter.evidence?.sha256 == form.document.source.sha256
            else { continue }
            let standing = desk.standing(matter)
            guard let settled = standing.settled else { continue }
            outcomes[Key(kind: kind, cell: cell)] = Outcome(
                text: settled.text(language), number: settled.number, people: standing.agreeing,
                address: ReviewPages.address(matter.id))
        }
    }

    private mutating func add(_ record: FindingRecord, _ election: String, _ language: Language) {
        guard let kind = record.finding.kind, record.finding.form == .announcement else { return }
        for decision in record.decisions {
            guard decision.decision.verdict == .correct, let correction = decision.decision.correction,
                let cell = Cell(code: correction.cell)
            else { continue }
            let people = Set(record.decisions.map(\.decision.person)).count
            outcomes[Key(kind: kind, cell: cell)] = Outcome(
                text: language.number(correction.value), number: correction.value, people: people,
                address: TallyPages.address(election, record.finding))
        }
    }

    subscript(_ kind: BallotKind, _ cell: Cell?) -> Outcome? {
        cell.flatMap { outcomes[Key(kind: kind, cell: $0)] }
    }

    func has(_ kind: BallotKind) -> Bool { outcomes.keys.contains { $0.kind == kind } }
}
