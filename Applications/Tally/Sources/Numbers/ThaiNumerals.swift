// SPDX-License-Identifier: Apache-2.0

/// Whole numbers written in Thai (๐–๙) or Arabic (0–9) digits.
package enum ThaiNumerals {
    /// Reads a number that a text consists of, or `nil` when it is anything else.
    ///
    /// Digits are all Thai or all Arabic. Commas may stand between thousands, and then all of them must. Spaces around
    /// are left out; a sign, a fraction or a number over `Int.max` is none.
    package static func number(in text: some StringProtocol) -> Int? {
        var value = 0
        var digits = 0
        var group: Int?
        var isThai: Bool?
        var sinceComma = 0
        var hasEnded = false
        for scalar in text.unicodeScalars {
            if scalar == " " || scalar == "\u{A0}" {
                if digits > 0 { hasEnded = true }
                continue
            }
            guard !hasEnded else { return nil }
            if scalar == "," {
                guard digits > 0, group == nil ? sinceComma <= 3 : sinceComma == 3 else { return nil }
                group = sinceComma
                sinceComma = 0
                continue
            }
            guard let (digit, thai) = digit(scalar), isThai == nil || isThai == thai else { return nil }
            isThai = thai
            let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = tens.addingReportingOverflow(digit)
            if tooLarge || overflow { return nil }
            value = sum
            digits += 1
            sinceComma += 1
        }
        guard digits > 0, group == nil || sinceComma == 3 else { return nil }
        return value
    }

    private static func digit(_ scalar: Unicode.Scalar) -> (Int, isThai: Bool)? {
        switch scalar.value {
        case 0x30...0x39: (Int(scalar.value - 0x30), false)
        case 0x0E50...0x0E59: (Int(scalar.value - 0x0E50), true)
        default: nil
        }
    }

    /// Writes a number that is not negative in Thai digits, with commas between thousands when wanted.
    package static func text(_ number: Int, grouped: Bool = true) -> String {
        var result = String.UnicodeScalarView()
        let digits = String(number.magnitude)
        for (index, digit) in digits.unicodeScalars.enumerated() {
            if grouped, index > 0, (digits.utf8.count - index) % 3 == 0 { result.append(",") }
            result.append(Unicode.Scalar(digit.value - 0x30 + 0x0E50) ?? digit)
        }
        return (number < 0 ? "-" : "") + String(result)
    }
}
