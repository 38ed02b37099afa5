// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials

/// Instants from dates, with the summer time of the Netherlands, without any time zone table.
///
/// Summer time is from the last Sunday of March 01:00 UTC to the last Sunday of October 01:00 UTC (directive
/// 2000/84/EC). It holds for the years 1996 to now.
public enum CivilTime {
    /// The instant of a date and time in universal time.
    public static func utc(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Date {
        Date(timeIntervalSince1970: Double(days(year, month, day) * 86_400 + hour * 3600 + minute * 60))
    }

    /// The instant at which clocks in Amsterdam show a time; the first of both when they show it twice, and an hour
    /// later by the clock when they never show it.
    public static func amsterdam(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Date {
        let winter = utc(year, month, day, hour, minute) - 3600
        let summer = winter - 3600
        return amsterdamOffset(at: summer) == 7200 ? summer : winter
    }

    /// Seconds that clocks in Amsterdam are ahead of universal time.
    public static func amsterdamOffset(at instant: Date) -> Int {
        let day = Int((instant.timeIntervalSince1970 / 86_400).rounded(.down))
        let year = date(ofDay: day).year
        let from = utc(year, 3, 31 - weekday(days(year, 3, 31)), 1)
        let to = utc(year, 10, 31 - weekday(days(year, 10, 31)), 1)
        return instant >= from && instant < to ? 7200 : 3600
    }

    /// Days from 1970-01-01 in the Gregorian calendar; Howard Hinnant, "chrono-compatible low-level date algorithms".
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date of a day counted from 1970-01-01; the same source.
    static func date(ofDay count: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = count + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }

    /// 0 for Sunday to 6.
    static func weekday(_ day: Int) -> Int { ((day + 4) % 7 + 7) % 7 }

    /// ISO 8601 with milliseconds, in universal time or `offset` seconds ahead of it.
    static func text(_ instant: Date, offset: Int? = nil, fraction: Bool = true) -> String {
        let total = Int((instant.timeIntervalSince1970 * 1000).rounded()) + (offset ?? 0) * 1000
        let day = (total >= 0 ? total : total - 86_399_999) / 86_400_000
        let rest = total - day * 86_400_000
        let date = date(ofDay: day)
        var text = pad(date.year, 4) + "-" + pad(date.month, 2) + "-" + pad(date.day, 2)
        text += "T" + pad(rest / 3_600_000, 2) + ":" + pad(rest / 60_000 % 60, 2) + ":" + pad(rest / 1000 % 60, 2)
        if fraction { text += "." + pad(rest % 1000, 3) }
        guard let offset else { return text + "Z" }
        let minutes = abs(offset) / 60
        return text + (offset < 0 ? "-" : "+") + pad(minutes / 60, 2) + ":" + pad(minutes % 60, 2)
    }

    private static func pad(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
