// SPDX-License-Identifier: Apache-2.0

/// A cell read twice, from digits and from words, must give one number. Neither reading wins; the finding stays.
struct WordsCheck: Check {
    var rules: [Rule] { [.wordsDigits, .votesAbsent, .fieldAbsent] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        var readings = 0
        for field in FormField.allCases {
            guard let reading = form.document.fields[field] else { continue }
            if check(reading, .field(field), subject, into: &report) { readings += 1 }
            addAbsent(field, reading, form, into: &report)
        }
        for (row, entry) in form.document.rows.enumerated() {
            if check(entry.votes, .row(row), subject, into: &report) { readings += 1 }
            if entry.votes.number == nil { addAbsent(row, entry, form, into: &report) }
        }
        if readings == 0 { report.skip(.wordsDigits) }
        report.hold(.votesAbsent, times: form.votes.count { $0 != nil })
    }

    /// Whether there were two readings to compare.
    private func check(
        _ reading: Reading, _ cell: Cell, _ subject: CheckSubject, into report: inout CheckReport
    ) -> Bool {
        guard let number = reading.number, let other = reading.alternatives.first else { return false }
        if number == other {
            report.hold(.wordsDigits)
        } else {
            add(number, other, cell, subject, into: &report)
        }
        return true
    }

    private func add(
        _ number: Int, _ other: Int, _ cell: Cell, _ subject: CheckSubject, into report: inout CheckReport
    ) {
        let form = subject.form
        report.fail(.wordsDigits)
        var consequence = subject.stakes.unplaced(abs(number - other))
        if case .field(let field) = cell {
            consequence = subject.stakes.doubt(abs(number - other), about: field)
        } else if case .row(let row) = cell, row < form.matches.count, form.matches[row].entry >= 0 {
            consequence = subject.stakes.changing([(form.matches[row].entry, other - number)])
        }
        report.add(
            form.finding(
                .wordsDigits, detail: cell.code, consequence: consequence,
                values: [
                    NamedValue(.cell, cell: cell, number: number, source: form.evidence(cell)),
                    NamedValue(.otherReading, cell: cell, number: other, source: form.evidence(cell)),
                ], expected: other, found: number))
    }

    /// A field that is there and says nothing. One that the source does not have is no fault of the form.
    private func addAbsent(
        _ field: FormField, _ reading: Reading, _ form: ExaminedForm, into report: inout CheckReport
    ) {
        switch reading.value {
        case .number, .dash, .blank: return report.hold(.fieldAbsent)
        case .notPresent: return
        case .struckOut, .unreadable: break
        }
        report.fail(.fieldAbsent)
        report.add(
            form.finding(
                .fieldAbsent, detail: Cell.field(field).code, consequence: Consequence(.unknown),
                values: [form.value(field)]))
    }

    private func addAbsent(
        _ row: Int, _ entry: TallyDocument.Row, _ form: ExaminedForm, into report: inout CheckReport
    ) {
        switch entry.votes.value {
        case .number, .dash, .blank: return report.hold(.votesAbsent)
        case .struckOut, .unreadable, .notPresent: break
        }
        report.fail(.votesAbsent)
        report.add(
            form.finding(
                .votesAbsent, detail: Cell.row(row).code, consequence: Consequence(.unknown),
                values: [form.value(row: row)]))
    }
}
