// SPDX-License-Identifier: Apache-2.0

/// What a form's arithmetic says of one cell.
package struct ReviewIdentity: Sendable {
    /// The identity's two sides with one reading in the cell.
    package enum Outcome: Sendable, Hashable {
        case holds
        case fails(left: Int, right: Int)
        case notCheckable
    }
    package let rule: Rule
    /// Over the numbers printed on the form: `3.1 + 3.2 + 3.3 = 3.4`.
    package let identity: Identity
    /// With the number of the digits and with that of the words; `nil` where there is no such reading.
    package let withDigits: Outcome?
    package let withWords: Outcome?
}

/// A line of the form around a cell, without any name: reviewers are not to see whose votes they are.
package struct ReviewLine: Sendable, Hashable {
    package let cell: Cell
    /// The number at the row's start; `nil` for fields.
    package let rowNumber: Int?
    package let value: Reading.Value
    /// Whether it is the cell in question.
    package let isSubject: Bool
}

extension ReviewDesk {
    /// The form a matter is about; `nil` where no form is meant, and for forms of stations and sets, which are not kept
    /// at hand unless they are scans that wait for people.
    func document(_ matter: ReviewCase) -> TallyDocument? {
        let finding = matter.leading
        return documents.first { document in
            document.area == finding.area && document.kind == finding.kind && document.form == finding.form
                && document.place == finding.place
                && (matter.evidence?.sha256).map { $0 == document.source.sha256 } ?? true
                && (matter.evidence?.file).map { $0 == document.source.path } ?? true
        }
    }

    /// Both readings of the cell: from the form, or, when that is not at hand, from what the findings say.
    package func readings(_ matter: ReviewCase) -> ReviewReadings {
        guard let cell = matter.cell else { return ReviewReadings() }
        if let document = document(matter) {
            var readings =
                document.scan?[cell].map { ReviewReadings($0, Self.reading(document, cell)) }
                ?? ReviewReadings(Self.reading(document, cell))
            for change in matter.findings.flatMap(\.smallestChanges) where change.cell == cell {
                guard let to = change.to, to != readings.digits, to != readings.words,
                    !readings.alternatives.contains(to), readings.alternatives.count < 8
                else { continue }
                readings.alternatives.append(to)
            }
            return readings
        }
        let values = matter.findings.flatMap(\.values).filter { $0.cell == cell }
        let digits = values.first { $0.label == .cell || $0.label == .formVotes }?.number
        return ReviewReadings(
            digits: digits, words: values.first { $0.label == .otherReading }?.number,
            state: digits.map(Reading.Value.number) ?? .unreadable)
    }

    private static func reading(_ document: TallyDocument, _ cell: Cell) -> Reading? {
        switch cell {
        case .field(let field): document.fields[field]
        case .row(let row): document.rows.indices.contains(row) ? document.rows[row].votes : nil
        }
    }

    static func changed(_ document: TallyDocument, _ cell: Cell, to value: Reading.Value) -> TallyDocument {
        var document = document
        let reading = Reading(value, method: .person)
        switch cell {
        case .field(let field): document.fields[field] = reading
        case .row(let row): if document.rows.indices.contains(row) { document.rows[row].votes = reading }
        }
        return document
    }

    /// The identities that a cell is part of, each with both readings.
    package func identities(_ matter: ReviewCase) -> [ReviewIdentity] {
        guard let cell = matter.cell, let document = document(matter) else { return [] }
        let readings = readings(matter)
        let figures = [readings.digits, readings.words].map { number in
            number.map { number in
                let form = Self.changed(document, cell, to: .number(number))
                return Figures(form, sum: Self.sum(form))
            }
        }
        let index: Int = if case .field(let field) = cell { field.rawValue } else { Figures.sumIndex }
        return Identity.all(of: document.form).filter { ($0.left + $0.right).contains(index) }.map { identity in
            let outcomes = figures.map { figures in
                figures.map { figures -> ReviewIdentity.Outcome in
                    switch identity.evaluate(figures) {
                    case .holds: .holds
                    case .fails(let left, let right): .fails(left: left, right: right)
                    case .notCheckable: .notCheckable
                    }
                }
            }
            return ReviewIdentity(
                rule: identity.rule, identity: identity, withDigits: outcomes[0], withWords: outcomes[1])
        }
    }

    private static func sum(_ document: TallyDocument) -> Int? {
        guard !document.rows.isEmpty else { return nil }
        var sum = 0
        for row in document.rows {
            guard let votes = document.counted(row.votes) else { return nil }
            sum += votes
        }
        return sum
    }

    /// The form as it was read: its fields, and the rows around the cell.
    package func lines(_ matter: ReviewCase) -> [ReviewLine] {
        guard let cell = matter.cell, let document = document(matter) else { return [] }
        let fields = FormField.allCases.compactMap { field -> ReviewLine? in
            guard let reading = document.fields[field] else { return nil }
            return ReviewLine(
                cell: .field(field), rowNumber: nil, value: reading.value, isSubject: cell == .field(field))
        }
        var shown = document.rows.indices
        if case .row(let row) = cell { shown = max(0, row - 4)..<min(document.rows.count, row + 5) }
        if case .field = cell { shown = 0..<min(document.rows.count, 12) }
        let rows = shown.clamped(to: document.rows.indices).map { row in
            ReviewLine(
                cell: .row(row), rowNumber: document.rows[row].number, value: document.rows[row].votes.value,
                isSubject: cell == .row(row))
        }
        return fields + rows
    }

    /// SHA-256 of the cell's picture, as PNG; cells that the reader of scans left open have one.
    package func crop(_ matter: ReviewCase) -> String? {
        matter.cell.flatMap { document(matter)?.scan?[$0]?.crop }
    }

    /// The name of the scanned file, where the source carries it.
    package func scannedFile(_ matter: ReviewCase) -> String? { document(matter)?.claims.scannedFile }
}
