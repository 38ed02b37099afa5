// SPDX-License-Identifier: Apache-2.0

/// Everything the pages and the report show of an election, computed once from its book and blobs.
package struct ElectionView: Sendable {
    /// What a form is of, for look-ups: one announcement an area and ballot.
    package struct Key: Hashable, Sendable {
        package let area: Area
        package let kind: BallotKind

        package init(_ area: Area, _ kind: BallotKind) {
            self.area = area
            self.kind = kind
        }
    }
    /// A constituency at a glance.
    package struct Summary: Sendable {
        package let area: Area
        /// `กรุงเทพมหานคร 1`.
        package let name: String
        package let hasConstituency: Bool
        package let hasPartyList: Bool
        /// Open findings above a hint, and the worst of them.
        package let findings: Int
        package let worst: Severity?
    }

    /// Entries of the book when this was computed.
    package let size: Int64
    package let data: ElectionData
    package let context: CheckContext
    /// The country beside the feed, and the list seats.
    package let national: NationalReconciliation
    /// The announcement of each area and ballot. Where several sources have one, that with the numbered fields is
    /// shown.
    package let forms: [Key: ExaminedForm]
    /// Findings that were not withdrawn, the most consequential first.
    package let findings: [FindingRecord]
    package let findingsByArea: [Area: [FindingRecord]]
    /// All constituencies of the register, in order.
    package let areas: [Summary]

    init(_ data: ElectionData) {
        self.data = data
        size = data.state.size
        let outcome = ElectionCheck(register: data.register, feed: data.feed).run(data.documents)
        context = outcome.context
        national = NationalReconciliation(outcome)
        forms = Self.forms(outcome.forms)
        findings = data.state.findings.values.filter { $0.withdrawnAt == nil }
            .sorted { Finding.byConsequence($0.finding, $1.finding) }
        let byArea = Dictionary(grouping: findings.filter { $0.finding.area != nil }) {
            $0.finding.area ?? Area(province: 0, constituency: 0)
        }
        findingsByArea = byArea
        let forms = forms
        areas = data.register.constituencies.keys.sorted().map { area in
            let open = (byArea[area] ?? []).filter { $0.shownStatus == .open && $0.finding.severity > .hint }
            return Summary(
                area: area, name: data.register.name(of: area),
                hasConstituency: forms[Key(area, .constituency)] != nil,
                hasPartyList: forms[Key(area, .partyList)] != nil, findings: open.count,
                worst: open.map(\.finding.severity).max())
        }
    }

    private static func forms(_ examined: [ExaminedForm]) -> [Key: ExaminedForm] {
        var chosen: [Key: ExaminedForm] = [:]
        for index in PrimaryForms(examined).announcements {
            let form = examined[index]
            chosen[Key(form.document.area, form.document.kind)] = form
        }
        return chosen
    }

    /// Constituencies with both announcements, and documents in which every identity holds.
    package var complete: Int { areas.count { $0.hasConstituency && $0.hasPartyList } }
    package var consistent: Int { forms.values.count(where: \.passesIdentities) }

    /// The credits that must stand wherever values appear.
    package var credits: [String] { Array(Set(data.state.sources.values.compactMap(\.credit))).sorted() }

    /// A finding by its id.
    package func finding(_ id: String) -> FindingRecord? { data.state.findings[id] }

    /// One row of a constituency's comparison: an entry of the register with the form's and the feed's votes.
    package struct Line: Sendable {
        package let number: Int
        package let name: String
        package let party: String
        package let form: Int?
        package let feed: Int?
        package var difference: Int? {
            guard let form, let feed else { return nil }
            return form - feed
        }
    }

    /// The rows of an area's ballot in order of the form's votes, then of the feed's.
    package func lines(_ area: Area, _ kind: BallotKind) -> [Line] {
        guard let roster = context.constituencies[area]?.roster(kind) else { return [] }
        let form = forms[Key(area, kind)]
        let lines = (0..<roster.count).map { entry in
            let feed = roster.feed[entry]
            return Line(
                number: roster.numbers[entry], name: roster.names[entry],
                party: data.register.parties[roster.parties[entry]]?.name ?? "",
                form: form?.votes(ofEntry: entry), feed: feed < 0 ? nil : feed)
        }
        return lines.sorted { ($1.form ?? -1, $1.feed ?? -1, $0.number) < ($0.form ?? -1, $0.feed ?? -1, $1.number) }
    }
}

extension Register {
    /// `กรุงเทพมหานคร 1`.
    package func name(of area: Area) -> String {
        "\(provinces[area.province]?.name ?? String(area.province)) \(area.constituency)"
    }
}

extension Elections {
    /// What the pages show of an election.
    /// - Throws: as ``data(_:)``.
    package func view(_ election: String) async throws -> ElectionView { ElectionView(try await data(election)) }
}
