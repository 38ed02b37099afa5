// SPDX-License-Identifier: Apache-2.0
import Foundation
import Tally

/// Matches the rows of a page with the numbers that are printed before them, so that no row can take another's place.
enum RowNumbers {
    /// What a number costs that the network did not name among its likeliest.
    private static let unseen = 6.0
    /// How much dearer the second-best place must be.
    private static let margin = 6.0
    /// The highest number that a table may begin with.
    private static let highestStart = 80
    /// A number this likely can't be overruled by its neighbours.
    private static let clear = -log(0.95)

    /// The printed number of each row from the top; `nil` where it is not certain.
    ///
    /// Rows that count up by one support each other: a number that is hard to read is taken from its neighbours. A row
    /// that clearly says something else than its place keeps them from it and stays unknown.
    ///
    /// - Parameters:
    ///   - rows: what each printed number may be, by the network.
    ///   - expected: with which number the page before ended, plus one.
    static func matched(_ rows: [[CellCandidate]], expected: Int?) -> [Int?] {
        guard !rows.isEmpty else { return [] }
        var best = (start: 0, cost: Double.infinity)
        var second = Double.infinity
        for start in 1...highestStart {
            var cost = start == expected ? 0.0 : expected == nil && start == 1 ? 0 : 3
            for (place, candidates) in rows.enumerated() { cost += self.cost(of: start + place, candidates) }
            if cost < best.cost { (second, best) = (best.cost, (start, cost)) } else { second = min(second, cost) }
        }
        let agreeing = rows.enumerated().count { number(of: $1) == best.start + $0 }
        // Where the page before says which number comes, a third is enough.
        let needed = best.start == expected ? (rows.count + 2) / 3 : (rows.count + 1) / 2
        let contradicting = rows.enumerated().map { contradicts($1, best.start + $0) }
        // A table that is sorted by votes counts up here and there by chance: too many rows clearly say otherwise then.
        let isCounting = contradicting.count { $0 } * 5 <= rows.count
        if second - best.cost >= margin, agreeing >= needed, isCounting {
            return contradicting.enumerated().map { place, contradicts in contradicts ? nil : best.start + place }
        }
        return rows.map { candidates -> Int? in
            guard let first = candidates.first, first.cost < clear else { return nil }
            return number(of: candidates)
        }
    }

    private static func contradicts(_ candidates: [CellCandidate], _ own: Int) -> Bool {
        guard let first = candidates.first, first.cost < clear, let number = number(of: candidates) else {
            return false
        }
        return number != own
    }

    private static func number(of candidates: [CellCandidate]) -> Int? {
        if case .number(let number)? = candidates.first?.value { number } else { nil }
    }
    private static func cost(of number: Int, _ candidates: [CellCandidate]) -> Double {
        min(unseen, candidates.first { $0.value == Reading.Value.number(number) }?.cost ?? unseen)
    }
}
