// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

/// The search by tables of differences against trying every set of changes.
@Suite struct RepairSearchTests {
    private struct Solution: Hashable, Comparable {
        let cells: [Int]
        let options: [Int]
        let cost: Int
        static func < (left: Self, right: Self) -> Bool {
            (left.cost, left.cells.description, left.options.description)
                < (right.cost, right.cells.description, right.options.description)
        }
        init(_ changes: [RepairChange], _ cost: Double) {
            let parts = changes.flatMap(\.parts).sorted { ($0.cell, $0.option) < ($1.cell, $1.option) }
            cells = parts.map(\.cell)
            options = parts.map(\.option)
            self.cost = Int((cost * 1e6).rounded())
        }
    }

    private static func random(_ random: inout SplitMix64) -> (changes: [RepairChange], residual: [Int]) {
        let equations = Int.random(in: 1...3, using: &random)
        let cells = Int.random(in: 2...6, using: &random)
        var changes: [RepairChange] = []
        for cell in 0..<cells {
            let factors = (0..<equations).map { _ in Int.random(in: -1...1, using: &random) }
            for option in 1...Int.random(in: 1...3, using: &random) {
                let by = [-100, -10, -9, -1, 1, 2, 9, 10, 100].randomElement(using: &random) ?? 1
                let confusions: [Confusion?] = [nil, .lostFirst, .digit(from: 1, to: 2)]
                changes.append(
                    RepairChange(
                        parts: [(cell, option)], cost: Double(Int.random(in: 1...40, using: &random)) / 8,
                        confusion: confusions.randomElement(using: &random) ?? nil, effect: factors.map { $0 * by },
                        isProposable: true))
            }
        }
        // Mostly what some changes would repair, so that there is something to find.
        var residual = [Int](repeating: 0, count: equations)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let change = changes[Int.random(in: changes.indices, using: &random)]
            for place in residual.indices { residual[place] -= change.effect[place] }
        }
        return (changes, residual)
    }

    private static func bruteForce(_ changes: [RepairChange], _ residual: [Int], below bound: Double) -> [Solution] {
        let useful = changes.filter { $0.effect.contains { $0 != 0 } }
        var found: [Solution] = []
        func consider(_ chosen: [RepairChange]) {
            guard Set(chosen.flatMap(\.parts).map(\.cell)).count == chosen.flatMap(\.parts).count else { return }
            let cost = RepairSearch.cost(chosen.map { ($0.cost, $0.confusion) }, 0.3)
            let isSolved = residual.indices.allSatisfy { place in
                residual[place] + chosen.reduce(0) { $0 + $1.effect[place] } == 0
            }
            if isSolved, cost < bound { found.append(Solution(chosen, cost)) }
        }
        consider([])
        for first in useful.indices {
            consider([useful[first]])
            for second in useful.indices where second > first {
                consider([useful[first], useful[second]])
                for third in useful.indices where third > second {
                    consider([useful[first], useful[second], useful[third]])
                }
            }
        }
        return found.sorted()
    }

    @Test("it finds every set of at most three changes that solves the equations, and no other")
    func everySolution() {
        var random = SplitMix64(seed: 20)
        var solutions = 0
        for _ in 0..<400 {
            let (changes, residual) = Self.random(&random)
            for bound in [4.0, 9, 100] {
                var found: [Solution] = []
                RepairSearch(changes, residual: residual, repetition: 0.3).forEachSolution(below: bound) {
                    found.append(Solution($0, $1))
                    return bound
                }
                #expect(found.sorted() == Self.bruteForce(changes, residual, below: bound))
                solutions += found.count
            }
        }
        #expect(solutions > 1_000)
    }

    @Test("with a bound that falls it still ends at the cheapest")
    func cheapest() {
        var random = SplitMix64(seed: 21)
        for _ in 0..<400 {
            let (changes, residual) = Self.random(&random)
            var best: Double?
            RepairSearch(changes, residual: residual, repetition: 0.3).forEachSolution(below: 50) { _, cost in
                best = cost
                return cost
            }
            let wanted = Self.bruteForce(changes, residual, below: 50).first
            #expect(best.map { Int(($0 * 1e6).rounded()) } == wanted?.cost)
        }
    }

    @Test("one confusion in several cells costs less than different ones")
    func repetition() {
        let same = RepairSearch.cost([(5, .lostFirst), (4, .lostFirst)], 0.3)
        let different = RepairSearch.cost([(5, .lostFirst), (4, .digit(from: 1, to: 2))], 0.3)
        #expect(abs(same - 6.2) < 1e-9)
        #expect(different == 9)
    }
}
