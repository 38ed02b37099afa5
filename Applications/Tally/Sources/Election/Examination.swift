// SPDX-License-Identifier: Apache-2.0

/// An election examined: every check run over everything its book rests on.
package struct Examination: Sendable {
    package let data: ElectionData
    /// Over the announcements.
    package let outcome: ElectionCheck.Outcome
    /// Everything found, station and set forms included, the most consequential first.
    package let findings: [Finding]
    /// How often each rule held, failed, or lacked a value.
    package let scores: [Rule: CheckReport.Score]
    /// Forms of stations and sets that were streamed through.
    package let stationForms: Int

    /// Which findings belong to `check`, and which to `reconcile`.
    package static func isReconciliation(_ rule: Rule) -> Bool {
        (rule.family == .feed || rule.family == .upwards) && rule != .feedDecrease
    }
    /// A count that became less between two fetches is recorded with the later fetch and never withdrawn.
    package static func isCheck(_ rule: Rule) -> Bool { !isReconciliation(rule) && rule != .feedDecrease }

    /// Announcements of a ballot, and those in which every identity holds.
    package func counts(_ kind: BallotKind) -> (documents: Int, consistent: Int, sumsAgree: Int) {
        let forms = outcome.forms.filter { $0.document.kind == kind }
        let sums = forms.count { form in
            form.identities.contains { $0.identity.rule == .sumGood && $0.outcome == .holds }
        }
        return (forms.count, forms.count(where: \.passesIdentities), sums)
    }
}

extension Elections {
    /// Runs every check. Announcements are held in memory; station and set forms stream through.
    /// - Throws: as ``data(_:)``.
    package func examine(_ data: ElectionData) throws -> Examination {
        let check = ElectionCheck(register: data.register, feed: data.feed, defects: data.defects)
        let outcome = check.run(data.documents)
        guard data.stationForms > 0 else {
            return Examination(
                data: data, outcome: outcome, findings: outcome.findings, scores: outcome.report.scores,
                stationForms: 0)
        }
        var stream = StreamingCheck(outcome.context)
        for source in data.state.sources.values.sorted(by: { $0.path < $1.path }) {
            try forEachDocument(of: source, in: data.state) { stream.add($0) }
        }
        let report = stream.finish()
        var merged: [String: Finding] = [:]
        for finding in report.findings + outcome.findings { merged[finding.id] = finding }
        return Examination(
            data: data, outcome: outcome, findings: Array(merged.values).sortedByConsequence(),
            scores: report.scores, stationForms: data.stationForms)
    }

    /// Reads and examines an election.
    package func examine(_ election: String) async throws -> Examination { try examine(try await data(election)) }
}
