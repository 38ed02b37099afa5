// SPDX-License-Identifier: Apache-2.0

/// One cell of a form.
package enum Cell: Sendable, Hashable {
    /// A numbered field.
    case field(FormField)
    /// The votes of the table's row at this 0-based place in the source.
    case row(Int)

    /// `field.good` or `row.12`.
    package var code: String {
        switch self {
        case .field(let field): "field.\(field.code)"
        case .row(let position): "row.\(position)"
        }
    }
    /// Reads `code` back.
    package init?(code: String) {
        if code.hasPrefix("row."), let position = Int(code.dropFirst(4)) {
            self = .row(position)
        } else if code.hasPrefix("field."),
            let field = FormField.allCases.first(where: { code.dropFirst(6) == $0.code })
        {
            self = .field(field)
        } else {
            return nil
        }
    }
    /// The cell for people: `3.3 advance ballots outside and overseas`, `row 13`.
    package func label(on form: FormType, _ language: Language) -> String {
        switch self {
        case .field(let field):
            [field.sectionNumber(on: form), field.label(language)].compactMap(\.self).joined(separator: " ")
        case .row(let position):
            language.pick(
                "row \(position + 1) of the table", "แถวที่ \(position + 1) ของตาราง", "rij \(position + 1) van de tabel")
        }
    }
}

extension CountingPlace {
    /// For people: `unit 7`, `set 3`.
    package func label(_ language: Language) -> String {
        switch self {
        case .unit(let number): language.pick("unit \(number)", "หน่วยที่ \(number)", "stembureau \(number)")
        case .set(let number): language.pick("set \(number)", "ชุดที่ \(number)", "set \(number)")
        }
    }
}
