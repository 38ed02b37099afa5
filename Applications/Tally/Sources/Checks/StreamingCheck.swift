// SPDX-License-Identifier: Apache-2.0

/// Checks forms as they come, in memory that holds the context, sums by constituency and the findings, but no forms.
///
/// The two ballots of a place are compared when they come one after the other, as in a source ordered by place.
package struct StreamingCheck: Sendable {
    package private(set) var report = CheckReport()
    package private(set) var sums = StationSums()
    package private(set) var documents = 0
    private let context: CheckContext
    private var previous: ExaminedForm?
    /// Whether `previous` was compared with its partner, or there is none yet.
    private var isPaired = true
    private var announcements: [TallyDocument] = []

    package init(_ context: CheckContext) { self.context = context }

    /// Checks one document and adds it to the sums. Announcements are kept to the end, when they are compared with
    /// the sums.
    package mutating func add(_ document: TallyDocument) {
        documents += 1
        let form = ExaminedForm(document, context)
        let other = partner(of: document)
        DocumentChecks.run(CheckSubject(form, other: other, reportsPair: other != nil, context), into: &report)
        if other == nil, !isPaired, let previous {
            report.skip(previous.document.form == .announcement ? .pairBallots : .unitPair)
        }
        isPaired = other != nil
        if document.form == .announcement {
            announcements.append(document)
        } else {
            sums.add(form)
        }
        previous = form
    }

    private func partner(of document: TallyDocument) -> ExaminedForm? {
        guard let previous, previous.document.area == document.area, previous.document.place == document.place,
            previous.document.form == document.form, previous.document.kind != document.kind
        else { return nil }
        return previous
    }

    /// Compares announcements with the sums and gives the report, findings by consequence.
    package mutating func finish() -> CheckReport {
        for document in announcements { sums.check(ExaminedForm(document, context), context, into: &report) }
        announcements = []
        report.findings = report.findings.sortedByConsequence()
        return report
    }
}
