// SPDX-License-Identifier: Apache-2.0

/// Every identity of the form; a failing one comes with the smallest changes that would repair the form.
struct IdentityCheck: Check {
    var rules: [Rule] { Rule.allCases.filter { $0.family == .arithmetic } }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        var changes: [SmallestChange]?
        for (identity, outcome) in form.identities {
            switch outcome {
            case .holds: report.hold(identity.rule)
            case .notCheckable: report.skip(identity.rule)
            case .fails(let left, let right):
                report.fail(identity.rule)
                let repairs =
                    changes ?? SmallestRepair(form: form, stakes: subject.stakes, other: subject.other).changes()
                changes = repairs
                report.add(finding(subject, identity, left, right, repairs))
            }
        }
    }

    /// Used and unused ballots that do not add up say nothing about votes: what was used is checked by itself.
    private func consequence(_ rule: Rule, _ doubt: Int, _ stakes: Stakes) -> Consequence {
        switch rule {
        case .sumGood, .sumTotal: stakes.unplaced(doubt)
        case .receivedParts, .appearedEligible, .envelopesMatch: Consequence(.none, votesInDoubt: doubt)
        default: stakes.ballots(doubt)
        }
    }

    private func finding(
        _ subject: CheckSubject, _ identity: Identity, _ left: Int, _ right: Int, _ repairs: [SmallestChange]
    ) -> Finding {
        let form = subject.form
        let isAboutRows = identity.left == [Figures.sumIndex]
        var values: [NamedValue] = []
        if isAboutRows {
            values.append(NamedValue(.sumOfRows, number: left, source: form.evidence))
        } else if identity.left.count > 1 {
            values.append(NamedValue(.sumOfFields, number: left, source: form.evidence))
        }
        for index in identity.left + identity.right {
            if let field = FormField(rawValue: index) { values.append(form.value(field)) }
        }
        let relevant = repairs.filter { $0.repairs.contains(identity.rule) }
        let doubt = abs(left - right)
        var consequence = consequence(identity.rule, doubt, subject.stakes)
        if isAboutRows, let best = relevant.first, case .row = best.cell { consequence = best.effect }
        return form.finding(
            identity.rule, consequence: consequence, values: values, expected: right, found: left, changes: relevant)
    }
}
