// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// How long backups of one database are kept.
///
/// Everything younger than `days` stays. What is older may go once at least `minimum` verified backups are younger, but
/// for the newest of so many days, weeks, months and years that had one, and for what a ``RetentionPlan`` never takes.
package struct RetentionRule: Sendable, Hashable {
    /// Everything at most so many times 24 hours old stays; at least 1.
    package var days: Int
    /// So many verified backups must be that young before anything goes; at least 1.
    package var minimum: Int
    /// The newest backup of each of the last so many days that have one stays.
    package var daily: Int
    /// The newest of each of the last so many weeks, from Monday, that have one.
    package var weekly: Int
    /// The newest of each of the last so many months that have one.
    package var monthly: Int
    /// The newest of each of the last so many years that have one.
    package var yearly: Int

    /// Makes a rule.
    package init(
        days: Int = 30, minimum: Int = 3, daily: Int = 0, weekly: Int = 0, monthly: Int = 0, yearly: Int = 0
    ) {
        self.days = days
        self.minimum = minimum
        self.daily = daily
        self.weekly = weekly
        self.monthly = monthly
        self.yearly = yearly
    }

    /// Why this cannot be a rule, in one sentence with the repair; `nil` when it can.
    package var problem: String? {
        guard (1...36_500).contains(days) else {
            return "Backups can be kept for 1 to 36500 days, not for \(days)."
        }
        guard (1...10_000).contains(minimum) else {
            return "The minimum of verified backups is 1 to 10000, not \(minimum)."
        }
        let more = [("days", daily), ("weeks", weekly), ("months", monthly), ("years", yearly)]
        for (name, count) in more where !(0...10_000).contains(count) {
            return "One backup can be kept of 0 to 10000 \(name), not of \(count)."
        }
        return nil
    }

    /// The rule in a few words, as `30 days, at least 3 verified; then 12 monthly, 5 yearly`.
    package var text: String {
        let more = [("daily", daily), ("weekly", weekly), ("monthly", monthly), ("yearly", yearly)]
            .filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        let kept = "\(days) \(days == 1 ? "day" : "days"), at least \(minimum) verified"
        return more.isEmpty ? kept : "\(kept); then \(more)"
    }
}

extension RetentionRule {
    /// The form in a set's settings and in its book.
    package var json: JSON {
        [
            "days": .integer(Int64(days)), "minimum": .integer(Int64(minimum)), "daily": .integer(Int64(daily)),
            "weekly": .integer(Int64(weekly)), "monthly": .integer(Int64(monthly)), "yearly": .integer(Int64(yearly)),
        ]
    }

    /// Reads what ``json`` writes; a member that is missing has the value of a rule that nobody changed.
    package init(_ json: JSON) {
        self.init()
        func read(_ key: String, _ value: inout Int) {
            if let number = json[key]?.integer { value = Int(clamping: number) }
        }
        read("days", &days)
        read("minimum", &minimum)
        read("daily", &daily)
        read("weekly", &weekly)
        read("monthly", &monthly)
        read("yearly", &yearly)
    }
}
