// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger

extension ReviewDesk {
    /// Longest reason in characters.
    package static let reasonLimit = 2000

    /// The entry for a submission; `nil` when it was recorded before.
    /// - Throws: `TallyError` with `invalid` or `exists`.
    func draft(
        _ submission: ReviewSubmission, _ matter: ReviewCase, by reviewer: Reviewer
    ) throws(TallyError) -> EntryDraft? {
        let readings = readings(matter)
        let outcome = try outcome(submission, matter, readings)
        let shown = shown(matter, to: reviewer)
        if let own = shown.own, own.outcome == outcome, shown.turn == submission.turn + 1 { return nil }
        guard shown.turn == submission.turn, shown.own == nil else {
            throw TallyError(
                .exists, "You have answered this already, in another tab perhaps. Take that back first to change it.")
        }
        guard shown.settled == nil else {
            throw TallyError(.exists, "This was settled meanwhile. Your answer was not recorded.")
        }
        var members = [
            JSON.Member("case", .string(matter.id)), JSON.Member("answer", .string(submission.answer.code)),
            JSON.Member("outcome", .string(outcome.code)), JSON.Member("reason", .string(submission.reason)),
            JSON.Member("needed", .integer(Int64(needed(outcome, matter)))), JSON.Member("before", readings.json),
            JSON.Member("findings", .array(matter.findings.prefix(20).map { .string($0.id) })),
        ]
        if let number = outcome.number { members.append(JSON.Member("value", .integer(Int64(number)))) }
        if let evidence = matter.evidence {
            members.append(JSON.Member("file", .string(evidence.file)))
            if let sha256 = evidence.sha256 { members.append(JSON.Member("sha256", .string(sha256))) }
        }
        return EntryDraft(kind: ElectionEntry.reviewEntered, actor: reviewer.id, payload: .object(members))
    }

    private func outcome(
        _ submission: ReviewSubmission, _ matter: ReviewCase, _ readings: ReviewReadings
    ) throws(TallyError) -> ReviewOutcome {
        guard let outcome = ReviewOutcome(submission.answer, readings) else {
            throw TallyError(.invalid, "There is no such reading to accept.")
        }
        let isAboutFinding = outcome == .stands || outcome == .unfounded
        guard outcome == .wrongFile || isAboutFinding != matter.isAboutCell else {
            throw TallyError(.invalid, "That answer makes no sense here.")
        }
        if let number = outcome.number, !(0...1_000_000_000).contains(number) {
            throw TallyError(.invalid, "A cell cannot hold \(number).")
        }
        guard submission.reason.count <= Self.reasonLimit else {
            throw TallyError(.invalid, "A reason has at most \(Self.reasonLimit) characters.")
        }
        let hasReason = submission.reason.contains { !$0.isWhitespace }
        guard hasReason || !needsReason(outcome, readings) else {
            throw TallyError(.invalid, "Give a reason: this overrules what was read, or rejects it.")
        }
        return outcome
    }

    /// Whether an answer must come with a reason: when it is neither of the readings, and when it rejects the file or
    /// the finding.
    package func needsReason(_ outcome: ReviewOutcome, _ readings: ReviewReadings) -> Bool {
        outcome == .wrongFile || outcome == .unfounded || readings.isOverruled(by: outcome) && outcome != .stands
    }

    /// How many people an outcome takes: two when a winner or a list seat would be another with it, and when it takes a
    /// whole form away.
    func needed(_ outcome: ReviewOutcome, _ matter: ReviewCase) -> Int {
        guard matter.needed < 2, outcome != .wrongFile else { return 2 }
        return changesSeat(outcome, matter) ? 2 : 1
    }

    private func changesSeat(_ outcome: ReviewOutcome, _ matter: ReviewCase) -> Bool {
        guard let cell = matter.cell, let document = document(matter) else { return false }
        let value: Reading.Value =
            switch outcome {
            case .value(let number): .number(number)
            case .nothing: .blank
            default: .unreadable
            }
        let (before, after) = (
            ExaminedForm(document, context), ExaminedForm(Self.changed(document, cell, to: value), context)
        )
        guard document.form == .announcement else { return false }
        if document.kind == .constituency, before.leadingRow != after.leadingRow { return true }
        guard case .row(let row) = cell, row < before.matches.count, before.matches[row].entry >= 0 else {
            return false
        }
        let change = (after.votes[row] ?? 0) - (before.votes[row] ?? 0)
        return Stakes(before, context).changing([(before.matches[row].entry, change)]).decidesSeat
    }

    /// The entry that takes the reviewer's own back; `nil` when it was taken back by the same form before.
    /// - Throws: `TallyError` with `invalid` or `exists`.
    func undoDraft(_ matter: ReviewCase, turn: Int, by reviewer: Reviewer) throws(TallyError) -> EntryDraft? {
        let shown = shown(matter, to: reviewer)
        let last = record(matter).entries.last { $0.reviewer.id == reviewer.id && $0.action != .skipped }
        if last?.action == .undone, shown.turn == turn + 1 { return nil }
        guard shown.own != nil, shown.turn == turn else {
            throw TallyError(.invalid, "There is no answer of yours here to take back.")
        }
        guard shown.canUndo else {
            throw TallyError(
                .exists, "Two people have settled this, so that it can no longer be taken back. Decide on the finding.")
        }
        return short(ElectionEntry.reviewUndone, matter, reviewer)
    }

    /// The entry that puts a matter off; `nil` when it is at the end of the queue already, or not in it.
    func skipDraft(_ matter: ReviewCase, by reviewer: Reviewer) -> EntryDraft? {
        let queue = queue(of: reviewer)
        guard queue.last?.id != matter.id, queue.contains(where: { $0.id == matter.id }) else { return nil }
        return short(ElectionEntry.reviewSkipped, matter, reviewer)
    }

    private func short(_ kind: String, _ matter: ReviewCase, _ reviewer: Reviewer) -> EntryDraft {
        EntryDraft(
            kind: kind, actor: reviewer.id,
            payload: ["case": .string(matter.id)])
    }
}
