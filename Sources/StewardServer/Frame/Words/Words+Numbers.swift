// SPDX-License-Identifier: Apache-2.0
import Tally

/// Numbers: grouped in thousands, decimals after a point in English and Thai and after a comma in Dutch.
extension Words {
    /// `1,234,567`, in Dutch `1.234.567`.
    func number(_ value: some BinaryInteger) -> String { language.number(Int(clamping: value)) }

    /// `7/12`, both grouped.
    func ratio(_ done: some BinaryInteger, _ total: some BinaryInteger) -> String {
        "\(number(done))/\(number(total))"
    }

    /// `1,234.50` with two decimals, in Dutch `1.234,50`; rounded half away from zero. What is no number, or has more
    /// digits than are true, is a dash.
    func decimal(_ value: Double, digits: Int) -> String { language.decimal(value, digits: digits) }

    /// `97.5%`, in Dutch `97,5%`.
    /// - Parameter percent: 0 to 100.
    func percent(_ percent: Double, digits: Int = 1) -> String {
        let text = decimal(percent, digits: digits)
        return text == Self.nothing ? text : text + "%"
    }

    /// A share of a whole in whole percent, rounded down so that only the whole is `100%`.
    /// - Parameter fraction: 0 to 1.
    func share(_ fraction: Double) -> String { percent((min(1, max(0, fraction)) * 100).rounded(.down), digits: 0) }

    /// `1.50 GB`, factor 1024, two decimals from a kilobyte on; whole bytes below, as `950 bytes`.
    func bytes(_ count: Int64) -> String {
        guard count.magnitude >= 1024 else { return Plural.bytes.text(count, language) }
        var value = Double(count) / 1024
        var unit = 0
        // What would round to 1024.00 is one of the next unit.
        while (abs(value) * 100).rounded() >= 102_400, unit < Self.byteUnits.count - 1 {
            value /= 1024
            unit += 1
        }
        return decimal(value, digits: 2) + " " + Self.byteUnits[unit]
    }

    /// A size, or a dash.
    func bytes(_ count: Int64?) -> String { count.map { bytes($0) } ?? Self.nothing }

    /// What stands where a value is not known.
    static let nothing = "–"
    private static let byteUnits = ["KB", "MB", "GB", "TB", "PB", "EB"]
}
