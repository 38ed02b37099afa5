// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardJobs

/// Which backups of one database go and which stay, and why. A value: nothing is removed by it.
///
/// Never removed: what is pinned, in use, unchecked or the last copy of something lost; the newest verified; as many of
/// the newest proved as the rule's minimum; what says that it is of the future, because then some clock was wrong. What
/// is no backup at all goes first and never counts.
package struct RetentionPlan: Sendable, Hashable {
    /// Why something stays or goes.
    package enum Reason: Sendable, Hashable {
        /// Somebody wants it kept.
        case pinned
        /// It is being restored, proved or uploaded.
        case inUse
        /// What it is a copy of was lost or damaged.
        case lastCopy
        /// Nobody has looked at its content yet.
        case unchecked
        /// Its time has not come yet: a clock was wrong.
        case ofTheFuture
        /// The newest that is verified.
        case newestVerified
        /// One of the newest that were restored.
        case newestProved
        /// Younger than the rule's days.
        case recent
        /// Older, but too few are younger.
        case tooFewRecent(Int)
        /// The newest of its day, week, month or year.
        case newestOf(Period)
        /// Older than the rule's days, and enough are younger.
        case old
        /// No backup: cut off while it was written, or without a byte.
        case leftover
    }
    /// Calendar periods of which one backup is kept.
    package enum Period: String, Sendable, Hashable, CaseIterable { case day, week, month, year }
    /// One backup and what becomes of it.
    package struct Verdict: Sendable, Hashable {
        package let id: String
        package let isRemoved: Bool
        package let reason: Reason
    }

    /// Everything that was given: what goes in the order in which it goes (leftovers first, then the oldest), and then
    /// what stays, newest first.
    package let verdicts: [Verdict]

    /// What goes, in the order in which it goes.
    package var removed: [Verdict] { verdicts.filter(\.isRemoved) }
    /// What stays, newest first.
    package var kept: [Verdict] { verdicts.filter { !$0.isRemoved } }

    /// - Parameters:
    ///   - candidates: every backup of one database, in any order.
    ///   - zone: whose calendar days, weeks, months and years are meant.
    package init(_ candidates: [RetentionCandidate], rule: RetentionRule, now: Date, zone: LocalZone = .utc) {
        let sorted = candidates.sorted { ($0.madeAt, $0.sequence, $0.id) > ($1.madeAt, $1.sequence, $1.id) }
        let judge = RetentionJudge(sorted, rule: rule, now: now, zone: zone)
        let verdicts = sorted.map { candidate in
            let (isRemoved, reason) = judge.verdict(on: candidate)
            return Verdict(id: candidate.id, isRemoved: isRemoved, reason: reason)
        }
        let gone = verdicts.filter(\.isRemoved).reversed()
        self.verdicts =
            gone.filter { $0.reason == .leftover } + gone.filter { $0.reason != .leftover }
            + verdicts.filter { !$0.isRemoved }
    }
}

/// What has to be known of all backups to judge one.
private struct RetentionJudge {
    private let cutoff: Date
    private let now: Date
    private let recent: Int
    private let minimum: Int
    private let newestVerified: Set<String>
    private let newestProved: Set<String>
    private let periods: [String: RetentionPlan.Period]

    /// - Parameter sorted: newest first.
    init(_ sorted: [RetentionCandidate], rule: RetentionRule, now: Date, zone: LocalZone) {
        self.now = now
        cutoff = now.addingTimeInterval(-86_400 * Double(max(1, rule.days)))
        minimum = max(1, rule.minimum)
        let good = sorted.filter { $0.isGood && $0.madeAt <= now }
        recent = good.count { [cutoff] in $0.madeAt >= cutoff }
        // By the clock, and by the order in the book: a clock that was wrong once must not make the newest go.
        newestVerified = Self.newest(1, of: good)
        newestProved = Self.newest(minimum, of: good.filter { $0.evidence == .proved })
        periods = Self.periods(good, rule, zone)
    }

    func verdict(on candidate: RetentionCandidate) -> (isRemoved: Bool, reason: RetentionPlan.Reason) {
        if candidate.isPinned { return (false, .pinned) }
        if candidate.isInUse { return (false, .inUse) }
        if candidate.isLastCopy { return (false, .lastCopy) }
        if candidate.evidence == .leftover { return (true, .leftover) }
        if candidate.evidence == .unchecked { return (false, .unchecked) }
        if candidate.madeAt > now { return (false, .ofTheFuture) }
        if newestProved.contains(candidate.id) { return (false, .newestProved) }
        if newestVerified.contains(candidate.id) { return (false, .newestVerified) }
        if candidate.madeAt >= cutoff { return (false, .recent) }
        if recent < minimum { return (false, .tooFewRecent(recent)) }
        if let period = periods[candidate.id] { return (false, .newestOf(period)) }
        return (true, .old)
    }

    private static func newest(_ count: Int, of sorted: [RetentionCandidate]) -> Set<String> {
        let later = sorted.sorted { ($0.sequence, $0.id) > ($1.sequence, $1.id) }
        return Set((sorted.prefix(count) + later.prefix(count)).map(\.id))
    }

    /// The backups that stand for a day, week, month or year, by the longest of these.
    private static func periods(
        _ good: [RetentionCandidate], _ rule: RetentionRule, _ zone: LocalZone
    ) -> [String: RetentionPlan.Period] {
        let counts: [(RetentionPlan.Period, Int)] = [
            (.day, rule.daily), (.week, rule.weekly), (.month, rule.monthly), (.year, rule.yearly),
        ]
        var found: [String: RetentionPlan.Period] = [:]
        for (period, count) in counts where count > 0 {
            var numbers: Set<Int> = []
            for candidate in good where numbers.count < count {
                let day = zone.day(at: Int64(candidate.madeAt.timeIntervalSince1970.rounded(.down)))
                if numbers.insert(period.number(of: day)).inserted { found[candidate.id] = period }
            }
        }
        return found
    }
}

extension RetentionPlan.Period {
    /// The same number for two days exactly when they lie in one such period.
    fileprivate func number(of day: LocalDay) -> Int {
        switch self {
        case .day: day.number
        case .week: day.week
        case .month: day.date.year * 12 + day.date.month
        case .year: day.date.year
        }
    }
}

extension RetentionPlan.Reason {
    /// The reason for a person, after “kept:” or “removed:”.
    package var text: String {
        switch self {
        case .pinned: "pinned"
        case .inUse: "in use"
        case .lastCopy: "its file here is lost or damaged"
        case .unchecked: "not checked yet"
        case .ofTheFuture: "its time lies in the future; a clock was wrong"
        case .newestVerified: "the newest that is verified"
        case .newestProved: "one of the newest that were proved"
        case .recent: "recent"
        case .tooFewRecent(let count):
            "only \(count) verified \(count == 1 ? "one is" : "ones are") younger, fewer than the minimum"
        case .newestOf(let period): "the newest of its \(period.rawValue)"
        case .old: "older than the days to keep"
        case .leftover: "no backup: cut off or empty"
        }
    }
}
