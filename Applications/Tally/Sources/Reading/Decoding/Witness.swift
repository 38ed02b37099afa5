// SPDX-License-Identifier: Apache-2.0
import Foundation

/// One witness of a cell: its numbers with their costs, a blank and a dash as 0.
struct Witness: Sendable {
    /// The cheapest way to each number.
    let costs: [Int: Double]
    /// What the witness says, marks kept.
    let best: Reading.Value
    /// How much cheaper that is than everything else the witness holds possible.
    let margin: Double

    /// `nil` without evidence.
    init?(_ candidates: [CellCandidate]) {
        let usable = candidates.filter { $0.cost.isFinite && $0.value.isWithinReach }
        guard let first = usable.min(by: { $0.cost < $1.cost }) else { return nil }
        best = first.value
        var costs: [Int: Double] = [:]
        var others = Double.infinity
        var total = 0.0
        for candidate in usable {
            total += exp(-max(0, candidate.cost))
            if let number = candidate.value.countedNumber {
                costs[number] = min(costs[number] ?? .infinity, max(0, candidate.cost))
            }
            if candidate.value.countedNumber != first.value.countedNumber { others = min(others, candidate.cost) }
        }
        self.costs = costs
        // What the witness left unsaid has the rest of the probability.
        let unsaid = total < 1 ? -log(max(1 - total, 1e-9)) : .infinity
        margin = min(others, unsaid, 20) - max(0, first.cost)
    }

    var number: Int? { best.countedNumber }

    /// The cost of a number, of one that the witness does not have the ceiling.
    func cost(_ number: Int, ceiling: Double) -> Double { min(costs[number] ?? ceiling, ceiling) }
}

extension Reading.Value {
    /// Whether a form can say it; what is larger than any count would make sums overflow.
    fileprivate var isWithinReach: Bool {
        if case .number(let number) = self { return (0...99_999_999).contains(number) }
        return true
    }
}
