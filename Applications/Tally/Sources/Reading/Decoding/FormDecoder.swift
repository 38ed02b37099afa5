// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Decides what a form says from the evidence of all its cells and the form's identities.
///
/// A value is certain when two witnesses agree on it, or when one witness has it and the identities would break by a
/// wide margin with any other. What only makes a sum fit is proposed to a person, never accepted; what contradicts
/// itself on paper is reported as it stands.
package enum FormDecoder {
    package static func decode(
        _ evidence: FormEvidence, _ thresholds: DecodingThresholds? = nil
    ) -> DecodedForm {
        let thresholds = thresholds ?? DecodingThresholds.of(evidence.form)
        var sheet = DecodingSheet(evidence, thresholds)
        let structure = evidence.structureProblems
        if structure.isEmpty { sheet.weigh() }
        let judge = CellJudge(sheet: sheet, structureFailed: !structure.isEmpty)
        let cells = sheet.beliefs.indices.map(judge.cell)
        let rows = zip(evidence.rows, cells).map { DecodedForm.Row(number: $0.number, votes: $1) }
        let fields = zip(sheet.fields, cells.dropFirst(evidence.rows.count))
        return DecodedForm(
            form: evidence.form, kind: evidence.kind, fields: Dictionary(uniqueKeysWithValues: fields.map { ($0, $1) }),
            rows: rows, problems: structure + judge.problems, thresholds: thresholds.version)
    }
}

/// A form's cells with what the witnesses and the identities say of them.
struct DecodingSheet: Sendable {
    let evidence: FormEvidence
    let thresholds: DecodingThresholds
    /// The fields that were found, in the order of their cells after the rows.
    let fields: [FormField]
    let beliefs: [CellBelief]
    let equations: FormEquations
    /// The option chosen of each cell: its cheapest, or another that a solution needs.
    private(set) var chosen: [Int]
    /// Equations that don't hold as the form was read.
    private(set) var failing: Set<Int> = []
    /// The cheapest proposable set of changes that makes everything hold; empty when nothing is to change or nothing
    /// can be proposed.
    private(set) var repair: [(cell: Int, option: Int)] = []
    /// Cells that some other reading would make fit, where the sums don't hold or hold by a guess: even two witnesses
    /// that agree are then not enough.
    private(set) var suspects: Set<Int> = []
    /// By cell, how much dearer the solutions together are in which it says something else, as far as they were looked
    /// for; `nil` where no equation bears on it.
    private(set) var margins: [Double?]

    init(_ evidence: FormEvidence, _ thresholds: DecodingThresholds) {
        self.evidence = evidence
        self.thresholds = thresholds
        fields = FormField.allCases.filter { evidence.fields[$0] != nil }
        let cells = evidence.rows.map(\.votes) + fields.compactMap { evidence.fields[$0] }
        let beliefs = cells.map { CellBelief($0, thresholds) }
        self.beliefs = beliefs
        equations = FormEquations(
            evidence.form, rows: evidence.rows.count, fields: fields, isReadable: beliefs.map { $0.number != nil })
        chosen = [Int](repeating: 0, count: beliefs.count)
        margins = [Double?](repeating: nil, count: beliefs.count)
    }

    /// How far solutions are looked for beyond the cheapest.
    private var window: Double { thresholds.wideMargin + 2.5 }

    /// The numbers as chosen; 0 where there is none, which no equation uses.
    var values: [Int] {
        beliefs.indices.map { cell in
            beliefs[cell].options.indices.contains(chosen[cell]) ? beliefs[cell].options[chosen[cell]].number : 0
        }
    }
    func cell(_ index: Int) -> Cell {
        index < evidence.rows.count ? .row(index) : .field(fields[index - evidence.rows.count])
    }
    var writtenCells: Int { beliefs.count(where: \.isWritten) }

    /// Finds the cheapest solution, and how far each cell is from the next that says otherwise.
    mutating func weigh() {
        let read = values
        failing = Set(equations.equations.indices.filter { !equations.equations[$0].holds(read) })
        var equalities = equations.equations.indices.filter { !equations.equations[$0].isUpperBound }
        let failed = equalities.filter(failing.contains)
        var bound = window
        if !failed.isEmpty {
            let all = equalities
            search(all, changes(all)).forEachSolution(below: thresholds.suspicion) { solution, _ in
                for part in solution.flatMap(\.parts) { suspects.insert(part.cell) }
                return thresholds.suspicion
            }
            if let found = cheapestRepair(equalities) {
                repair = found.parts
                for part in found.parts { chosen[part.cell] = part.option }
                bound = found.cost + window
            } else {
                // Those that hold still say something of their own cells.
                equalities.removeAll(where: failing.contains)
            }
        }
        guard !equalities.isEmpty else { return }
        setMargins(equalities, below: bound, cheapest: bound - window)
    }

