// SPDX-License-Identifier: Apache-2.0

/// Names against the register: spelling, placeholders, rows that name nobody, a candidate under another party.
struct NameCheck: Check {
    var rules: [Rule] { [.nameSpelling, .partySpelling, .placeholder, .nameUnknown, .candidateParty] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        let rule: Rule = form.document.kind == .constituency ? .nameSpelling : .partySpelling
        guard let roster = form.roster else { return report.skip(rule) }
        report.hold(rule, times: form.matches.count { $0.basis == .exact })
        let hasNames = form.matches.contains { $0.basis != .number && $0.basis != .none }
        for (row, match) in form.matches.enumerated() {
            if match.basis == .exact {
                if roster.kind == .constituency { checkParty(row, match.entry, subject, roster, into: &report) }
                continue
            }
            switch match.basis {
            case .exact: break
            // A table without names is matched by numbers alone; one row without a name among others is not.
            case .number where !hasNames: report.skip(rule)
            case .number: addSpelling(row, match.entry, form, roster, into: &report)
            // Titles and spaces of a candidate vary from print to print; a party's name is printed one way.
            case .folded where roster.kind == .constituency: report.hold(.nameSpelling)
            case .folded: addSpelling(row, match.entry, form, roster, into: &report)
            case .spelling, .party, .source, .order: addSpelling(row, match.entry, form, roster, into: &report)
            case .none: addUnknown(row, subject, roster, into: &report)
            }
            if roster.kind == .constituency, match.entry >= 0, match.basis != .party {
                checkParty(row, match.entry, subject, roster, into: &report)
            }
        }
    }

    private func addSpelling(
        _ row: Int, _ entry: Int, _ form: ExaminedForm, _ roster: Roster, into report: inout CheckReport
    ) {
        let isParty = roster.kind == .partyList
        let printed = isParty ? form.document.rows[row].party ?? "" : form.document.rows[row].name
        let rule: Rule =
            if Self.isPlaceholder(printed) { .placeholder } else { isParty ? .partySpelling : .nameSpelling }
        report.fail(rule)
        report.add(
            form.finding(
                rule, detail: Cell.row(row).code,
                values: names(row, entry, printed, form, roster)))
    }

    private func names(
        _ row: Int, _ entry: Int, _ printed: String, _ form: ExaminedForm, _ roster: Roster
    ) -> [NamedValue] {
        let file = roster.kind == .partyList ? "info_party_overview" : "info_mp_candidate"
        return [
            NamedValue(.printedName, cell: .row(row), text: printed, source: form.evidence(.row(row))),
            NamedValue(
                .registerName, text: "\(roster.numbers[entry]) \(roster.names[entry])",
                source: Evidence(file: file, place: "number \(roster.numbers[entry])")),
        ]
    }

    private func addUnknown(_ row: Int, _ subject: CheckSubject, _ roster: Roster, into report: inout CheckReport) {
        let form = subject.form
        let isParty = roster.kind == .partyList
        let printed = isParty ? form.document.rows[row].party ?? "" : form.document.rows[row].name
        let isComplete = !form.rowOfEntry.contains(-1)
        let rule: Rule
        if Self.isPlaceholder(printed) {
            rule = .placeholder
        } else {
            rule = isComplete ? .rowPhantom : .nameUnknown
        }
        report.fail(rule)
        let votes = form.votes[row] ?? 0
        report.add(
            form.finding(
                rule, detail: Cell.row(row).code, consequence: subject.stakes.unplaced(votes),
                values: [
                    NamedValue(.printedName, cell: .row(row), text: printed, source: form.evidence(.row(row))),
                    form.value(row: row),
                ]))
    }

    /// Names made up for a row without one: `พรรคที่ 1`, `Party 1 (…)`, `Unknown Party 41`, ไม่ระบุ.
    private static func isPlaceholder(_ name: String) -> Bool {
        if NameKey(party: name).isPlaceholder { return true }
        let start = name.utf8.prefix(24)
        return ["พรรคที่", "ไม่ระบุ", "Unknown", "UNKNOWN", "Party "].contains { start.starts(with: $0.utf8) }
    }

    private func checkParty(
        _ row: Int, _ entry: Int, _ subject: CheckSubject, _ roster: Roster, into report: inout CheckReport
    ) {
        let form = subject.form
        guard roster.parties[entry] >= 0, let printed = form.document.rows[row].party, !printed.isEmpty else {
            return report.skip(.candidateParty)
        }
        let matcher = RowMatcher(context: subject.context, roster: roster)
        let party = matcher.partyNumber(form.document.rows[row])
        if party == roster.parties[entry] { return report.hold(.candidateParty) }
        report.fail(.candidateParty)
        let name = subject.context.register.parties[roster.parties[entry]]?.name
        report.add(
            form.finding(
                .candidateParty, detail: Cell.row(row).code, severity: .low,
                values: [
                    NamedValue(
                        .printedName, cell: .row(row), subject: form.subject(row: row), text: printed,
                        source: form.evidence(.row(row))),
                    NamedValue(
                        .registerName, subject: roster.names[entry], text: name,
                        source: Evidence(file: "info_mp_candidate", place: "number \(roster.numbers[entry])")),
                ]))
    }
}
