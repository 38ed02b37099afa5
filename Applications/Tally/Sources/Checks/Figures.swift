// SPDX-License-Identifier: Apache-2.0

/// The numbers of a form outside its table, and the table's sum, in one small array.
struct Figures: Sendable {
    /// A field, or the sum of the rows.
    static let sumIndex = FormField.allCases.count
    private static let absent = Int.min
    private var values: [Int]

    init(_ document: TallyDocument, sum: Int?) {
        values = [Int](repeating: Self.absent, count: Self.sumIndex + 1)
        for (field, reading) in document.fields {
            if let number = document.counted(reading) { values[field.rawValue] = number }
        }
        if let sum { values[Self.sumIndex] = sum }
    }

    subscript(index: Int) -> Int? {
        get { values[index] == Self.absent ? nil : values[index] }
        set { values[index] = newValue ?? Self.absent }
    }
    subscript(field: FormField) -> Int? {
        get { self[field.rawValue] }
        set { self[field.rawValue] = newValue }
    }
    var sum: Int? {
        get { self[Self.sumIndex] }
        set { self[Self.sumIndex] = newValue }
    }

    /// The sum of several figures; `nil` when one is absent.
    func total(_ indices: [Int]) -> Int? {
        var total = 0
        for index in indices {
            guard values[index] != Self.absent else { return nil }
            total += values[index]
        }
        return total
    }
}