    /// Every change that the search may make, by what it does to these equalities.
    private func changes(_ equalities: [Int]) -> [RepairChange] {
        var single: [RepairChange] = []
        var byTarget: [EqualChange: [RepairChange]] = [:]
        let twins = TwinFields(evidence.form, fields, rows: evidence.rows.count, equations)
        for cell in beliefs.indices where beliefs[cell].options.count > 1 {
            let options = beliefs[cell].options
            for place in options.indices.dropFirst() {
                let option = options[place]
                let difference = option.number - options[0].number
                let change = RepairChange(
                    parts: [(cell, place)], cost: option.cost, confusion: option.confusion,
                    effect: effect([(cell, difference)], equalities),
                    isProposable: option.isListed && !beliefs[cell].isSettled)
                single.append(change)
                if let group = twins.group[cell] {
                    byTarget[EqualChange(group: group, from: options[0].number, to: option.number), default: []]
                        .append(change)
                }
            }
        }
        for (_, members) in byTarget where members.count > 1 {
            let joined = Array(members)
            single.append(
                RepairChange(
                    parts: joined.flatMap(\.parts),
                    cost: RepairSearch.cost(joined.map { ($0.cost, $0.confusion) }, thresholds.repetition),
                    confusion: joined.allSatisfy { $0.confusion == joined[0].confusion } ? joined[0].confusion : nil,
                    effect: equalities.indices.map { place in joined.reduce(0) { $0 + $1.effect[place] } },
                    isProposable: joined.allSatisfy(\.isProposable)))
        }
        return single
    }
    private struct EqualChange: Hashable {
        let group: Int
        let from: Int
        let to: Int
    }

    private func effect(_ differences: [(cell: Int, by: Int)], _ equalities: [Int]) -> [Int] {
        equalities.map { number in
            var sum = 0
            for (cell, by) in differences {
                for term in equations.equations[number].terms where term.cell == cell { sum += term.factor * by }
            }
            return sum
        }
    }

    private func search(_ equalities: [Int], _ changes: [RepairChange]) -> RepairSearch {
        let read = beliefs.map { $0.number ?? 0 }
        let residual = equalities.map { number -> Int in
            let (left, right) = equations.equations[number].sides(read)
            return left - right
        }
        return RepairSearch(changes, residual: residual, repetition: thresholds.repetition)
    }

    private func cheapestRepair(_ equalities: [Int]) -> (parts: [(cell: Int, option: Int)], cost: Double)? {
        let proposable = changes(equalities).filter(\.isProposable)
        var best: (parts: [(cell: Int, option: Int)], cost: Double)?
        search(equalities, proposable).forEachSolution(below: thresholds.repair) { solution, cost in
            best = (solution.flatMap(\.parts), cost)
            return cost
        }
        return best
    }

    private mutating func setMargins(_ equalities: [Int], below bound: Double, cheapest: Double) {
        let changed = Dictionary(repair.map { ($0.cell, $0.option) }) { first, _ in first }
        // The probabilities of all other solutions together: on a long list there are many unlikely ones.
        var others = [Double](repeating: exp(-bound), count: beliefs.count)
        search(equalities, changes(equalities)).forEachSolution(below: bound) { solution, cost in
            let parts = solution.flatMap(\.parts)
            for part in parts where changed[part.cell] != part.option {
                others[part.cell] += exp(-cost)
            }
            for cell in changed.keys where !parts.contains(where: { $0.cell == cell }) {
                others[cell] += exp(-cost)
            }
            return bound
        }
        for equality in equalities {
            for (cell, _) in equations.equations[equality].terms { margins[cell] = -log(others[cell]) - cheapest }
        }
    }
}

/// Fields that an identity makes equal, as the total and the good ballots: who misreads one misreads the other alike.
struct TwinFields: Sendable {
    /// The group of each field's cell.
    let group: [Int: Int]

    init(_ form: FormType, _ fields: [FormField], rows: Int, _ equations: FormEquations) {
        var group: [Int: Int] = [:]
        for equation in equations.equations where !equation.isUpperBound && equation.terms.count == 2 {
            let (one, other) = (equation.terms[0].cell, equation.terms[1].cell)
            let names = (group[one] ?? one, group[other] ?? other)
            let name = min(names.0, names.1)
            for (cell, old) in group where old == names.0 || old == names.1 { group[cell] = name }
            group[one] = name
            group[other] = name
        }
        self.group = group
    }
}
