// SPDX-License-Identifier: Apache-2.0

/// The languages that findings, reports and pages are written in.
package enum Language: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case thai = "th"
    case dutch = "nl"

    /// The language's name in itself.
    package var ownName: String {
        switch self {
        case .english: "English"
        case .thai: "ไทย"
        case .dutch: "Nederlands"
        }
    }

    /// The text in this language.
    func pick(_ english: String, _ thai: String, _ dutch: String) -> String {
        switch self {
        case .english: english
        case .thai: thai
        case .dutch: dutch
        }
    }

    /// The number with its thousands grouped: `1,234,567` in English and Thai, `1.234.567` in Dutch.
    package func number(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(groupSeparator) }
            text.append(digit)
        }
        return text
    }

    /// What stands between thousands.
    package var groupSeparator: Character { self == .dutch ? "." : "," }

    /// What stands before decimals.
    package var decimalSeparator: Character { self == .dutch ? "," : "." }
}
