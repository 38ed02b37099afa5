// SPDX-License-Identifier: Apache-2.0

/// Votes that stand in wrong rows. The sum cannot show it; the preliminary count can: the votes fit it when one run of
/// rows moves by one, when two rows exchange their votes, or when several do.
struct RearrangementCheck: Check {
    var rules: [Rule] { [.feedShift, .feedSwap, .feedPermutation, .growthOutlier] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        guard subject.form.document.form == .announcement else { return }
        guard let fit = FeedFit(subject.form, subject.context) else {
            for rule in rules { report.skip(rule) }
            return
        }
        var odd = fit.costs.indices.filter { fit.costs[$0] >= FeedFit.unusual }
        if odd.isEmpty {
            for rule in rules { report.hold(rule) }
            return
        }
        addOutliers(odd, fit, subject, into: &report)
        if let run = Self.shift(fit) {
            report.fail(.feedShift)
            report.add(shifted(run, fit, subject))
            odd.removeAll { run.first <= $0 && $0 <= run.last }
        } else {
            report.hold(.feedShift)
        }
        addSwaps(&odd, fit, subject, into: &report)
        addPermutation(odd, fit, subject, into: &report)
    }

    // MARK: Single rows

    private func addOutliers(
        _ odd: [Int], _ fit: FeedFit, _ subject: CheckSubject, into report: inout CheckReport
    ) {
        let form = subject.form
        guard let roster = form.roster else { return report.skip(.growthOutlier) }
        let above = odd.filter { fit.votes[$0] >= roster.feed[fit.entries[$0]] }
        if above.isEmpty { report.hold(.growthOutlier) }
        for place in above {
            let entry = fit.entries[place]
            report.fail(.growthOutlier)
            report.add(
                form.finding(
                    .growthOutlier, detail: Cell.row(form.rowOfEntry[entry]).code, severity: .hint,
                    consequence: subject.stakes.changing([(entry, roster.feed[entry] - fit.votes[place])]),
                    values: [form.value(row: form.rowOfEntry[entry]), form.feedValue(entry)],
                    original: OriginalSeverity(found: fit.votes[place], official: roster.feed[entry])))
        }
    }

    // MARK: Shifts

    /// The run of rows, in the register's order, that fits best when every row takes its neighbour's votes.
    static func shift(_ fit: FeedFit) -> (first: Int, last: Int, by: Int)? {
        var best: (first: Int, last: Int, by: Int, gain: Double)?
        for by in [1, -1] {
            var start: Int?
            var gain = 0.0
            for place in fit.votes.indices where fit.votes.indices.contains(place + by) {
                // What does not fit afterwards counts double, so that a run ends where its neighbours' votes end.
                let step = fit.costs[place] - 2 * fit.cost(place, with: fit.votes[place + by])
                if gain <= 0 || start == nil {
                    start = place
                    gain = 0
                }
                gain += step
                if let start, place - start >= 2, gain > best?.gain ?? 12 { best = (start, place, by, gain) }
            }
        }
        guard let best else { return nil }
        let length = Double(best.last - best.first + 1)
        let after = (best.first...best.last).reduce(0.0) { $0 + fit.cost($1, with: fit.votes[$1 + best.by]) }
        return after / length < 2 ? (best.first, best.last, best.by) : nil
    }

    private func shifted(_ run: (first: Int, last: Int, by: Int), _ fit: FeedFit, _ subject: CheckSubject) -> Finding {
        let form = subject.form
        let changes = (run.first...run.last).map {
            (entry: fit.entries[$0], by: fit.votes[$0 + run.by] - fit.votes[$0])
        }
        let (first, last) = (row(run.first, fit, form), row(run.last, fit, form))
        let effect = subject.stakes.changing(changes)
        let change = SmallestChange(
            .shift, cell: .row(first), other: .row(last), from: form.votes[first], to: fit.votes[run.first + run.by],
            repairs: [.belowFeed], effect: effect)
        return form.finding(
            .feedShift, detail: Cell.row(first).code, consequence: effect,
            values: [form.value(row: first), form.feedValue(fit.entries[run.first])], found: nil, changes: [change])
    }

