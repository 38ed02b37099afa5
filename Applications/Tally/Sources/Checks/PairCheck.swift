// SPDX-License-Identifier: Apache-2.0

/// The two ballots of one place: who is eligible is the same for both, and about as many ballots come of each.
struct PairCheck: Check {
    var rules: [Rule] { [.pairBallots, .pairEligible, .unitPair] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        guard subject.reportsPair else { return }
        guard let other = subject.other else {
            guard form.document.form == .announcement else { return report.skip(.unitPair) }
            report.skip(.pairEligible)
            return report.skip(.pairBallots)
        }
        switch form.document.form {
        case .announcement:
            compare(.pairEligible, .eligible, "", subject, other, into: &report)
            compare(.pairBallots, .ballots, "", subject, other, into: &report)
        case .station:
            for field in [FormField.eligible, .received, .used] {
                compare(.unitPair, field, field.code, subject, other, into: &report)
            }
        case .advanceInside, .advanceOutside: compare(.unitPair, .ballots, "ballots", subject, other, into: &report)
        }
    }

    private func compare(
        _ rule: Rule, _ field: FormField, _ detail: String, _ subject: CheckSubject, _ other: ExaminedForm,
        into report: inout CheckReport
    ) {
        guard let mine = subject.form.figures[field], let theirs = other.figures[field] else {
            return report.skip(rule)
        }
        if mine == theirs { return report.hold(rule) }
        report.fail(rule)
        var value = other.value(field)
        value.label = .otherBallot
        report.add(
            subject.form.finding(
                rule, detail: detail, consequence: subject.stakes.doubt(abs(mine - theirs), about: field),
                values: [subject.form.value(field), value], expected: theirs, found: mine))
    }
}
