// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// Dates and times in the person's zone.
extension Words {
    /// `21 Nov 2026`, `21 พ.ย. 2569`, `21 nov 2026`.
    func date(_ day: LocalDay) -> String {
        let (year, month, number) = day.date
        return "\(number) \(language.shortMonth(month)) \(language.year(year))"
    }

    /// `21 November 2026`, `21 พฤศจิกายน พ.ศ. 2569`, `21 november 2026`.
    func longDate(_ day: LocalDay) -> String {
        let (year, month, number) = day.date
        let era = language == .thai ? "พ.ศ. " : ""
        return "\(number) \(language.month(month)) \(era)\(language.year(year))"
    }

    /// The day on the person's calendar: `21 Nov 2026`.
    func date(_ date: Date) -> String { self.date(WallTime(date, in: zone).day) }

    /// The clock on the person's wall: `16:38`, in Thai `16:38 น.`
    func clock(_ date: Date) -> String { WallTime(date, in: zone).clock + (language == .thai ? " น." : "") }

    /// `21 Nov 2026, 16:38`, `21 พ.ย. 2569 16:38 น.`, `21 nov 2026 16:38`; universal time says so.
    func text(_ date: Date) -> String {
        let separator = language == .english ? ", " : " "
        return "\(self.date(date))\(separator)\(clock(date))" + (zone == .utc ? " UTC" : "")
    }

    /// `Saturday 21 November 2026, 16:38:05 (Asia/Bangkok)`, `วันเสาร์ที่ 21 พฤศจิกายน พ.ศ. 2569 เวลา 16:38:05 น. (…)`,
    /// `zaterdag 21 november 2026 om 16:38:05 (…)`.
    func longText(_ date: Date) -> String {
        let wall = WallTime(date, in: zone)
        let weekday = language.weekday(wall.day.weekday)
        let (day, clock) = (longDate(wall.day), wall.clockWithSeconds)
        let moment =
            switch language {
            case .english: "\(weekday) \(day), \(clock)"
            case .thai: "\(weekday)ที่ \(day) เวลา \(clock) น."
            case .dutch: "\(weekday) \(day) om \(clock)"
            }
        return "\(moment) (\(zone.identifier))"
    }

    /// How long ago or how soon: `3 minutes ago`, `in 2 hours`, `just now`. Rounded down to one unit.
    func relative(_ date: Date) -> String {
        let seconds = (date.timeIntervalSince1970 - now.timeIntervalSince1970).rounded(.towardZero)
        guard seconds.magnitude < 9e15 else { return Self.nothing }
        let past = seconds <= 0
        guard seconds.magnitude >= 60 else { return say(past ? Self.justNow : Self.rightAway) }
        let span = Self.relativeUnit(Int64(seconds.magnitude))
        return (past ? span.unit.past : span.unit.future).text(span.count, language)
    }

    /// `today`, `yesterday`, `12 days ago`.
    func daysAgo(_ days: Int) -> String {
        switch days {
        case ...0: say(.today)
        case 1: say(Self.yesterday)
        default: RelativeUnit.day.past.text(days, language)
        }
    }

    private static func relativeUnit(_ seconds: Int64) -> (unit: RelativeUnit, count: Int64) {
        let days = seconds / 86_400
        if seconds < 3600 { return (.minute, seconds / 60) }
        if days == 0 { return (.hour, seconds / 3600) }
        if days < 30 { return (.day, days) }
        // A month of 30 days would make twelve of them before the year is over.
        return days < 365 ? (.month, min(11, days / 30)) : (.year, days / 365)
    }

    private static let justNow = Phrase("just now", "เมื่อสักครู่", "zojuist")
    private static let rightAway = Phrase("in a moment", "อีกสักครู่", "zo dadelijk")
    private static let yesterday = Phrase("yesterday", "เมื่อวาน", "gisteren")
}

/// The units that “ago” and “in” are told in.
enum RelativeUnit: Sendable, CaseIterable {
    case minute, hour, day, month, year

    var past: Plural {
        switch self {
        case .minute:
            Plural(
                .init("{n} minute ago", "{n} minutes ago"), "{n} นาทีที่แล้ว",
                .init("{n} minuut geleden", "{n} minuten geleden"))
        case .hour:
            Plural(
                .init("{n} hour ago", "{n} hours ago"), "{n} ชั่วโมงที่แล้ว", .init("{n} uur geleden", "{n} uur geleden"))
        case .day:
            Plural(
                .init("{n} day ago", "{n} days ago"), "{n} วันที่แล้ว", .init("{n} dag geleden", "{n} dagen geleden"))
        case .month:
            Plural(
                .init("{n} month ago", "{n} months ago"), "{n} เดือนที่แล้ว",
                .init("{n} maand geleden", "{n} maanden geleden"))
        case .year:
            Plural(
                .init("{n} year ago", "{n} years ago"), "{n} ปีที่แล้ว", .init("{n} jaar geleden", "{n} jaar geleden"))
        }
    }

    var future: Plural {
        switch self {
        case .minute:
            Plural(.init("in {n} minute", "in {n} minutes"), "อีก {n} นาที", .init("over {n} minuut", "over {n} minuten"))
        case .hour: Plural(.init("in {n} hour", "in {n} hours"), "อีก {n} ชั่วโมง", .init("over {n} uur", "over {n} uur"))
        case .day: Plural(.init("in {n} day", "in {n} days"), "อีก {n} วัน", .init("over {n} dag", "over {n} dagen"))
        case .month:
            Plural(.init("in {n} month", "in {n} months"), "อีก {n} เดือน", .init("over {n} maand", "over {n} maanden"))
        case .year: Plural(.init("in {n} year", "in {n} years"), "อีก {n} ปี", .init("over {n} jaar", "over {n} jaar"))
        }
    }
}
