// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import Backups

/// A database's backups over years in which everything goes wrong that can: what retention leaves is checked after
/// every step.
private struct History {
    var generator: SeededGenerator
    var now = Date(timeIntervalSince1970: 1_800_000_000)
    var rule: RetentionRule
    var backups: [RetentionCandidate] = []
    /// The copies elsewhere, which have a rule of their own, and those that it let go.
    var copies: [RetentionCandidate] = []
    var copiesGone: Set<String> = []
    var copyRule: RetentionRule
    var sequence: Int64 = 0
    /// Whether there were once so many proved ones as the minimum, and since then nothing but retention took any.
    var complaints: [String] = []
    var lostCount = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        rule = RetentionRule(days: 1 + generator.below(20), minimum: 1 + generator.below(5))
        copyRule = rule
        if generator.below(2) == 0 {
            copyRule = RetentionRule(days: 1 + generator.below(40), minimum: 1 + generator.below(5))
        }
        if generator.below(2) == 0 {
            rule.daily = generator.below(8)
            rule.weekly = generator.below(5)
            rule.monthly = generator.below(4)
            rule.yearly = generator.below(3)
        }
    }

    mutating func step() {
        switch generator.below(25) {
        case 0..<6: make(.verified)
        case 6: make(.leftover)
        case 7: make(.unchecked)
        case 8..<11: change { $0.evidence == .verified ? .proved : $0.evidence }
        case 11: change { $0.evidence == .proved || $0.evidence == .verified ? .refuted : $0.evidence }
        case 12: change { $0.evidence == .unchecked ? .verified : $0.evidence }
        case 13: mark { ($0.isPinned != true, $0.isInUse) }
        case 14: mark { ($0.isPinned, $0.isInUse != true) }
        case 15: now += Double(generator.below(40)) * 86_400
        case 16: now -= Double(generator.below(30)) * 86_400
        case 17..<20: prune()
        case 20: lose()
        case 21, 22: copyAll()
        default: pruneCopies()
        }
        now += Double(generator.below(86_400))
    }

    private mutating func make(_ evidence: RetentionCandidate.Evidence) {
        sequence += 1
        backups.append(
            RetentionCandidate(id: "\(sequence)", madeAt: now, sequence: sequence, evidence: evidence))
    }

    /// Copies what counts and was never copied.
    private mutating func copyAll() {
        let known = Set(copies.map(\.id)).union(copiesGone)
        copies += backups.filter { $0.isGood && !known.contains($0.id) }.map { $0.copy() }
    }

    /// Something is gone here, and nobody removed it.
    private mutating func lose() {
        guard let place = backups.indices.randomElement(using: &generator) else { return }
        let lost = backups.remove(at: place)
        lostCount += 1
        for index in copies.indices where copies[index].id == lost.id {
            copies[index] = copies[index].copy(isLast: true)
        }
    }

    private mutating func pruneCopies() {
        // What was proved, refuted or pinned here was so of the same content there.
        for index in copies.indices where !copies[index].isLastCopy {
            if let here = backups.first(where: { $0.id == copies[index].id }) { copies[index] = here.copy() }
        }
        let plan = RetentionPlan(copies.shuffled(using: &generator), rule: copyRule, now: now)
        let gone = Set(plan.removed.map(\.id))
        let left = copies.filter { !gone.contains($0.id) }
        check(copies, by: copyRule, gone: copies.filter { gone.contains($0.id) }, left: left)
        copiesGone.formUnion(gone)
        copies = left
    }

    private mutating func change(_ evidence: (RetentionCandidate) -> RetentionCandidate.Evidence) {
        guard let place = backups.indices.randomElement(using: &generator) else { return }
        let old = backups[place]
        backups[place] = RetentionCandidate(
            id: old.id, madeAt: old.madeAt, sequence: old.sequence, evidence: evidence(old), isPinned: old.isPinned,
            isInUse: old.isInUse)
    }

    private mutating func mark(_ marks: (RetentionCandidate) -> (Bool, Bool)) {
        guard let place = backups.indices.randomElement(using: &generator) else { return }
        let old = backups[place]
        let (isPinned, isInUse) = marks(old)
        backups[place] = RetentionCandidate(
            id: old.id, madeAt: old.madeAt, sequence: old.sequence, evidence: old.evidence, isPinned: isPinned,
            isInUse: isInUse)
    }

    private mutating func prune() {
        let plan = RetentionPlan(backups.shuffled(using: &generator), rule: rule, now: now)
        let gone = Set(plan.removed.map(\.id))
        let left = backups.filter { !gone.contains($0.id) }
        check(backups, by: rule, gone: backups.filter { gone.contains($0.id) }, left: left)
        if !RetentionPlan(left, rule: rule, now: now).removed.isEmpty {
            complaints.append("a second look removes more")
        }
        backups = left
    }

    private mutating func check(
        _ backups: [RetentionCandidate], by rule: RetentionRule, gone: [RetentionCandidate], left: [RetentionCandidate]
    ) {
        func require(_ holds: Bool, _ sentence: String) { if !holds { complaints.append(sentence) } }
        let proved = backups.filter { $0.evidence == .proved }
        let provedLeft = left.count { $0.evidence == .proved }
        require(provedLeft >= min(rule.minimum, proved.count), "fewer than the minimum of proved ones is left")
        for newest in [proved.max { $0.madeAt < $1.madeAt }, proved.max { $0.sequence < $1.sequence }] {
            require(newest.map(left.contains) ?? true, "the newest proved one is gone")
        }
        let good = backups.filter { $0.evidence == .proved || $0.evidence == .verified }
        require(good.max { $0.sequence < $1.sequence }.map(left.contains) ?? true, "the newest verified one is gone")
        require(gone.allSatisfy { !$0.isPinned && !$0.isInUse }, "a pinned one or one in use is gone")
        require(gone.allSatisfy { !$0.isLastCopy }, "the copy of something lost is gone")
        let taken = gone.filter { $0.evidence != .leftover }
        require(taken.allSatisfy { $0.evidence != .unchecked }, "an unchecked one is gone")
        let cutoff = now.addingTimeInterval(-86_400 * Double(rule.days))
        require(taken.allSatisfy { $0.madeAt < cutoff }, "a recent one is gone")
        let recent = good.count { $0.madeAt >= cutoff && $0.madeAt <= now }
        require(taken.isEmpty || recent >= rule.minimum, "one is gone though too few are recent")
        require(gone.count + left.count == backups.count, "something is lost")
    }
}

extension RetentionCandidate {
    fileprivate func copy(isLast: Bool = false) -> RetentionCandidate {
        RetentionCandidate(
            id: id, madeAt: madeAt, sequence: sequence, evidence: evidence, isPinned: isPinned, isLastCopy: isLast)
    }
}

@Suite("Retention over random histories")
struct RetentionHistoryTests {
    @Test(
        "no sequence of runs, failures, proofs, clocks set back and prunes leaves too few, nor takes what must stay",
        arguments: 0..<8)
    func histories(part: Int) {
        var (removed, copiesRemoved) = (0, 0)
        for seed in 0..<250 {
            var history = History(seed: UInt64(part * 250 + seed))
            for _ in 0..<200 { history.step() }
            removed += Int(history.sequence) - history.backups.count - history.lostCount
            copiesRemoved += history.copiesGone.count
            #expect(history.complaints.isEmpty, "seed \(part * 250 + seed): \(history.complaints.first ?? "")")
        }
        // The rule is not kept by removing nothing.
        #expect(removed > 1500 && copiesRemoved > 500, "\(removed), \(copiesRemoved)")
    }
}
