// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// Whole microseconds, rounded down; what the database keeps.
    package var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
    /// Seconds as a number.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    /// Reads `90s`, `15m`, `1h30m`, `2d`; whole units, largest first.
    package init?(parsing text: some StringProtocol) {
        let units: [(Character, Int64)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
        var total: Int64 = 0
        var next = units.startIndex
        var digits = ""
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let place = units[next...].firstIndex(where: { $0.0 == character }), digits.count < 9,
                let value = Int64(digits)
            else { return nil }
            total += value * units[place].1
            next = place + 1
            digits = ""
        }
        guard digits.isEmpty, next > units.startIndex else { return nil }
        self = .seconds(total)
    }

    /// `1h30m`; the way `init(parsing:)` reads. Parts of a second are dropped.
    package var text: String {
        var rest = components.seconds
        guard rest > 0 else { return "0s" }
        var text = ""
        for (unit, seconds) in [("d", Int64(86_400)), ("h", 3600), ("m", 60), ("s", 1)] where rest >= seconds {
            text += "\(rest / seconds)\(unit)"
            rest %= seconds
        }
        return text
    }
}
