// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// An entry's time as text: RFC 3339 in UTC with six digits of a second, always 27 bytes
/// (`2026-11-21T13:00:46.123456Z`). Kept as microseconds since 1970.
enum Instant {
    static let length = 27
    /// 0000-01-01T00:00:00 to the last microsecond of 9999.
    static let range: ClosedRange<Int64> = -62_167_219_200_000_000...253_402_300_799_999_999

    /// The text. What is outside ``range`` is moved to its edge.
    static func append(_ microseconds: Int64, to out: inout [UInt8]) {
        let value = min(max(microseconds, range.lowerBound), range.upperBound)
        let (days, inDay) = value.dividedFloor(by: 86_400_000_000)
        let (year, month, day) = civil(days)
        append(year, digits: 4, "-", to: &out)
        append(month, digits: 2, "-", to: &out)
        append(day, digits: 2, "T", to: &out)
        let second = inDay / 1_000_000
        append(second / 3600, digits: 2, ":", to: &out)
        append(second / 60 % 60, digits: 2, ":", to: &out)
        append(second % 60, digits: 2, ".", to: &out)
        append(inDay % 1_000_000, digits: 6, "Z", to: &out)
    }

    /// Reads exactly what ``append(_:to:)`` writes; `nil` for anything else, impossible dates and leap seconds
    /// included.
    static func parse(_ bytes: [UInt8]) -> Int64? {
        guard bytes.count == length else { return nil }
        func number(_ place: Int, _ count: Int) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[place..<(place + count)] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }
        guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), let hour = number(11, 2),
            let minute = number(14, 2), let second = number(17, 2), let fraction = number(20, 6),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
        let value = seconds * 1_000_000 + fraction
        var again: [UInt8] = []
        append(value, to: &again)
        return again == bytes ? value : nil
    }

    private static func append(_ value: Int64, digits: Int, _ end: Unicode.Scalar, to out: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            out.append(0x30 + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
        out.append(UInt8(ascii: end))
    }

    /// The date that many days after 1970-01-01, by H. Hinnant's algorithm for the proleptic Gregorian calendar.
    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (days + 719_468).dividedFloor(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shiftedYear.dividedFloor(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension Int64 {
    fileprivate func dividedFloor(by divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension Date {
    /// Microseconds since 1970, rounded.
    var instant: Int64 { Int64((timeIntervalSince1970 * 1_000_000).rounded()) }
    /// The instant that many microseconds after 1970.
    init(instant: Int64) { self.init(timeIntervalSince1970: Double(instant) / 1_000_000) }
}
