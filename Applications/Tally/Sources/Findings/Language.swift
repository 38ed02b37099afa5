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

    /// The number with decimals: `1,234.50`, in Dutch `1.234,50`; rounded half away from zero. What is no number, or
    /// has more digits than a floating-point number can tell, is a dash.
    /// - Parameter digits: decimals, 0 to 6.
    package func decimal(_ value: Double, digits: Int) -> String {
        let digits = max(0, min(digits, 6))
        let factor = (0..<digits).reduce(Int64(1)) { factor, _ in factor * 10 }
        let scaled = (value.magnitude * Double(factor)).rounded(.toNearestOrAwayFromZero)
        guard scaled.isFinite, scaled < 9e15 else { return "–" }
        let (whole, rest) = Int64(scaled).quotientAndRemainder(dividingBy: factor)
        let text = (value < 0 && scaled > 0 ? "-" : "") + number(Int(whole))
        guard digits > 0 else { return text }
        let decimals = String(rest)
        return text + decimalSeparator + String(repeating: "0", count: digits - decimals.count) + decimals
    }

    private var groupSeparator: Character { self == .dutch ? "." : "," }
    private var decimalSeparator: String { self == .dutch ? "," : "." }
}
