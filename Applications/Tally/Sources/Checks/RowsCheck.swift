// SPDX-License-Identifier: Apache-2.0

/// One row for each candidate or party, no more and no less.
struct RowsCheck: Check {
    var rules: [Rule] { [.rowCount, .rowDuplicate, .numberDuplicate, .rowMissing, .rowPhantom] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        checkNumbers(form, into: &report)
        guard let roster = form.roster, roster.count > 0, !form.document.rows.isEmpty else {
            for rule in [Rule.rowCount, .rowMissing, .rowDuplicate] { report.skip(rule) }
            return
        }
        checkCount(form, roster, into: &report)
        checkMissing(subject, roster, into: &report)
        if form.duplicates.isEmpty { report.hold(.rowDuplicate) }
        for row in form.duplicates {
            report.fail(.rowDuplicate)
            let first = form.rowOfEntry[form.matches[row].entry]
            report.add(
                form.finding(
                    .rowDuplicate, detail: Cell.row(row).code,
                    consequence: subject.stakes.unplaced(form.votes[row] ?? 0),
                    values: [form.value(row: first), form.value(row: row)]))
        }
    }

    private func checkCount(_ form: ExaminedForm, _ roster: Roster, into report: inout CheckReport) {
        let count = form.document.rows.count
        if count == roster.count { return report.hold(.rowCount) }
        report.fail(.rowCount)
        report.add(
            form.finding(
                .rowCount, severity: .low, values: [NamedValue(.count, number: count, source: form.evidence)],
                expected: roster.count, found: count))
    }

    private func checkMissing(_ subject: CheckSubject, _ roster: Roster, into report: inout CheckReport) {
        let form = subject.form
        let missing = form.rowOfEntry.indices.filter { form.rowOfEntry[$0] < 0 }
        if missing.isEmpty { return report.hold(.rowMissing) }
        report.fail(.rowMissing)
        let values = missing.map { entry in
            roster.feed[entry] >= 0
                ? form.feedValue(entry)
                : NamedValue(
                    .registerName, text: "\(roster.numbers[entry]) \(roster.names[entry])", source: form.evidence)
        }
        let votes = missing.map { (entry: $0, by: max(0, roster.feed[$0])) }.filter { $0.by > 0 }
        report.add(
            form.finding(
                .rowMissing, consequence: subject.stakes.changing(votes), values: values, expected: 0,
                found: missing.count))
    }

    private func checkNumbers(_ form: ExaminedForm, into report: inout CheckReport) {
        let rows = form.document.rows
        guard let highest = rows.compactMap(\.number).max(), highest > 0, highest < 10_000 else {
            return report.skip(.numberDuplicate)
        }
        var first = [Int](repeating: -1, count: highest + 1)
        var repeated: [Int: [Int]] = [:]
        for (row, entry) in rows.enumerated() {
            guard let number = entry.number, number >= 0 else { continue }
            if first[number] < 0 { first[number] = row } else { repeated[number, default: []].append(row) }
        }
        for (number, others) in repeated.sorted(by: { $0.key < $1.key }) {
            report.add(
                form.finding(
                    .numberDuplicate, detail: "number.\(number)", severity: .low,
                    values: ([first[number]] + others).map { form.value(row: $0) }))
        }
        repeated.isEmpty ? report.hold(.numberDuplicate) : report.fail(.numberDuplicate)
    }
}
