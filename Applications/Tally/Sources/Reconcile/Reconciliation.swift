// SPDX-License-Identifier: Apache-2.0

/// One announcement beside the feed, entry by entry.
package struct Reconciliation: Sendable {
    package let area: Area
    package let kind: BallotKind
    /// The form's file; `nil` when there is no form.
    package let source: SourceFile?
    /// How complete the feed was, and when; `nil` when the feed lacks the area.
    package let coverage: Coverage?
    /// In the register's order.
    package let figures: [ReconciledFigure]
    package let totals: [ReconciledTotal]
    /// Rows of the form that name nobody in the register; their votes are in no figure.
    package let unmatchedRows: [Int]
    private let form: ExaminedForm?

    package init(_ form: ExaminedForm) {
        self.form = form
        area = form.document.area
        kind = form.document.kind
        source = form.document.source
        coverage = form.constituency?.coverage
        figures = Self.figures(form)
        unmatchedRows = form.matches.indices.filter { form.matches[$0].entry < 0 }
        let ballot = form.roster?.ballot
        totals = [
            ReconciledTotal(field: .ballots, formNumber: form.figures[.ballots], feedNumber: ballot?.turnout),
            ReconciledTotal(field: .good, formNumber: form.figures[.good], feedNumber: ballot?.valid),
            ReconciledTotal(field: .bad, formNumber: form.figures[.bad], feedNumber: ballot?.invalid),
            ReconciledTotal(field: .noChoice, formNumber: form.figures[.noChoice], feedNumber: ballot?.noChoice),
        ]
    }

    private static func figures(_ form: ExaminedForm) -> [ReconciledFigure] {
        guard let roster = form.roster else { return [] }
        return (0..<roster.count).map { entry in
            let row = form.rowOfEntry[entry] < 0 ? nil : form.rowOfEntry[entry]
            let printed = row.flatMap { form.document.rows[$0].number }
            return ReconciledFigure(
                number: roster.numbers[entry], name: roster.names[entry],
                printedNumber: printed == roster.numbers[entry] ? nil : printed, row: row,
                formVotes: row.flatMap { form.votes[$0] }, feedVotes: roster.feed[entry] < 0 ? nil : roster.feed[entry])
        }
    }

    /// Where the form's number stands.
    package func formEvidence(_ figure: ReconciledFigure) -> Evidence? {
        guard let form, let row = figure.row else { return nil }
        return form.evidence(.row(row))
    }
    /// Where the feed's number stands, with coverage and time.
    package func feedEvidence(_ figure: ReconciledFigure) -> Evidence? {
        guard let form, figure.feedVotes != nil else { return nil }
        return form.feedEvidence(form.roster?.entry(number: figure.number))
    }
    /// The entry with most votes by the form and by the feed.
    package var leaders: (form: ReconciledFigure?, feed: ReconciledFigure?) {
        (
            figures.filter { $0.formVotes != nil }.max { ($0.formVotes ?? 0) < ($1.formVotes ?? 0) },
            figures.filter { $0.feedVotes != nil }.max { ($0.feedVotes ?? 0) < ($1.feedVotes ?? 0) }
        )
    }
    /// Votes between first and second by the form; the first's when nobody is second.
    package var margin: Int? {
        let votes = figures.compactMap(\.formVotes).sorted(by: >)
        return votes.first.map { $0 - (votes.count > 1 ? votes[1] : 0) }
    }
}

/// The country: every announcement beside the feed, and the list seats both ways.
package struct NationalReconciliation: Sendable {
    /// By area, constituency ballot first.
    package let areas: [Reconciliation]
    /// List seats by the announcements, with the feed's votes where an announcement is missing.
    package let seatsByForms: SeatAllocation
    package let seatsByFeed: SeatAllocation
    /// Constituencies won by party number, by the announcements and by the feed; -1 is a candidate without a party.
    package let wonByForms: [Int: Int]
    package let wonByFeed: [Int: Int]
    /// The feed's own time and share counted.
    package let lastUpdate: String?
    package let percentCounted: Double?

    /// Takes the forms and what the checks learnt from them.
    package init(_ outcome: ElectionCheck.Outcome) {
        let context = outcome.context
        let primary = PrimaryForms(outcome.forms)
        areas = primary.announcements.map { Reconciliation(outcome.forms[$0]) }
            .sorted { ($0.area, $0.kind) < ($1.area, $1.kind) }
        seatsByForms = context.nationalSeats
        seatsByFeed = context.feedSeats
        var byForms: [Int: Int] = [:]
        var byFeed: [Int: Int] = [:]
        for constituency in context.constituencies.values {
            let roster = constituency.candidates
            let feedLeader = roster.feedLeader
            if let feedLeader { byFeed[roster.parties[feedLeader], default: 0] += 1 }
            var leader = feedLeader
            if let index = primary.announcement(constituency.area, .constituency) {
                let form = outcome.forms[index]
                leader = form.leadingRow.map { form.matches[$0].entry }
            }
            if let leader, leader >= 0 { byForms[roster.parties[leader], default: 0] += 1 }
        }
        wonByForms = byForms
        wonByFeed = byFeed
        lastUpdate = context.feed?.lastUpdate
        percentCounted = context.feed?.percentCounted
    }
}
