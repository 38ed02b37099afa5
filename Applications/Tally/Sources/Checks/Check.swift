// SPDX-License-Identifier: Apache-2.0

/// One kind of check of one form. A check is a small value without state; `DocumentChecks.all` lists them.
package protocol Check: Sendable {
    /// The rules it can find broken.
    var rules: [Rule] { get }
    /// Looks at the form and reports.
    func check(_ subject: CheckSubject, into report: inout CheckReport)
}

/// What a check of one form looks at.
package struct CheckSubject {
    package let form: ExaminedForm
    /// The same place's form of the other ballot, when it is at hand.
    package let other: ExaminedForm?
    package let context: CheckContext
    /// Whether the comparison with the other ballot is reported with this form; it is reported once.
    let reportsPair: Bool
    let stakes: Stakes

    /// The comparison with the other ballot is reported with the constituency ballot, unless `reportsPair` says.
    package init(
        _ form: ExaminedForm, other: ExaminedForm? = nil, reportsPair: Bool? = nil, _ context: CheckContext
    ) {
        self.form = form
        self.reportsPair = reportsPair ?? (form.document.kind == .constituency)
        self.other = other
        self.context = context
        stakes = Stakes(form, context)
    }
}

/// Findings, and how often each rule was applied with which outcome. What could not be checked is counted, never passed
/// over in silence.
package struct CheckReport: Sendable {
    /// How often a rule held, failed, or lacked a value to compare.
    package struct Score: Sendable, Hashable {
        package var held = 0
        package var failed = 0
        package var notCheckable = 0
    }
    package var findings: [Finding] = []
    package private(set) var scores: [Rule: Score] = [:]

    package init() {}

    mutating func add(_ finding: Finding) { findings.append(finding) }
    mutating func hold(_ rule: Rule, times: Int = 1) {
        if times > 0 { scores[rule, default: Score()].held += times }
    }
    mutating func fail(_ rule: Rule) { scores[rule, default: Score()].failed += 1 }
    mutating func skip(_ rule: Rule) { scores[rule, default: Score()].notCheckable += 1 }
    /// Adds another report's findings and counts.
    package mutating func merge(_ other: CheckReport) {
        findings += other.findings
        for (rule, score) in other.scores {
            scores[rule, default: Score()].held += score.held
            scores[rule, default: Score()].failed += score.failed
            scores[rule, default: Score()].notCheckable += score.notCheckable
        }
    }
}

/// Every check of a single form, in the order they run.
package enum DocumentChecks {
    package static let all: [any Check] = [
        AreaCheck(), IdentityCheck(), WordsCheck(), NumberCheck(), NameCheck(), RowsCheck(), TieCheck(),
        FeedCheck(), RearrangementCheck(), WrongFileCheck(), ClaimCheck(), HintCheck(), PairCheck(),
    ]

    /// Runs them on one form.
    package static func run(_ subject: CheckSubject, into report: inout CheckReport) {
        for check in all { check.check(subject, into: &report) }
    }
}
