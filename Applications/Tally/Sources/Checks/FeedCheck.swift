// SPDX-License-Identifier: Apache-2.0

/// The announcement against the preliminary count: nobody's votes can fall, and the leader is compared.
struct FeedCheck: Check {
    /// From this many rows on, one finding stands for all of them.
    static let many = 10
    var rules: [Rule] { [.belowFeed, .manyBelowFeed, .topDiffers, .winnerDiffers, .feedTotals] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        guard form.document.form == .announcement else { return report.skip(.belowFeed) }
        guard let roster = form.roster, roster.ballot != nil else {
            let leader: Rule = form.document.kind == .constituency ? .winnerDiffers : .topDiffers
            for rule in [.belowFeed, .manyBelowFeed, leader, .feedTotals] { report.skip(rule) }
            return
        }
        checkRows(subject, roster, into: &report)
        checkPrintedNumbers(subject, roster, into: &report)
        checkLeader(subject, roster, into: &report)
        checkTotals(subject, roster, into: &report)
    }

    private func checkRows(_ subject: CheckSubject, _ roster: Roster, into report: inout CheckReport) {
        let form = subject.form
        var below: [Int] = []
        for entry in 0..<roster.count where roster.feed[entry] >= 0 {
            guard let votes = form.votes(ofEntry: entry) else {
                report.skip(.belowFeed)
                continue
            }
            if votes < roster.feed[entry] { below.append(entry) } else { report.hold(.belowFeed) }
        }
        if below.count >= Self.many {
            let changes = below.map { (entry: $0, by: roster.feed[$0] - (form.votes(ofEntry: $0) ?? 0)) }
            report.fail(.manyBelowFeed)
            report.add(many("by-name", below.count, changes, below.map { form.rowOfEntry[$0] }, subject, roster))
        } else {
            report.hold(.manyBelowFeed)
        }
        for entry in below {
            report.fail(.belowFeed)
            if below.count < Self.many { report.add(single(entry, subject, roster)) }
        }
    }

    private func single(_ entry: Int, _ subject: CheckSubject, _ roster: Roster) -> Finding {
        let form = subject.form
        let votes = form.votes(ofEntry: entry) ?? 0
        return form.finding(
            .belowFeed, detail: Cell.row(form.rowOfEntry[entry]).code,
            consequence: subject.stakes.changing([(entry, roster.feed[entry] - votes)]),
            values: [form.value(row: form.rowOfEntry[entry]), form.feedValue(entry)], expected: roster.feed[entry],
            found: votes, original: OriginalSeverity(found: votes, official: roster.feed[entry]))
    }

    private func many(
        _ detail: String, _ count: Int, _ changes: [(entry: Int, by: Int)], _ rows: [Int], _ subject: CheckSubject,
        _ roster: Roster
    ) -> Finding {
        let form = subject.form
        var values: [NamedValue] = []
        for (change, row) in zip(changes, rows).prefix(5) {
            values.append(form.value(row: row))
            values.append(form.feedValue(change.entry))
        }
        return form.finding(
            .manyBelowFeed, detail: detail, consequence: subject.stakes.changing(changes), values: values,
            expected: 0, found: count)
    }

    /// The same by the numbers printed in the rows: where many fall below, the numbers have slipped, not the votes.
    private func checkPrintedNumbers(_ subject: CheckSubject, _ roster: Roster, into report: inout CheckReport) {
        let form = subject.form
        var changes: [(entry: Int, by: Int)] = []
        var rows: [Int] = []
        var top: (entry: Int, votes: Int, row: Int)?
        for (row, printed) in form.document.rows.enumerated() {
            guard let votes = form.votes[row], let entry = roster.entry(number: printed.number) else { continue }
            // Whom the feed has first leads here too when nobody has more.
            if votes > top?.votes ?? -1 || (votes == top?.votes && entry == roster.feedLeader) {
                top = (entry, votes, row)
            }
            guard roster.feed[entry] > votes else { continue }
            changes.append((entry, roster.feed[entry] - votes))
            rows.append(row)
        }
        if changes.count >= Self.many {
            var finding = many("by-number", changes.count, changes, rows, subject, roster)
            finding.consequence = Consequence(.none)
            finding.severity = .medium
            report.fail(.manyBelowFeed)
            report.add(finding)
        } else {
            report.hold(.manyBelowFeed)
        }
        guard roster.kind == .partyList else { return }
        guard let top, let leader = roster.feedLeader else { return report.skip(.topDiffers) }
        if top.entry == leader { return report.hold(.topDiffers) }
        report.fail(.topDiffers)
        report.add(
            form.finding(
                .topDiffers, detail: "by-number", severity: .low,
                values: [form.value(row: top.row), form.feedValue(leader)]))
    }

    private func checkLeader(_ subject: CheckSubject, _ roster: Roster, into report: inout CheckReport) {
        let form = subject.form
        let rule: Rule = roster.kind == .constituency ? .winnerDiffers : .topDiffers
        guard let row = form.leadingRow, let leader = roster.feedLeader else { return report.skip(rule) }
        let entry = form.matches[row].entry
        if entry == leader { return report.hold(rule) }
        let theirs = form.votes(ofEntry: leader) ?? 0
        let ours = form.votes[row] ?? 0
        // A shared first place is no other leader; `TieCheck` tells of it.
        if theirs == ours { return report.skip(rule) }
        report.fail(rule)
        var consequence = Consequence(
            .winnerChanges, votesInDoubt: ours - theirs, winnerBefore: entry < 0 ? nil : roster.numbers[entry],
            winnerAfter: roster.numbers[leader], marginBefore: ours - theirs)
        if roster.kind == .partyList { consequence = subject.stakes.share(ours - theirs) }
        let detail = roster.kind == .partyList ? "by-name" : ""
        report.add(
            form.finding(
                rule, detail: detail, consequence: consequence,
                values: [form.value(row: row), form.feedValue(leader)]))
    }

    private func checkTotals(_ subject: CheckSubject, _ roster: Roster, into report: inout CheckReport) {
        let form = subject.form
        guard let ballot = roster.ballot else { return }
        let pairs: [(FormField, Int)] = [
            (.ballots, ballot.turnout), (.good, ballot.valid), (.bad, ballot.invalid), (.noChoice, ballot.noChoice),
        ]
        for (field, official) in pairs {
            guard let number = form.figures[field] else {
                report.skip(.feedTotals)
                continue
            }
            if number >= official {
                report.hold(.feedTotals)
                continue
            }
            report.fail(.feedTotals)
            let feed = NamedValue(
                .feedVotes, cell: .field(field), number: official, source: form.feedEvidence(nil))
            report.add(
                form.finding(
                    .feedTotals, detail: field.code, consequence: subject.stakes.doubt(official - number, about: field),
                    values: [form.value(field), feed], expected: official, found: number,
                    original: OriginalSeverity(found: number, official: official)))
        }
    }
}
