// SPDX-License-Identifier: Apache-2.0

extension TallyDocument {
    /// The cells of a scan that wait for people; empty for documents of other sources.
    var openCells: [Cell] {
        guard source.format == .scan else { return [] }
        let openFields = FormField.allCases.filter { fields[$0]?.value == .unreadable }
        let openRows = rows.indices.filter { rows[$0].votes.value == .unreadable }
        return openFields.map(Cell.field) + openRows.map(Cell.row)
    }
}

extension ElectionState {
    /// A scanned form with what people came to about the cells that the reader left open. Two of them must have entered
    /// the same without seeing each other's; until then the cell stays unreadable.
    func completed(_ document: TallyDocument) -> TallyDocument {
        guard !reviews.isEmpty else { return document }
        var document = document
        for cell in document.openCells {
            let id = ReviewCase.id(
                cell, area: document.area, kind: document.kind, form: document.form, place: document.place,
                format: document.source.format)
            guard let record = reviews[id],
                let settled = ReviewStanding(
                    record, needed: ReviewCase.peopleForScans, sha256: document.source.sha256
                ).settled, let reading = Reading(settled)
            else { continue }
            switch cell {
            case .field(let field): document.fields[field] = reading
            case .row(let row): document.rows[row].votes = reading
            }
        }
        return document
    }
}

extension Reading {
    /// What people came to, where that is something a form can say.
    fileprivate init?(_ outcome: ReviewOutcome) {
        switch outcome {
        case .value(let number): self.init(.number(number), method: .person)
        case .nothing: self.init(.blank, method: .person)
        case .illegible, .wrongFile, .stands, .unfounded: return nil
        }
    }
}

extension Elections {
    /// Every document of one imported file as the book has it: of scans, with what people entered.
    /// - Throws: as ``forEachDocument(of:_:)``.
    func forEachDocument(
        of source: SourceRecord, in state: ElectionState, _ body: (TallyDocument) throws -> Void
    ) throws {
        guard source.format == .scan else { return try forEachDocument(of: source, body) }
        try forEachDocument(of: source) { try body(state.completed($0)) }
    }
}
