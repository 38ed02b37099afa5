// SPDX-License-Identifier: Apache-2.0

/// A document filed under one constituency that belongs to another: candidates by their names, party lists by their
/// distribution of votes together with the number of eligible voters.
struct WrongFileCheck: Check {
    var rules: [Rule] { [.wrongFile] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        guard let roster = subject.form.roster, subject.form.document.rows.count >= 3 else {
            return report.skip(.wrongFile)
        }
        let other = roster.kind == .constituency ? byNames(subject) : byVotes(subject, roster)
        guard let other else { return report.hold(.wrongFile) }
        report.fail(.wrongFile)
        let form = subject.form
        let doubt = Consequence(.unknown, votesInDoubt: form.sum ?? 0)
        report.add(
            form.finding(
                .wrongFile, severity: .high, consequence: doubt,
                values: [
                    NamedValue(.message, text: other.description, source: form.evidence),
                    NamedValue(.printedName, text: form.document.printedProvince, source: form.evidence),
                ]))
    }

    /// Another constituency that has most of the names, when this one has few of them.
    private func byNames(_ subject: CheckSubject) -> Area? {
        let form = subject.form
        let known = form.matches.count { $0.entry >= 0 && $0.basis != .party && $0.basis != .number }
        guard known * 2 < form.matches.count else { return nil }
        var hits: [Int: Int] = [:]
        for row in form.document.rows {
            if let area = subject.context.candidateAreas.value(of: row.name) { hits[area, default: 0] += 1 }
        }
        let best = hits.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let best, best.value * 2 > form.matches.count else { return byFoldedNames(subject) }
        let area = subject.context.areas[best.key]
        return area == form.document.area ? nil : area
    }

    /// The same after folding; only for the few forms whose names are few of this area's and few of any other's.
    private func byFoldedNames(_ subject: CheckSubject) -> Area? {
        let keys = Set(subject.form.document.rows.map { NameKey(candidate: $0.name) })
        for area in subject.context.areas where area != subject.form.document.area {
            guard let names = subject.context.constituencies[area]?.candidates.names else { continue }
            let hits = names.count { keys.contains(NameKey(candidate: $0)) }
            if hits * 2 > subject.form.matches.count { return area }
        }
        return nil
    }

    /// Another constituency whose preliminary count is much more alike than this one's.
    private func byVotes(_ subject: CheckSubject, _ roster: Roster) -> Area? {
        let form = subject.form
        let votes = form.rowOfEntry.indices.map { Double(max(0, form.votes(ofEntry: $0) ?? 0)) }
        let sum = votes.reduce(0, +)
        guard form.document.form == .announcement, sum > 1000, let constituency = form.constituency else { return nil }
        let eligible = form.figures[.eligible]
        let shares = votes.map { $0 / sum }
        let own = Self.distance(shares, eligible, constituency, atMost: .infinity)
        guard own > 0.02 else { return nil }
        var best: (area: Area, distance: Double)?
        for candidate in subject.context.inOrder where candidate.area != form.document.area {
            let distance = Self.distance(shares, eligible, candidate, atMost: best?.distance ?? own * 0.6)
            if distance < best?.distance ?? (own * 0.6) { best = (candidate.area, distance) }
        }
        return best?.area
    }

    /// Half the sum of the differences of shares, plus the difference of eligible voters up to a twentieth.
    private static func distance(
        _ shares: [Double], _ eligible: Int?, _ constituency: CheckContext.Constituency, atMost: Double
    ) -> Double {
        let feed = constituency.parties.feedShares
        guard feed.count == shares.count else { return .infinity }
        var distance = 0.0
        if let eligible, let registered = constituency.registeredVoters, registered > 0 {
            distance = min(0.05, Double(abs(eligible - registered)) / Double(registered))
        }
        for entry in shares.indices {
            distance += (shares[entry] - feed[entry]).magnitude / 2
            if distance > atMost { return distance }
        }
        return distance
    }
}
