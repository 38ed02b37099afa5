// SPDX-License-Identifier: Apache-2.0

/// What the witnesses have of a whole form: what joint decoding starts from.
package struct FormEvidence: Sendable {
    /// One row of the table.
    package struct Row: Sendable {
        /// The row number that is printed on the form and was read there; not the row's place.
        package var number: Int
        package var votes: CellEvidence

        package init(number: Int, votes: CellEvidence) {
            self.number = number
            self.votes = votes
        }
    }
    package var form: FormType
    package var kind: BallotKind
    /// The numbered fields, the table's total row among them. A field that was not found is absent.
    package var fields: [FormField: CellEvidence]
    /// In the order of the table. A number may wrongly stand here twice.
    package var rows: [Row]
    /// The numbers that the table must have, from the register; `nil` when it is not known: then 1 to the largest.
    package var expectedNumbers: [Int]?

    package init(
        form: FormType, kind: BallotKind, fields: [FormField: CellEvidence], rows: [Row],
        expectedNumbers: [Int]? = nil
    ) {
        self.form = form
        self.kind = kind
        self.fields = fields
        self.rows = rows
        self.expectedNumbers = expectedNumbers
    }
    /// Rows by their printed number, where each stands once.
    package init(
        form: FormType, kind: BallotKind, fields: [FormField: CellEvidence], votes: [Int: CellEvidence],
        total: CellEvidence? = nil, expectedNumbers: [Int]? = nil
    ) {
        var fields = fields
        if let total { fields[.total] = total }
        self.init(
            form: form, kind: kind, fields: fields,
            rows: votes.sorted { $0.key < $1.key }.map { Row(number: $0.key, votes: $0.value) },
            expectedNumbers: expectedNumbers)
    }

    /// What is wrong with the table's rows; empty when each number stands there once.
    var structureProblems: [FormProblem] {
        let numbers = rows.map(\.number)
        guard !numbers.isEmpty else { return [.rowsMissing([])] }
        let expected = Set(expectedNumbers ?? Array(1...max(1, numbers.max() ?? 1)))
        var counts: [Int: Int] = [:]
        for number in numbers { counts[number, default: 0] += 1 }
        let found = Set(counts.keys)
        var problems: [FormProblem] = []
        let missing = expected.subtracting(found).sorted()
        if !missing.isEmpty { problems.append(.rowsMissing(missing)) }
        let doubled = counts.filter { $0.value > 1 }.keys.sorted()
        if !doubled.isEmpty { problems.append(.rowsDoubled(doubled)) }
        // Printed slots that nobody uses stay empty.
        let surplus = rows.filter { row in
            guard !expected.contains(row.number) else { return false }
            let witnesses = [row.votes.digits, row.votes.words].compactMap { $0.min { $0.cost < $1.cost } }
            return witnesses.isEmpty || witnesses.contains { $0.value != .blank && $0.value != .dash }
        }
        if !surplus.isEmpty { problems.append(.rowsUnexpected(surplus.map(\.number).sorted())) }
        return problems
    }
}
