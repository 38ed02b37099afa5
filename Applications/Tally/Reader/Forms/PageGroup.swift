// SPDX-License-Identifier: Apache-2.0
import Tally

/// The pages of one form.
struct PageGroup: Sendable {
    var pages: [PageEvidence]
    var type: FormType?

    private var rows: [PageEvidence.Row] { pages.flatMap(\.rows) }
    private var lastNumber: Int? { rows.compactMap(\.number).max() }
    /// The number that a next page would begin with; `nil` when the table is finished or has not begun.
    var nextNumber: Int? { hasTotal ? nil : lastNumber.map { $0 + 1 } }
    private var hasTotal: Bool { pages.contains { $0.total != nil } }
    private var isWithoutTable: Bool { !pages.contains { $0.hasTable } }
    private var hasSignatures: Bool { hasTotal && pages.last?.hasTable == false }

    /// Whether a page belongs to this form still: the table goes on, or the signatures come.
    func goesOn(with page: PageEvidence) -> Bool {
        guard page.fields.isEmpty else { return false }
        guard page.hasTable else { return hasTotal && !hasSignatures }
        // An announcement's table may begin on the page after its numbered sections.
        guard page.layout.kind != .first || isWithoutTable, !hasTotal else { return false }
        // Announcements are sorted by votes: the numbers need not go up, and none may come twice.
        return Set(rows.compactMap(\.number)).isDisjoint(with: page.rows.compactMap(\.number))
    }

    /// By the table: no constituency has more than 20 candidates, and a list of parties does not end on its first page.
    private var ballot: BallotKind? {
        guard let last = lastNumber else { return nil }
        let byTable: BallotKind? =
            if last > 20 { .partyList } else if hasTotal, pages.count(where: \.hasTable) == 1 { .constituency } else {
                nil
            }
        guard let said = pages.compactMap(\.layout.mark.ballot).first.flatMap(BallotKind.init) else { return byTable }
        return byTable == nil || byTable == said ? said : nil
    }

    /// The form as it was read and decided.
    var form: ReadForm {
        let ballot = ballot
        let kept = placedRows
        var fields: [FormField: CellEvidence] = [:]
        var places: [FormField: (page: Int, box: PageBox)] = [:]
        for page in pages {
            for (field, found) in page.fields {
                (fields[field], places[field]) = (found.evidence, (page.layout.number, found.box))
            }
            guard let total = page.total else { continue }
            (fields[.total], places[.total]) = (total.evidence, (page.layout.number, total.box))
        }
        let evidence = FormEvidence(
            form: type ?? .station, kind: ballot ?? .constituency, fields: fields,
            rows: kept.map { FormEvidence.Row(number: $0.number, votes: $0.row.votes) })
        let decoded = FormDecoder.decode(evidence)
        let own = ownProblems(ballot)
        var votes: [String: ReadCell] = [:]
        for (kept, row) in zip(kept, decoded.rows) where row.number > 0 {
            votes[String(row.number)] = ReadCell(
                row.votes, notes: kept.row.votes.notes, page: kept.page, box: kept.row.box)
        }
        var cells: [FormField: ReadCell] = [:]
        for (field, cell) in decoded.fields {
            guard let place = places[field] else { continue }
            cells[field] = ReadCell(cell, notes: fields[field]?.notes ?? [], page: place.page, box: place.box)
        }
        let total = cells.removeValue(forKey: .total)
        return ReadForm(
            form: type?.rawValue, ballot: ballot?.rawValue,
            province: pages.lazy.compactMap(\.layout.place.province).first,
            constituency: pages.lazy.compactMap(\.layout.place.constituency).first, pages: pages.map(\.layout.number),
            header: Dictionary(uniqueKeysWithValues: cells.map { ($0.key.readName(on: evidence.form), $0.value) }),
            votes: votes, total: total, problems: own + decoded.problems.map { $0.described(on: evidence.form) },
            accepted: own.isEmpty && decoded.isAccepted)
    }

    /// The rows that count, each with its number. Slots without a name and digits are left out; a row whose number is
    /// not certain gets one below zero, which no table has, so that decoding finds the structure faulty.
    private var placedRows: [(number: Int, page: Int, row: PageEvidence.Row)] {
        var unknown = 0
        return pages.flatMap { page in
            page.rows.compactMap { row in
                let isEmpty = row.votes.digits.first.map { $0.value == .blank || $0.value == .dash } ?? true
                // The slots of a printed form have numbers; on an announcement whoever has one is in the table.
                let isSlot = type != .announcement || row.number == nil
                if isSlot, !row.isNamed, isEmpty { return nil }
                if row.number == nil { unknown -= 1 }
                return (row.number ?? unknown, page.layout.number, row)
            }
        }
    }

    /// By name, the fields that such a form has and that were not found.
    private func missingFields(of type: FormType) -> [String] {
        let found = Set(pages.flatMap(\.fields.keys))
        return FormField.expected(on: type).filter { !found.contains($0) }.map { $0.readName(on: type) }
    }

    private func ownProblems(_ ballot: BallotKind?) -> [ReadForm.Problem] {
        var found: [ReadForm.Problem] = []
        func add(_ code: String, _ text: String) { found.append(ReadForm.Problem(code: code, text: text)) }
        if let type {
            let missing = missingFields(of: type).joined(separator: ", ")
            if !missing.isEmpty { add("header_unread", "Fields outside of the table were not found: \(missing).") }
        } else {
            add("form_unknown", "Which form it is could not be read from its title.")
        }
        if ballot == nil { add("ballot_unknown", "Which ballot the form counts could not be read.") }
        let unread = placedRows.count { $0.number < 0 }
        if unread > 0 { add("row_number_unread", "The printed numbers of \(unread) rows could not be read.") }
        if !hasTotal { add("total_missing", "The table's total row was not found.") }
        let first = pages.first { $0.hasTable }?.layout.number
        for page in pages {
            // A table may go on without its heading, when every row's number is there.
            let isWhole = page.layout.number != first && page.rows.allSatisfy { $0.number != nil }
            for problem in page.layout.problems where page.hasTable && !(problem == .noHeading && isWhole) {
                add(problem.rawValue, "Page \(page.layout.number): \(problem.sentence)")
            }
        }
        return found
    }
}

extension PageGroup {
    /// - Parameter first: its title says which form it is.
    init(_ first: PageEvidence) { self.init(pages: [first], type: first.layout.mark.form.flatMap(FormType.init)) }
}

extension PageLayout.Problem {
    /// For people.
    var sentence: String {
        switch self {
        case .severalNumbers: "a row holds more than one printed number."
        case .headingWithNumber: "the heading holds a row's number."
        case .noHeading: "the table does not begin with a heading."
        case .unusualHeight: "a row is much lower or higher than its neighbours."
        case .noBrackets: "the brackets between digits and words were found in too few rows."
        case .brokenTable: "a rule of the table is missing."
        }
    }
}
