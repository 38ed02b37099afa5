// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// Instants as the Drive API writes them (RFC 3339, 5.6).
package enum DriveTime {
    /// Reads `2026-11-21T10:15:30.123Z` or the same with an offset; `nil` for anything else.
    package static func parse(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { parse($0) }
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
        guard bytes.count >= 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] | 0x20 == 0x74, bytes[13] == 0x3A,
            bytes[16] == 0x3A, let year = number(bytes, 0..<4), let month = number(bytes, 5..<7),
            let day = number(bytes, 8..<10), let hour = number(bytes, 11..<13), let minute = number(bytes, 14..<16),
            let second = number(bytes, 17..<19), 1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, second < 61
        else { return nil }
        var at = 19
        var fraction = 0.0
        if bytes[at] == 0x2E {
            at += 1
            var scale = 0.1
            while at < bytes.count, 0x30...0x39 ~= bytes[at] {
                fraction += Double(bytes[at] - 0x30) * scale
                scale /= 10
                at += 1
            }
        }
        guard let offset = offset(bytes, from: at) else { return nil }
        let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }

    /// Writes an instant in UTC to the millisecond.
    package static func text(_ date: Date) -> String {
        let milliseconds = Int64((date.timeIntervalSince1970 * 1_000).rounded())
        let (day, rest) = split(milliseconds, by: 86_400_000)
        let (year, month, dayOfMonth) = civil(day)
        let (hour, afterHour) = split(rest, by: 3_600_000)
        let (minute, afterMinute) = split(afterHour, by: 60_000)
        let (second, thousandth) = split(afterMinute, by: 1_000)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))T\(padded(hour, 2)):"
            + "\(padded(minute, 2)):\(padded(second, 2)).\(padded(thousandth, 3))Z"
    }

    /// Seconds east of Greenwich; `nil` when nothing readable is there.
    private static func offset(_ bytes: UnsafeBufferPointer<UInt8>, from at: Int) -> Int? {
        guard at < bytes.count else { return nil }
        if bytes[at] | 0x20 == 0x7A { return at + 1 == bytes.count ? 0 : nil }
        guard bytes[at] == 0x2B || bytes[at] == 0x2D, bytes.count == at + 6, bytes[at + 3] == 0x3A,
            let hours = number(bytes, at + 1..<at + 3), let minutes = number(bytes, at + 4..<at + 6)
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (bytes[at] == 0x2D ? -1 : 1)
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            guard 0x30...0x39 ~= bytes[index] else { return nil }
            value = value * 10 + Int(bytes[index] - 0x30)
        }
        return value
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int64) -> (Int64, Int64, Int64) {
        let (era, dayOfEra) = split(days + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let shown = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (shown <= 2 ? 1 : 0), shown, dayOfYear - (153 * month + 2) / 5 + 1)
    }

    private static func split(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
        let rest = ((value % divisor) + divisor) % divisor
        return ((value - rest) / divisor, rest)
    }

    private static func padded(_ value: Int64, _ digits: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
