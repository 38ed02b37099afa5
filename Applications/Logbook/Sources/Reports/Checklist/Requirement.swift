// SPDX-License-Identifier: Apache-2.0

/// One thing that a tax office asks, and whether the book has it.
package struct Requirement: Sendable, Hashable {
    /// As `nl.addresses`; stays the same.
    package let id: String
    /// What is asked.
    package let title: String
    /// Where it stands, with its date where that is known.
    package let source: String
    package let verdict: Verdict
    /// What to do, or what was found; empty when there is nothing to say.
    package let advice: String
    /// The trips that it is about, in the order of their ids.
    package let trips: [TripID]

    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        case met
        case needsYou = "needs-you"
        case notApplicable = "not-applicable"
    }
}

/// A requirement before it is judged. Rules are data, so that each stands once, is named, and can be tested alone.
struct RequirementRule: Sendable {
    let id: String
    let title: Term
    let source: String
    /// What to do when it is not met.
    let advice: Term
    let judge: @Sendable (ReportEvidence) -> Finding

    enum Finding {
        /// With what is worth saying.
        case met(String = "")
        case notApplicable
        /// About these trips, none when it is about the book as a whole; with what was found.
        case needsYou([TripID] = [], String = "")

        /// Met unless there are trips that lack something; not applicable without any that could.
        static func lacking(_ trips: [TripID], of all: some Collection) -> Self {
            all.isEmpty ? .notApplicable : trips.isEmpty ? .met() : .needsYou(trips)
        }
    }

    init(
        _ id: String, _ title: Term, source: String, advice: Term,
        judge: @escaping @Sendable (ReportEvidence) -> Finding
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.advice = advice
        self.judge = judge
    }

    static func all(_ country: Vehicle.Country) -> [Self] {
        switch country {
        case .netherlands: netherlands
        case .germany: germany
        case .unitedKingdom: unitedKingdom
        case .unitedStates: unitedStates
        }
    }

    func judged(_ evidence: ReportEvidence) -> Requirement {
        let language = evidence.options.language
        func requirement(_ verdict: Requirement.Verdict, _ advice: String, _ trips: [TripID] = []) -> Requirement {
            Requirement(
                id: id, title: title.text(language), source: source, verdict: verdict, advice: advice,
                trips: trips.sorted())
        }
        switch judge(evidence) {
        case .met(let note): return requirement(.met, note)
        case .notApplicable: return requirement(.notApplicable, "")
        case .needsYou(let trips, let note):
            let text = [note, advice.text(language)].filter { !$0.isEmpty }.joined(separator: " ")
            return requirement(.needsYou, text, trips)
        }
    }
}
