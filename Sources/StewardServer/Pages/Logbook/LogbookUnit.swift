// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import Tally

/// The unit in which a country tells distances on the road.
enum LogbookUnit: String, Sendable, Hashable {
    case kilometres = "km"
    case miles = "mi"

    init(_ country: Vehicle.Country) {
        switch country {
        case .netherlands, .germany: self = .kilometres
        case .unitedKingdom, .unitedStates: self = .miles
        }
    }

    private var metres: Double { self == .kilometres ? 1000 : 1609.344 }

    /// `12.3 km`, in Dutch `12,3 km`.
    func text(_ distance: Distance, _ words: Words, digits: Int = 1) -> String {
        "\(number(distance, words, digits: digits)) \(rawValue)"
    }

    /// The same without the unit.
    func number(_ distance: Distance, _ words: Words, digits: Int = 1) -> String {
        words.decimal(Double(distance.metres) / metres, digits: digits)
    }

    /// As a field of a form holds it: without groups, with as many decimals as a metre needs.
    func field(_ distance: Distance?, _ words: Words) -> String {
        guard let distance else { return "" }
        var text = decimals(Double(distance.metres) / metres)
        while text.contains("."), text.last == "0" || text.last == "." { text.removeLast() }
        return words.language == .dutch ? text.replacing(".", with: ",") : text
    }

    private func decimals(_ value: Double) -> String {
        let thousandths = Int64((value * 1000).rounded())
        let rest = String(thousandths.magnitude % 1000)
        let sign = thousandths < 0 ? "-" : ""
        return
            "\(sign)\(thousandths.magnitude / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    /// What somebody typed, as `12.3`, `50,123` or, in Dutch, `12,3`; `nil` for what is no distance.
    func distance(typed text: String, _ words: Words) -> Distance? {
        LogbookNumber.value(text, words.language).flatMap { Distance(metres: $0 * metres) }
    }
}

/// Numbers that people type.
enum LogbookNumber {
    /// Reads a decimal number with the signs of a language: groups of three digits stand apart by a blank or the sign
    /// that is not the decimal one. One sign that cannot divide groups is the decimal one, whichever it is.
    static func value(_ text: String, _ language: Language) -> Double? {
        var text = text.trimmingPrefix { $0.isWhitespace }.filter {
            !$0.isWhitespace && $0 != "’" && $0 != "'"
        }
        guard !text.isEmpty, text.utf8.count <= 24 else { return nil }
        let (group, decimal): (Character, Character) = language == .dutch ? (".", ",") : (",", ".")
        let parts = text.split(separator: group, omittingEmptySubsequences: false)
        let whole =
            parts.last?.split(separator: decimal, omittingEmptySubsequences: false).first?.count ?? 0
        let isGrouped =
            parts.count > 1 && whole == 3 && parts.dropFirst().dropLast().allSatisfy { $0.count == 3 }
            && (1...3).contains(parts[0].count)
        if isGrouped {
            text = text.filter { $0 != group }
        } else if parts.count == 2, !text.contains(decimal) {
            text = text.replacing(String(group), with: String(decimal))
        } else if parts.count > 1 {
            return nil
        }
        text = text.replacing(",", with: ".")
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        guard isPlain, let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
