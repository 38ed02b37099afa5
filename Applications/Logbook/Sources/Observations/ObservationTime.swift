// SPDX-License-Identifier: Apache-2.0

/// An observation's instant as text in UTC: `2026-11-22T01:35:00.000Z`, with six digits of the second where
/// milliseconds do not hold it.
package enum ObservationTime {
    /// The first instant of 2000 and the last of 2100: what a vehicle's book can hold.
    package static let range: ClosedRange<Int64> = 946_684_800_000_000...4_133_980_799_999_999

    /// Writes an instant within ``range``.
    package static func append(_ instant: Int64, to out: inout [UInt8]) {
        let microseconds = min(max(instant, range.lowerBound), range.upperBound)
        let (days, inDay) = microseconds.quotientAndRemainder(dividingBy: 86_400_000_000)
        let date = civil(days)
        append(date.year, digits: 4, "-", to: &out)
        append(date.month, digits: 2, "-", to: &out)
        append(date.day, digits: 2, "T", to: &out)
        let second = inDay / 1_000_000
        append(second / 3600, digits: 2, ":", to: &out)
        append(second / 60 % 60, digits: 2, ":", to: &out)
        append(second % 60, digits: 2, ".", to: &out)
        let fraction = inDay % 1_000_000
        if fraction % 1000 == 0 {
            append(fraction / 1000, digits: 3, "Z", to: &out)
        } else {
            append(fraction, digits: 6, "Z", to: &out)
        }
    }

    /// Reads what ``append(_:to:)`` writes; `nil` for anything else, impossible dates included.
    package static func parse(_ bytes: some Collection<UInt8>) -> Int64? {
        bytes.withContiguousStorageIfAvailable { parse($0) } ?? Array(bytes).withUnsafeBufferPointer { parse($0) }
    }

    static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count == 24 || text.count == 27 else { return nil }
        var isDigits = true
        func number(_ place: Int, _ count: Int) -> Int64 {
            var value: Int64 = 0
            for index in place..<(place + count) {
                let digit = text[index] &- 0x30
                if digit > 9 { isDigits = false }
                value = value * 10 + Int64(digit)
            }
            return value
        }
        let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
        let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2))
        let fraction = text.count == 24 ? number(20, 3) * 1000 : number(20, 6)
        guard isDigits, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"), text[19] == UInt8(ascii: "."),
            text[text.count - 1] == UInt8(ascii: "Z"), (1...12).contains(month), day >= 1,
            day <= length(month, year), hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
        let instant = seconds * 1_000_000 + fraction
        return range.contains(instant) ? instant : nil
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

    private static func length(_ month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Year, month and day of a day counted from 1970-01-01, by H. Hinnant's algorithm for the Gregorian calendar.
    static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }

    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
