// SPDX-License-Identifier: Apache-2.0

/// Printed numbers against the number the register gives the name in the row. The order of rows says nothing: the
/// announcement sorts them by votes.
struct NumberCheck: Check {
    var rules: [Rule] { [.numberRegister, .winnerNumber, .numberMatched, .numberUnreadable, .rowShift] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        let rule: Rule = form.document.kind == .constituency ? .numberRegister : .numberMatched
        let special: Rule = form.document.kind == .constituency ? .winnerNumber : .rowShift
        guard let roster = form.roster else {
            for rule in [.numberUnreadable, rule, special] { report.skip(rule) }
            return
        }
        report.hold(.numberUnreadable, times: form.document.rows.count { $0.number != nil })
        var wrong: [Int] = []
        for (row, match) in form.matches.enumerated() {
            let number = form.document.rows[row].number
            if number == nil { addUnreadable(row, form, into: &report) }
            guard match.entry >= 0, match.basis != .number else { continue }
            if number != roster.numbers[match.entry] { wrong.append(row) }
        }
        guard !wrong.isEmpty else {
            for rule in [rule, special] { form.matches.isEmpty ? report.skip(rule) : report.hold(rule) }
            return
        }
        report.fail(rule)
        report.add(numbers(rule, wrong, subject, roster))
        if roster.kind == .partyList { addShift(wrong, subject, roster, into: &report) }
        if roster.kind == .constituency { addWinner(wrong, subject, roster, into: &report) }
    }

    private func addUnreadable(_ row: Int, _ form: ExaminedForm, into report: inout CheckReport) {
        report.fail(.numberUnreadable)
        report.add(
            form.finding(
                .numberUnreadable, detail: Cell.row(row).code,
                values: [
                    NamedValue(
                        .printedNumber, cell: .row(row), subject: form.subject(row: row),
                        text: form.document.rows[row].numberText, source: form.evidence(.row(row)))
                ]))
    }

    private func numbers(_ rule: Rule, _ wrong: [Int], _ subject: CheckSubject, _ roster: Roster) -> Finding {
        let form = subject.form
        var values = wrong.map { row in
            let entry = form.matches[row].entry
            return NamedValue(
                .printedNumber, subject: "\(roster.numbers[entry]) \(roster.names[entry])",
                number: form.document.rows[row].number, text: form.document.rows[row].numberText,
                source: form.evidence(.row(row)))
        }
        // How many the source's own list has, which can be a few more or less where names are unclear.
        let claimed = form.document.claims.matchedRows.count { row in
            row.matchedNumber != nil && row.matchedNumber != row.number
        }
        if claimed > 0 { values.append(NamedValue(.matchedNumber, number: claimed, source: form.evidence)) }
        return form.finding(
            rule, severity: .low, consequence: Consequence(.none), values: values, expected: 0, found: wrong.count)
    }

    // MARK: Shifted runs of the party list

    /// The longest run of rows whose numbers are off by the same amount.
    private func addShift(_ wrong: [Int], _ subject: CheckSubject, _ roster: Roster, into report: inout CheckReport) {
        let form = subject.form
        var best: (first: Int, last: Int, by: Int)?
        var run: (first: Int, last: Int, by: Int)?
        for row in wrong {
            guard let number = form.document.rows[row].number else { continue }
            let by = number - roster.numbers[form.matches[row].entry]
            if let current = run, current.by == by, row == current.last + 1 {
                run = (current.first, row, by)
            } else {
                run = (row, row, by)
            }
            if let run, run.last - run.first > (best.map { $0.last - $0.first } ?? 0) { best = run }
        }
        guard let best, best.last - best.first >= 2 else { return report.hold(.rowShift) }
        report.fail(.rowShift)
        let change = SmallestChange(
            .shift, cell: .row(best.first), other: .row(best.last), from: form.document.rows[best.first].number,
            to: form.document.rows[best.first].number.map { $0 - best.by }, repairs: [.numberMatched],
            effect: literal(best.first...best.last, subject, roster))
        report.add(
            form.finding(
                .rowShift, severity: change.effect.kind == .seatChanges ? .high : .medium, consequence: change.effect,
                values: [best.first, best.last].map { form.value(row: $0) }, expected: 0,
                found: best.last - best.first + 1, changes: [change]))
    }

    /// What it would do to believe the printed numbers instead of the names.
    private func literal(_ rows: ClosedRange<Int>, _ subject: CheckSubject, _ roster: Roster) -> Consequence {
        let form = subject.form
        var changes: [(entry: Int, by: Int)] = []
        for row in rows {
            guard let votes = form.votes[row] else { continue }
            changes.append((form.matches[row].entry, -votes))
            if let entry = roster.entry(number: form.document.rows[row].number) { changes.append((entry, votes)) }
        }
        return subject.stakes.changing(changes)
    }

    // MARK: The winner's number

    private func addWinner(_ wrong: [Int], _ subject: CheckSubject, _ roster: Roster, into report: inout CheckReport) {
        let form = subject.form
        guard let row = form.leadingRow, let votes = form.votes[row] else { return report.skip(.winnerNumber) }
        guard wrong.contains(row) else { return report.hold(.winnerNumber) }
        let entry = form.matches[row].entry
        let printed = roster.entry(number: form.document.rows[row].number)
        let isConfirmed = roster.feedLeader == entry && votes >= roster.feed[entry]
        var values = [
            NamedValue(
                .printedNumber, subject: form.subject(row: row), number: form.document.rows[row].number,
                text: form.document.rows[row].numberText, source: form.evidence(.row(row))),
            NamedValue(
                .registerNumber, subject: roster.names[entry], number: roster.numbers[entry],
                source: Evidence(
                    file: "info_mp_candidate", place: "\(form.constituency?.id ?? "")_\(roster.numbers[entry])")),
        ]
        if roster.feed[entry] >= 0 { values.append(form.feedValue(entry)) }
        report.fail(.winnerNumber)
        let doubt = Consequence(
            isConfirmed ? .none : .winnerChanges, votesInDoubt: isConfirmed ? 0 : votes,
            winnerBefore: roster.numbers[entry], winnerAfter: printed.map { roster.numbers[$0] })
        report.add(
            form.finding(
                .winnerNumber, severity: isConfirmed ? .medium : .critical, consequence: doubt, values: values,
                expected: roster.numbers[entry], found: form.document.rows[row].number))
    }
}
