// SPDX-License-Identifier: Apache-2.0

/// Plants errors one at a time in copies of a set of documents and counts which the checks find.
///
/// A plant is found when the planted document, checked among the others, gives a finding that was not there before,
/// is about the planted area and ballot, and is by a rule that tells of such an error. What a source says of itself is
/// left out of the documents first: it was made from the unplanted values and would give every plant away.
package struct PlantTrial: Sendable {
    /// How many plants of one kind were found.
    package struct Score: Sendable {
        package let kind: PlantKind
        package fileprivate(set) var planted = 0
        package fileprivate(set) var found = 0
        /// Plants found by each rule; one plant can be found by several.
        package fileprivate(set) var byRule: [Rule: Int] = [:]
        package fileprivate(set) var missed: [Plant] = []
        /// Missed plants that changed the numbers of a finding that was there before: the form was already known to be
        /// faulty in the same way, and its finding now says something else. They do not count as found.
        package fileprivate(set) var changedOnly = 0

        /// The share found, from 0 to 1.
        package var rate: Double { planted > 0 ? Double(found) / Double(planted) : 0 }
        /// The middle of the votes misplaced by the plants that were missed.
        package var medianMissedVotes: Int? {
            missed.isEmpty ? nil : missed.map(\.votes).sorted()[missed.count / 2]
        }
    }
    private let documents: [TallyDocument]
    private let forms: [ExaminedForm]
    private let primary: PrimaryForms
    private let context: CheckContext
    private let baseline: [String: Finding]

    package init(_ documents: [TallyDocument], context: CheckContext) {
        self.documents = documents.map { document in
            var document = document
            document.claims = TallyDocument.Claims()
            return document
        }
        let outcome = ElectionCheck(context).run(self.documents)
        forms = outcome.forms
        primary = PrimaryForms(outcome.forms)
        self.context = outcome.context
        baseline = Dictionary(outcome.findings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Plants `count` errors of a kind, one after the other, each alone. The same seed plants the same errors.
    package func run(_ kind: PlantKind, count: Int, seed: UInt64) -> Score {
        var generator = SplitMix64(seed: seed)
        var score = Score(kind: kind)
        var tries = 0
        while score.planted < count, tries < count * 20 {
            tries += 1
            guard let plant = Plant.random(kind, in: documents, using: &generator) else { continue }
            score.planted += 1
            let (rules, isChanged) = rulesThatTell(of: plant)
            if rules.isEmpty {
                score.missed.append(plant)
                if isChanged { score.changedOnly += 1 }
            } else {
                score.found += 1
            }
            for rule in rules { score.byRule[rule, default: 0] += 1 }
        }
        return score
    }

    /// The rules of new findings, and whether a finding that was there before says something else now.
    private func rulesThatTell(of plant: Plant) -> (new: Set<Rule>, isChanged: Bool) {
        let form = ExaminedForm(plant.document, context)
        let other = primary.other(of: plant.index).map { forms[$0] }
        var report = CheckReport()
        DocumentChecks.run(CheckSubject(form, other: other, reportsPair: other != nil, context), into: &report)
        if plant.kind == .doubledDocument || plant.kind == .wrongFile {
            var set = forms
            set[plant.index] = form
            SetChecks(forms: set, primary: primary, context: context).checkDoubled(into: &report)
        }
        var rules: Set<Rule> = []
        var isChanged = false
        for finding in report.findings where finding.area == plant.area && plant.kind.isToldBy(finding.rule) {
            // A pair is reported under one ballot only; any other finding must be about the planted one.
            guard finding.kind == plant.ballot || finding.rule.family == .pair else { continue }
            if let before = baseline[finding.id] {
                if before.found != finding.found || before.expected != finding.expected { isChanged = true }
            } else {
                rules.insert(finding.rule)
            }
        }
        return (rules, isChanged)
    }
}
