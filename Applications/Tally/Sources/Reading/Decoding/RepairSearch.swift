// SPDX-License-Identifier: Apache-2.0

/// One change of a form's readings: usually one cell; or several fields that must be equal, changed alike.
struct RepairChange: Sendable {
    /// Each cell with the place of its new number among the cell's options.
    let parts: [(cell: Int, option: Int)]
    let cost: Double
    /// The fault of the digits that explains it, when one does.
    let confusion: Confusion?
    /// By how much each equality changes, left less right.
    let effect: [Int]
    /// Whether it may be proposed; others are only looked at to see how certain the readings are.
    let isProposable: Bool
}

/// Finds every set of at most three changes that makes all equalities hold, by look-up in a table of differences:
/// exact, and proved against trying everything.
struct RepairSearch: Sendable {
    /// The cheapest first.
    private let changes: [RepairChange]
    private let keys: [UInt64]
    /// The key that the changes together must have.
    private let wanted: UInt64
    private let wantedEffect: [Int]
    /// Places of changes by key, in order.
    private let table: [UInt64: [Int]]
    private let repetition: Double

    /// - Parameters:
    ///   - residual: left less right of each equality, before any change.
    ///   - repetition: the share that the repeated occurrence of one confusion costs.
    init(_ changes: [RepairChange], residual: [Int], repetition: Double) {
        self.repetition = repetition
        // What changes no equality repairs nothing.
        let useful = changes.filter { $0.effect.contains { $0 != 0 } }.sorted { $0.cost < $1.cost }
        self.changes = useful
        wantedEffect = residual.map { -$0 }
        wanted = Self.key(wantedEffect)
        keys = useful.map { Self.key($0.effect) }
        var table: [UInt64: [Int]] = [:]
        for (place, key) in keys.enumerated() { table[key, default: []].append(place) }
        self.table = table
    }

    /// Odd factors by equality; a sum of effects has the sum of their keys. Equal keys are compared in full.
    private static func key(_ effect: [Int]) -> UInt64 {
        var key: UInt64 = 0
        var factor: UInt64 = 0x9E37_79B9_7F4A_7C15
        for difference in effect {
            key &+= UInt64(bitPattern: Int64(difference)) &* factor
            factor = (factor &* 0xBF58_476D_1CE4_E5B9) | 1
        }
        return key
    }

    /// Calls `visit` once with every solution that costs less than `bound`; `visit` gives the bound from then on, which
    /// may only fall.
    func forEachSolution(below bound: Double, _ visit: ([RepairChange], Double) -> Double) {
        var bound = bound
        if wanted == 0, wantedEffect.allSatisfy({ $0 == 0 }), bound > 0 { bound = visit([], 0) }
        for place in table[wanted] ?? [] where solves([place]) && changes[place].cost < bound {
            bound = visit([changes[place]], changes[place].cost)
        }
        for first in changes.indices {
            // A further change can't be cheaper than this one.
            guard changes[first].cost * (1 + repetition) < bound else { break }
            for second in changes.indices[(first + 1)...] {
                guard changes[second].cost + repetition * changes[first].cost < bound else { break }
                let pair = cost(first, second)
                guard pair < bound, areApart(first, second) else { continue }
                let missing = wanted &- keys[first] &- keys[second]
                if missing == 0, solves([first, second]) { bound = visit([changes[first], changes[second]], pair) }
                guard let thirds = table[missing] else { continue }
                for third in thirds where third > second {
                    let all = cost(first, second, third)
                    guard all < bound, areApart(first, third), areApart(second, third), solves([first, second, third])
                    else { continue }
                    bound = visit([changes[first], changes[second], changes[third]], all)
                }
            }
        }
    }

    private func solves(_ places: [Int]) -> Bool {
        wantedEffect.indices.allSatisfy { equation in
            places.reduce(0) { $0 + changes[$1].effect[equation] } == wantedEffect[equation]
        }
    }

    /// Whether two changes touch no cell in common.
    private func areApart(_ one: Int, _ other: Int) -> Bool {
        let (left, right) = (changes[one].parts, changes[other].parts)
        return !left.contains { part in right.contains { $0.cell == part.cell } }
    }

    private func cost(_ places: Int...) -> Double {
        Self.cost(places.map { (changes[$0].cost, changes[$0].confusion) }, repetition)
    }

    /// What changes cost together: the same confusion a second and third time only a share, because whoever writes so
    /// once does it again.
    static func cost(_ changes: [(cost: Double, confusion: Confusion?)], _ repetition: Double) -> Double {
        var total = 0.0
        for (place, change) in changes.enumerated() {
            guard let confusion = change.confusion else {
                total += change.cost
                continue
            }
            let same = changes.enumerated().filter { $0.element.confusion == confusion }
            let dearest = same.max { ($0.element.cost, $1.offset) < ($1.element.cost, $0.offset) }
            total += dearest?.offset == place ? change.cost : change.cost * repetition
        }
        return total
    }
}
