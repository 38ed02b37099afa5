// SPDX-License-Identifier: Apache-2.0
internal import Crypto
package import StewardIntegration

/// Checks a set of documents that fits in memory: each form by itself, the two ballots of an area, documents against
/// each other, and the country's seats. For sets that do not fit, see `StreamingCheck`.
package struct ElectionCheck: Sendable {
    /// Everything found, and what it was computed from.
    package struct Outcome: Sendable {
        package let report: CheckReport
        /// The documents as examined, in the order they came.
        package let forms: [ExaminedForm]
        /// What the first pass learnt, for further work on the same documents.
        package let context: CheckContext
        /// Findings by consequence.
        package var findings: [Finding] { report.findings }
    }
    private let base: CheckContext
    private let defects: [DatasetDefect]

    package init(register: Register, feed: Feed?, defects: [DatasetDefect] = []) {
        self.init(CheckContext(register: register, feed: feed), defects: defects)
    }
    package init(_ context: CheckContext, defects: [DatasetDefect] = []) {
        base = context
        self.defects = defects
    }

    /// Runs every check. The same documents give the same findings in the same order.
    package func run(_ documents: [TallyDocument]) -> Outcome {
        let forms = documents.concurrentMap(stride: 32) { ExaminedForm($0, base) }
        let primary = PrimaryForms(forms)
        let context = learn(forms, primary)
        let reports = Self.parts(of: forms.count).concurrentMap(stride: 1) { part in
            var report = CheckReport()
            for index in part {
                let other = primary.other(of: index).map { forms[$0] }
                DocumentChecks.run(CheckSubject(forms[index], other: other, context), into: &report)
            }
            return report
        }
        var report = CheckReport()
        for part in reports { report.merge(part) }
        SetChecks(forms: forms, primary: primary, context: context).run(into: &report)
        addDefects(context, into: &report)
        report.findings = report.findings.sortedByConsequence()
        return Outcome(report: report, forms: forms, context: context)
    }

    /// Parts of so many forms that can be checked side by side; their reports in order are the report of all.
    private static func parts(of count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: 32).map { $0..<min($0 + 32, count) }
    }

    /// How parties grow, from forms whose sum agrees, and the country's list votes: by the announcement where there is
    /// one, else by the feed.
    private func learn(_ forms: [ExaminedForm], _ primary: PrimaryForms) -> CheckContext {
        var learner = GrowthModel.Learner()
        var national = base.nationalVotes
        for index in primary.announcements {
            let form = forms[index]
            guard let roster = form.roster else { continue }
            if form.document.kind == .partyList {
                for entry in 0..<roster.count {
                    national[entry] += (form.votes(ofEntry: entry) ?? 0) - max(0, roster.feed[entry])
                }
            }
            guard let growth = form.growth, let sum = form.sum, sum == form.figures[.good] ?? sum else { continue }
            for entry in 0..<roster.count where roster.feed[entry] >= 100 {
                guard let votes = form.votes(ofEntry: entry) else { continue }
                learner.add(
                    roster.kind, party: roster.parties[entry], feed: roster.feed[entry], votes: votes, growth: growth)
            }
        }
        return base.learning(growth: learner.model(), nationalVotes: national)
    }

    /// Each contradiction once, however often it is told.
    private func addDefects(_ context: CheckContext, into report: inout CheckReport) {
        guard context.feed != nil || !defects.isEmpty else { return report.skip(.feedContradiction) }
        if defects.isEmpty { return report.hold(.feedContradiction) }
        var seen: Set<String> = []
        for defect in defects {
            let finding = Self.finding(defect, context)
            guard seen.insert(finding.detail).inserted else { continue }
            report.fail(.feedContradiction)
            report.add(finding)
        }
    }

    /// One place can contradict itself in several ways under one rule; the start of the message's hash tells them
    /// apart.
    private static func finding(_ defect: DatasetDefect, _ context: CheckContext) -> Finding {
        let source = Evidence(file: context.feed?.source ?? "feed", place: defect.place)
        let hash = SHA256.hash(data: Array(defect.message.utf8)).prefix(4).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        return Finding(
            .feedContradiction, area: nil, kind: nil,
            detail: "\(defect.rule).\(slug(defect.place)).\(hash.joined())", severity: .medium,
            consequence: Consequence(.unknown), values: [NamedValue(.message, text: defect.message, source: source)])
    }

    /// Letters and digits of a place, fit for an id.
    private static func slug(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}

/// Which document stands for each form of each place, when a form came from several sources: a source with the numbered
/// fields before one without.
package struct PrimaryForms: Sendable {
    private struct Key: Hashable {
        let area: Area
        let kind: BallotKind
        let form: FormType
        let place: CountingPlace?
    }
    private let keys: [Key]
    private var primaries: [Key: Int] = [:]
    /// The announcements that stand for their area and ballot, in the order of the documents.
    package private(set) var announcements: [Int] = []
    /// Documents beside the one that stands for the same form.
    package private(set) var others: [(primary: Int, other: Int)] = []

    package init(_ forms: [ExaminedForm]) {
        keys = forms.map { form in
            let document = form.document
            return Key(area: document.area, kind: document.kind, form: document.form, place: document.place)
        }
        for (index, key) in keys.enumerated() {
            guard let first = primaries[key] else {
                primaries[key] = index
                continue
            }
            if forms[first].document.fields.isEmpty, !forms[index].document.fields.isEmpty { primaries[key] = index }
        }
        for (index, key) in keys.enumerated() {
            guard let primary = primaries[key] else { continue }
            if primary != index {
                others.append((primary, index))
            } else if key.form == .announcement {
                announcements.append(index)
            }
        }
    }

    /// The document of the same place's other ballot; only for documents that stand for their form.
    func other(of index: Int) -> Int? {
        let key = keys[index]
        guard primaries[key] == index else { return nil }
        let kind: BallotKind = key.kind == .constituency ? .partyList : .constituency
        return primaries[Key(area: key.area, kind: kind, form: key.form, place: key.place)]
    }

    /// The announcement of an area and ballot.
    package func announcement(_ area: Area, _ kind: BallotKind) -> Int? {
        primaries[Key(area: area, kind: kind, form: .announcement, place: nil)]
    }
}
