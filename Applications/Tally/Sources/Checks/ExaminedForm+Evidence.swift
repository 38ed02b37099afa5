// SPDX-License-Identifier: Apache-2.0

extension ExaminedForm {
    /// Where a cell stands in the source file.
    package func evidence(_ cell: Cell) -> Evidence {
        Evidence(file: document.source.path, sha256: document.source.sha256, place: place(of: cell))
    }
    /// The whole file.
    package var evidence: Evidence {
        Evidence(file: document.source.path, sha256: document.source.sha256, place: "")
    }

    private func place(of cell: Cell) -> String {
        switch (cell, document.source.format) {
        case (.field(let field), .matchedJSON):
            "summary_by_section.\(field.sectionNumber(on: document.form) ?? field.code)"
        case (.field(let field), .csv), (.field(let field), .steward): "fields.\(field.code)"
        case (_, .scan): document.scan?[cell].map { "page \($0.page)" } ?? ""
        case (.row(let row), .matchedJSON): "results[\(position(row))]"
        case (.row(let row), .csv): "line \(position(row))"
        case (.row(let row), .steward): "rows[\(position(row))]"
        }
    }
    private func position(_ row: Int) -> Int {
        document.rows.indices.contains(row) ? document.rows[row].position : row
    }

    /// A figure of the feed, with how much was counted when.
    package func feedEvidence(_ entry: Int?) -> Evidence {
        let id = constituency?.id ?? document.area.description
        let number = entry.flatMap { roster?.numbers[$0] }.map { " number \($0)" } ?? ""
        let ballot = document.kind == .constituency ? "candidates" : "party list"
        return Evidence(file: "stats_cons", place: "\(id) \(ballot)\(number)", coverage: constituency?.coverage)
    }

    func value(_ field: FormField) -> NamedValue {
        NamedValue(.cell, cell: .field(field), number: figures[field], source: evidence(.field(field)))
    }
    func value(row: Int) -> NamedValue {
        NamedValue(
            .formVotes, cell: .row(row), subject: subject(row: row), number: votes[row], source: evidence(.row(row)))
    }
    func feedValue(_ entry: Int) -> NamedValue {
        NamedValue(
            .feedVotes, subject: roster.map { "\($0.numbers[entry]) \($0.names[entry])" },
            number: roster?.feed[entry], source: feedEvidence(entry))
    }
    /// Number and name of a row as the form has them.
    func subject(row: Int) -> String {
        let row = document.rows[row]
        let number = row.number.map(String.init) ?? row.numberText ?? "?"
        let name = row.name.isEmpty ? row.party ?? "" : row.name
        return "\(number) \(name)"
    }

    /// A finding about this form.
    func finding(
        _ rule: Rule, detail: String = "", severity: Severity? = nil, consequence: Consequence = Consequence(.none),
        values: [NamedValue] = [], expected: Int? = nil, found: Int? = nil, changes: [SmallestChange] = [],
        original: OriginalSeverity? = nil
    ) -> Finding {
        Finding(
            rule, area: document.area, kind: document.kind, form: document.form, place: document.place, detail: detail,
            format: document.source.format, severity: severity, consequence: consequence, values: values,
            expected: expected, found: found, smallestChanges: changes, originalSeverity: original)
    }
}
