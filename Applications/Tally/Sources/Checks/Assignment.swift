// SPDX-License-Identifier: Apache-2.0

/// The cheapest way to give every row one column of a square matrix of costs (Kuhn 1955, in the potentials form).
enum Assignment {
    /// The column of each row. Takes rows³ steps.
    static func cheapest(_ costs: [[Double]]) -> [Int] {
        let size = costs.count
        var rowPotential = [Double](repeating: 0, count: size + 1)
        var columnPotential = rowPotential
        var rowOfColumn = [Int](repeating: 0, count: size + 1)
        var previous = rowOfColumn
        for row in 1...max(1, size) where size > 0 {
            rowOfColumn[0] = row
            var column = 0
            var least = [Double](repeating: .infinity, count: size + 1)
            var isUsed = [Bool](repeating: false, count: size + 1)
            repeat {
                isUsed[column] = true
                let current = rowOfColumn[column]
                var step = Double.infinity
                var next = 0
                for other in 1...size where !isUsed[other] {
                    let reduced = costs[current - 1][other - 1] - rowPotential[current] - columnPotential[other]
                    if reduced < least[other] {
                        least[other] = reduced
                        previous[other] = column
                    }
                    if least[other] < step {
                        step = least[other]
                        next = other
                    }
                }
                for other in 0...size {
                    if isUsed[other] {
                        rowPotential[rowOfColumn[other]] += step
                        columnPotential[other] -= step
                    } else {
                        least[other] -= step
                    }
                }
                column = next
            } while rowOfColumn[column] != 0
            while column != 0 {
                rowOfColumn[column] = rowOfColumn[previous[column]]
                column = previous[column]
            }
        }
        var columns = [Int](repeating: 0, count: size)
        for column in 1...max(1, size) where size > 0 { columns[rowOfColumn[column] - 1] = column - 1 }
        return columns
    }
}
