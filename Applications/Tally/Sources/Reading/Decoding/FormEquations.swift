// SPDX-License-Identifier: Apache-2.0

/// The identities of a form as linear equations over its cells. Cells 0..< rows are the table, the fields follow.
struct FormEquations: Sendable {
    struct Equation: Sendable {
        let rule: Rule
        /// Every cell with its factor, rows before fields.
        let terms: [(cell: Int, factor: Int)]
        /// Left ≤ right instead of left = right.
        let isUpperBound: Bool
        /// The sums of both sides.
        func sides(_ values: [Int]) -> (left: Int, right: Int) {
            var (left, right) = (0, 0)
            for (cell, factor) in terms {
                if factor > 0 { left += values[cell] } else { right += values[cell] }
            }
            return (left, right)
        }
        func holds(_ values: [Int]) -> Bool {
            let (left, right) = sides(values)
            return isUpperBound ? left <= right : left == right
        }
    }
    /// Those of which every cell has a number.
    let equations: [Equation]
    /// The equations that each cell is in.
    let ofCell: [[Int]]

    /// - Parameters:
    ///   - fields: the fields in the order of their cells, after the rows.
    ///   - isReadable: by cell, whether it has a number.
    init(_ form: FormType, rows: Int, fields: [FormField], isReadable: [Bool]) {
        var places: [Int: Int] = [:]
        for (place, field) in fields.enumerated() { places[field.rawValue] = rows + place }
        func cells(_ figures: [Int]) -> [Int]? {
            var cells: [Int] = []
            for figure in figures {
                if figure == Figures.sumIndex {
                    guard rows > 0 else { return nil }
                    cells += 0..<rows
                } else {
                    guard let place = places[figure] else { return nil }
                    cells.append(place)
                }
            }
            return cells.allSatisfy { isReadable[$0] } ? cells : nil
        }
        equations = Identity.all(of: form).compactMap { identity in
            guard let left = cells(identity.left), let right = cells(identity.right) else { return nil }
            return Equation(
                rule: identity.rule, terms: left.map { ($0, 1) } + right.map { ($0, -1) },
                isUpperBound: identity.isUpperBound)
        }
        var ofCell = [[Int]](repeating: [], count: rows + fields.count)
        for (number, equation) in equations.enumerated() {
            for (cell, _) in equation.terms { ofCell[cell].append(number) }
        }
        self.ofCell = ofCell
    }
}
