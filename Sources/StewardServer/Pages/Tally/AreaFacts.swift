// SPDX-License-Identifier: Apache-2.0
import Tally

/// What lists, maps and charts say of one constituency.
struct AreaFacts: Sendable {
    /// One ballot of it.
    struct Ballot: Sendable {
        let kind: BallotKind
        let state: AreaState
        /// Open findings above a hint.
        let findings: Int
        /// Whether one of them could change who wins.
        let changesWinner: Bool
        /// The form's figures; `nil` where it has none.
        let ballots: Int?
        let good: Int?
        let bad: Int?
        let noChoice: Int?
        /// The feed's.
        let feed: Feed.Ballot?
        /// The first by the form, without one by the feed.
        let leader: Leader?

        /// Ballots by the form, or by the feed where there is no form.
        var turnout: Int? { ballots ?? feed?.turnout }
        var valid: Int? { good ?? feed?.valid }
    }

    /// Who is first, and how far before the second.
    struct Leader: Sendable {
        let number: Int
        let name: String
        let party: String
        let votes: Int
        let margin: Int
        let isByForm: Bool
    }

    let area: Area
    let name: String
    let provinceName: String
    let constituency: Ballot
    let partyList: Ballot
    let state: AreaState
    let findings: Int
    let changesWinner: Bool
    /// The most votes in doubt of one open finding.
    let doubt: Int
    let eligible: Int?
    let stationsCounted: Int
    let stations: Int
    /// What a search looks through, in lower case.
    let searched: String

    func ballot(_ kind: BallotKind) -> Ballot { kind == .constituency ? constituency : partyList }

    /// Turn-out in percent of those who may vote; `nil` when either is not known.
    func turnout(_ kind: BallotKind) -> Double? {
        guard let eligible, eligible > 0, let ballots = ballot(kind).turnout else { return nil }
        return Double(ballots) / Double(eligible) * 100
    }

    /// The leader's share of the valid votes in percent.
    var leaderShare: Double? {
        guard let leader = constituency.leader, let valid = constituency.valid, valid > 0 else {
            return nil
        }
        return Double(leader.votes) / Double(valid) * 100
    }

    /// The margin's share of the valid votes in percent.
    var marginShare: Double? {
        guard let leader = constituency.leader, let valid = constituency.valid, valid > 0 else {
            return nil
        }
        return Double(leader.margin) / Double(valid) * 100
    }
}

extension AreaFacts {
    init(_ summary: ElectionView.Summary, _ view: ElectionView) {
        let area = summary.area
        let register = view.data.register
        let open = (view.findingsByArea[area] ?? []).filter(\.isOpenMatter).map(\.finding)
        let count = view.data.feed.counts[area]
        constituency = Ballot(.constituency, area, open, view)
        partyList = Ballot(.partyList, area, open, view)
        self.area = area
        name = summary.name
        provinceName = register.provinces[area.province]?.name ?? String(area.province)
        // That there is no document is a finding too; on the map it is a state of its own.
        let isMissing = !summary.hasConstituency && !summary.hasPartyList
        state = isMissing ? .missing : summary.worst.map(AreaState.found) ?? .holds
        findings = summary.findings
        changesWinner = open.contains { $0.consequence.kind == .winnerChanges }
        doubt = open.map(\.consequence.votesInDoubt).max() ?? 0
        let form = view.forms[.init(area, .constituency)]?.document
        let known = register.constituencies[area]
        eligible = form?.number(.eligible) ?? known?.registeredVoters
        stationsCounted = count?.stationsCounted ?? 0
        stations = count?.stations ?? known?.stations ?? 0
        let letters = register.provinces[area.province]?.letters ?? ""
        let leader = constituency.leader.map { "\($0.name) \($0.party)" } ?? ""
        searched = "\(summary.name) \(letters) \(known?.id ?? "") \(leader)".lowercased()
    }
}

extension AreaFacts.Ballot {
    init(_ kind: BallotKind, _ area: Area, _ open: [Finding], _ view: ElectionView) {
        let form = view.forms[.init(area, kind)]
        let own = open.filter { $0.kind == kind || $0.kind == nil }
        let worst = own.map(\.severity).max()
        self.kind = kind
        state = form == nil ? .missing : worst.map(AreaState.found) ?? .holds
        findings = own.count
        changesWinner = own.contains { $0.consequence.kind == .winnerChanges }
        ballots = form?.document.number(.ballots)
        good = form?.document.number(.good)
        bad = form?.document.number(.bad)
        noChoice = form?.document.number(.noChoice)
        feed = view.data.feed.counts[area]?.ballot(kind)
        leader = Self.leader(form, view.context.constituencies[area]?.roster(kind), view)
    }

    private static func leader(_ form: ExaminedForm?, _ roster: Roster?, _ view: ElectionView)
        -> AreaFacts.Leader?
    {
        guard let roster else { return nil }
        let byForm = (0..<roster.count).map { form?.votes(ofEntry: $0) ?? -1 }
        let isByForm = byForm.contains { $0 >= 0 }
        let votes = isByForm ? byForm : roster.feed
        var (first, second) = (-1, 0)
        for (entry, count) in votes.enumerated() where count >= 0 {
            if first < 0 || count > votes[first] {
                second = first < 0 ? 0 : votes[first]
                first = entry
            } else {
                second = max(second, count)
            }
        }
        guard first >= 0 else { return nil }
        return AreaFacts.Leader(
            number: roster.numbers[first], name: roster.names[first],
            party: view.data.register.parties[roster.parties[first]]?.name ?? "", votes: votes[first],
            margin: votes[first] - second, isByForm: isByForm)
    }
}

extension FindingRecord {
    /// Whether a person should still look at it: nobody decided, and it is more than a hint.
    var isOpenMatter: Bool { shownStatus == .open && finding.severity > .hint }
}
