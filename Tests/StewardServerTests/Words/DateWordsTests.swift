// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally
import Testing

@testable import StewardServer

@Suite("Dates in words")
struct DateWordsTests {
    /// 2026-11-21T09:38:05Z, a Saturday.
    private static let instant = Date(timeIntervalSince1970: 1_795_253_885)

    private static func words(_ language: Language, _ zone: String = "Asia/Bangkok", now: Date = instant) -> Words {
        Words(language, zone: Words.zone(named: zone), now: now)
    }

    @Test(
        "a time is in the person's zone and in the language's order, in Thai in the Buddhist era",
        arguments: [
            (Language.english, "21 Nov 2026, 16:38", "Saturday 21 November 2026, 16:38:05 (Asia/Bangkok)"),
            (.thai, "21 พ.ย. 2569 16:38 น.", "วันเสาร์ที่ 21 พฤศจิกายน พ.ศ. 2569 เวลา 16:38:05 น. (Asia/Bangkok)"),
            (.dutch, "21 nov 2026 16:38", "zaterdag 21 november 2026 om 16:38:05 (Asia/Bangkok)"),
        ])
    func orders(language: Language, short: String, long: String) {
        #expect(Self.words(language).text(Self.instant) == short)
        #expect(Self.words(language).longText(Self.instant) == long)
    }

    @Test("universal time says so, and so does a zone that nobody knows")
    func universal() {
        #expect(Self.words(.english, "UTC").text(Self.instant) == "21 Nov 2026, 09:38 UTC")
        #expect(Words.zone(named: "Atlantis/Poseidonis") == .utc)
        #expect(Words.zone(named: nil) == .utc)
    }

    @Test("the day is the one on the person's calendar, over years, leap days and clocks that are moved")
    func walls() throws {
        let newYear = Date(timeIntervalSince1970: 1_798_740_000)  // 2026-12-31T18:00:00Z
        #expect(Self.words(.english).date(newYear) == "1 Jan 2027")
        #expect(Self.words(.thai).date(newYear) == "1 ม.ค. 2570")
        #expect(Self.words(.dutch, "Europe/Amsterdam").text(newYear) == "31 dec 2026 19:00")
        let leap = Date(timeIntervalSince1970: 1_709_139_600)  // 2024-02-28T17:00:00Z
        #expect(Self.words(.dutch).text(leap) == "29 feb 2024 00:00")
        let before = Date(timeIntervalSince1970: 1_774_745_999)  // 2026-03-29T00:59:59Z
        let amsterdam = Words.zone(named: "Europe/Amsterdam")
        #expect(WallTime(before, in: amsterdam).clockWithSeconds == "01:59:59")
        #expect(WallTime(before, in: amsterdam).offsetText == "+01:00")
        #expect(WallTime(before + 1, in: amsterdam).clockWithSeconds == "03:00:00")
        #expect(WallTime(before + 1, in: amsterdam).offsetText == "+02:00")
        let early = Date(timeIntervalSince1970: -0.5)
        #expect(WallTime(early, in: .utc).clockWithSeconds == "23:59:59")
        #expect(WallTime(early, in: .utc).offsetText == "+00:00")
    }

    @Test("every month and weekday has a name of its own, long and short", arguments: Language.allCases)
    func names(language: Language) {
        for names in [(1...12).map(language.month), (1...12).map(language.shortMonth)] {
            #expect(Set(names).count == 12)
        }
        for names in [(0...6).map(language.weekday), (0...6).map(language.shortWeekday)] {
            #expect(Set(names).count == 7)
        }
        #expect(language.year(2026) == (language == .thai ? 2569 : 2026))
    }

    @Test(
        "how long ago, rounded down to one unit",
        arguments: [
            (0, "just now", "เมื่อสักครู่", "zojuist"), (-59, "just now", "เมื่อสักครู่", "zojuist"),
            (-60, "1 minute ago", "1 นาทีที่แล้ว", "1 minuut geleden"),
            (-3599, "59 minutes ago", "59 นาทีที่แล้ว", "59 minuten geleden"),
            (-7200, "2 hours ago", "2 ชั่วโมงที่แล้ว", "2 uur geleden"),
            (-86_400, "1 day ago", "1 วันที่แล้ว", "1 dag geleden"),
            (-29 * 86_400, "29 days ago", "29 วันที่แล้ว", "29 dagen geleden"),
            (-30 * 86_400, "1 month ago", "1 เดือนที่แล้ว", "1 maand geleden"),
            (-364 * 86_400, "11 months ago", "11 เดือนที่แล้ว", "11 maanden geleden"),
            (-800 * 86_400, "2 years ago", "2 ปีที่แล้ว", "2 jaar geleden"),
            (30, "in a moment", "อีกสักครู่", "zo dadelijk"),
            (180, "in 3 minutes", "อีก 3 นาที", "over 3 minuten"),
            (3600, "in 1 hour", "อีก 1 ชั่วโมง", "over 1 uur"),
            (2 * 86_400, "in 2 days", "อีก 2 วัน", "over 2 dagen"),
        ] as [(Double, String, String, String)])
    func relative(seconds: Double, english: String, thai: String, dutch: String) {
        let date = Self.instant + seconds
        #expect(Self.words(.english).relative(date) == english)
        #expect(Self.words(.thai).relative(date) == thai)
        #expect(Self.words(.dutch).relative(date) == dutch)
    }

    @Test("whole days ago begin with today and yesterday")
    func days() {
        #expect([0, 1, 2].map(Self.words(.english).daysAgo) == ["today", "yesterday", "2 days ago"])
        #expect([0, 1, 2].map(Self.words(.dutch).daysAgo) == ["vandaag", "gisteren", "2 dagen geleden"])
        #expect([0, 1, 2].map(Self.words(.thai).daysAgo) == ["วันนี้", "เมื่อวาน", "2 วันที่แล้ว"])
    }

    @Test("a time on a page can be read by programs, and its title tells the whole of it")
    func element() {
        let markup = Self.words(.dutch).ago(Self.instant - 120).markup
        #expect(markup.contains("datetime=\"2026-11-21T09:36:05Z\""))
        #expect(markup.contains("title=\"zaterdag 21 november 2026 om 16:36:05 (Asia/Bangkok)\""))
        #expect(markup.hasSuffix(">2 minuten geleden</time>"))
        #expect(Self.words(.english).time(nil as Date?).markup == "–")
        #expect(Self.words(.english).day(Self.instant).markup.hasSuffix(">21 Nov 2026</time>"))
    }

    @Test("a time that a service wrote is shown as a time, and anything else as it was written")
    func written() {
        let words = Self.words(.english)
        #expect(words.time(written: "2026-11-21T09:38:05.294Z").markup.hasSuffix(">21 Nov 2026, 16:38</time>"))
        #expect(words.time(written: "2026-11-21T09:38:05Z").markup.hasSuffix(">21 Nov 2026, 16:38</time>"))
        #expect(words.time(written: "soon <b>").markup == "soon &lt;b&gt;")
    }
}
