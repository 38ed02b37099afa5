// SPDX-License-Identifier: Apache-2.0

/// How well reviewers agree who answered the same matters without seeing each other's answers.
///
/// Krippendorff's α for nominal data and not Cohen's κ: κ is defined for two fixed people who both answer everything,
/// here any two of many answer each matter. Of each settled matter the first two independent entries count; a third,
/// which exists only because those two differed, would make agreement look worse than it is. Open matters are left out,
/// so that the figures tell nobody what is in them.
package struct ReviewAgreement: Sendable, Hashable {
    /// Matters that two people answered.
    package let pairs: Int
    /// Those in which both gave the same outcome.
    package let equal: Int
    /// 1 is perfect, 0 what chance alone would give; `nil` when there are no pairs or every answer is the same, so that
    /// chance cannot be told from agreement.
    package let alpha: Double?

    /// Raw agreement, from 0 to 1.
    package var raw: Double? { pairs > 0 ? Double(equal) / Double(pairs) : nil }

    package init(_ desk: ReviewDesk) {
        var labels: [(String, String)] = []
        for (id, record) in desk.state.reviews.sorted(by: { $0.key < $1.key }) {
            // Matters no finding turns on any more count too: a cell that people settled is no longer in doubt.
            let standing = desk.matter(id).map(desk.standing) ?? record.lastStanding
            guard let standing, standing.settled != nil, standing.entries.count > 1 else { continue }
            labels.append((Self.label(standing.entries[0], id), Self.label(standing.entries[1], id)))
        }
        self.init(pairs: labels)
    }

    /// What two people called each unit.
    package init(pairs labels: [(String, String)]) {
        pairs = labels.count
        equal = labels.count { $0.0 == $0.1 }
        alpha = KrippendorffAlpha.nominal(labels)
    }

    /// An answer as a category that means the same in every matter: which reading was right. A typed number that was
    /// not read is a category of its own.
    private static func label(_ entry: ReviewEntry, _ id: String) -> String {
        guard let outcome = entry.outcome else { return "" }
        guard let number = outcome.number else { return outcome.code }
        if number == entry.readings.digits { return "digits" }
        return number == entry.readings.words ? "words" : "\(id) \(number)"
    }
}

/// Krippendorff's α (Klaus Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011).
enum KrippendorffAlpha {
    /// For nominal data, two values a unit: 1 − (n − 1) · Σ o(c,k) / Σ n(c) · n(k), both sums over c ≠ k, with o the
    /// coincidences and n = 2 · units values in all.
    static func nominal(_ units: [(String, String)]) -> Double? {
        var counts: [String: Int] = [:]
        for unit in units {
            counts[unit.0, default: 0] += 1
            counts[unit.1, default: 0] += 1
        }
        let n = Double(2 * units.count)
        let squares = counts.values.reduce(0.0) { $0 + Double($1) * Double($1) }
        let expected = n * n - squares
        guard expected > 0 else { return nil }
        let observed = Double(2 * units.count { $0.0 != $0.1 })
        return 1 - (n - 1) * observed / expected
    }
}
