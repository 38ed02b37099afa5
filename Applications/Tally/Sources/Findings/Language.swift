// SPDX-License-Identifier: Apache-2.0

/// The languages findings are written in.
package enum Language: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case thai = "th"

    /// The text in this language.
    func pick(_ english: String, _ thai: String) -> String { self == .english ? english : thai }

    /// The number with commas between thousands, as both languages write it.
    package func number(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
