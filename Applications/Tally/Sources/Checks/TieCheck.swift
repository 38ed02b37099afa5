// SPDX-License-Identifier: Apache-2.0

/// Candidates who share the first place of an announcement: nobody has won, and one vote decides.
struct TieCheck: Check {
    var rules: [Rule] { [.firstTied] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        guard form.document.form == .announcement, form.document.kind == .constituency else { return }
        guard let row = form.leadingRow, let most = form.votes[row], most > 0 else { return report.skip(.firstTied) }
        let tied = form.votes.indices.filter { form.votes[$0] == most && !form.duplicates.contains($0) }
        if tied.count < 2 { return report.hold(.firstTied) }
        report.fail(.firstTied)
        report.add(
            form.finding(
                .firstTied, severity: .high, consequence: Consequence(.unknown, marginBefore: 0),
                values: tied.map { form.value(row: $0) }))
    }
}
