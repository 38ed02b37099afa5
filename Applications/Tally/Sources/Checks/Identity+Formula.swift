// SPDX-License-Identifier: Apache-2.0

extension Identity {
    /// The identity as a formula over the numbers printed on the form: `4.1 + 4.2 + 4.3 = 3.4`, `Σ = 4.1`, `1.2 ≤ 1.1`.
    package func formula(on form: FormType, _ language: Language) -> String {
        func side(_ figures: [Int]) -> String {
            figures.map { figure in
                guard figure != Figures.sumIndex, let field = FormField(rawValue: figure) else { return "Σ" }
                return field.sectionNumber(on: form) ?? field.label(language)
            }.joined(separator: " + ")
        }
        return side(left) + (isUpperBound ? " ≤ " : " = ") + side(right)
    }
}