    // MARK: Swaps

    private func addSwaps(
        _ odd: inout [Int], _ fit: FeedFit, _ subject: CheckSubject, into report: inout CheckReport
    ) {
        let count = odd.count
        defer { if odd.count == count { report.hold(.feedSwap) } }
        while odd.count >= 2 {
            var best: (left: Int, right: Int, gain: Double)?
            for (index, left) in odd.enumerated() {
                for right in odd[(index + 1)...] {
                    let after = (fit.cost(left, with: fit.votes[right]), fit.cost(right, with: fit.votes[left]))
                    let gain = fit.costs[left] + fit.costs[right] - after.0 - after.1
                    if max(after.0, after.1) < FeedFit.usual, gain > best?.gain ?? 5 { best = (left, right, gain) }
                }
            }
            guard let best else { return }
            report.fail(.feedSwap)
            report.add(swapped(best.left, best.right, fit, subject))
            odd.removeAll { $0 == best.left || $0 == best.right }
        }
    }

    private func swapped(_ left: Int, _ right: Int, _ fit: FeedFit, _ subject: CheckSubject) -> Finding {
        let form = subject.form
        let difference = fit.votes[right] - fit.votes[left]
        let effect = subject.stakes.changing([(fit.entries[left], difference), (fit.entries[right], -difference)])
        let (first, second) = (row(left, fit, form), row(right, fit, form))
        let change = SmallestChange(
            .swap, cell: .row(first), other: .row(second), from: fit.votes[left], to: fit.votes[right],
            repairs: [.belowFeed], effect: effect)
        return form.finding(
            .feedSwap, detail: "\(Cell.row(first).code)-\(Cell.row(second).code)", consequence: effect,
            values: [
                form.value(row: first), form.feedValue(fit.entries[left]), form.value(row: second),
                form.feedValue(fit.entries[right]),
            ], changes: [change])
    }

    // MARK: Longer permutations

    private func addPermutation(
        _ odd: [Int], _ fit: FeedFit, _ subject: CheckSubject, into report: inout CheckReport
    ) {
        guard odd.count >= 3 else { return report.hold(.feedPermutation) }
        let costs = odd.map { place in odd.map { fit.cost(place, with: fit.votes[$0]) } }
        let columns = Assignment.cheapest(costs)
        let moved = odd.indices.filter { columns[$0] != $0 && costs[$0][columns[$0]] < FeedFit.usual }
        let before = moved.reduce(0.0) { $0 + costs[$1][$1] }
        let after = moved.reduce(0.0) { $0 + costs[$1][columns[$1]] }
        guard moved.count >= 3, before - after > 4 * Double(moved.count) - 4 else {
            return report.hold(.feedPermutation)
        }
        let form = subject.form
        let changes = moved.map { index in
            (entry: fit.entries[odd[index]], by: fit.votes[odd[columns[index]]] - fit.votes[odd[index]])
        }
        let effect = subject.stakes.changing(changes)
        let rows = moved.map { row(odd[$0], fit, form) }
        let change = SmallestChange(
            .permutation, cell: .row(rows[0]), other: .row(rows[rows.count - 1]), from: form.votes[rows[0]],
            to: fit.votes[odd[columns[moved[0]]]], repairs: [.belowFeed], effect: effect)
        report.fail(.feedPermutation)
        report.add(
            form.finding(
                .feedPermutation, detail: rows.map(String.init).joined(separator: "."), consequence: effect,
                values: rows.prefix(8).map { form.value(row: $0) }, found: nil, changes: [change]))
    }

    private func row(_ place: Int, _ fit: FeedFit, _ form: ExaminedForm) -> Int { form.rowOfEntry[fit.entries[place]] }
}
