// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import StewardCore
import StewardIntegration
import Tally
import Testing

@testable import StewardServer

@Suite struct QuotaChartTests {
    private static func history(_ used: [Int64], limit: Int64?, trash: Int64? = nil) -> [QuotaReading] {
        used.enumerated().map { place, used in
            QuotaReading(
                measuredAt: Date(timeIntervalSince1970: 1_763_700_000 + Double(place) * 7200),
                use: StorageUse(limit: limit, used: used, usedInTrash: trash), threshold: 90)
        }
    }

    private static let words = Words(.english, now: Date(timeIntervalSince1970: 0))

    private static func svg(_ history: [QuotaReading], _ form: QuotaChart.Form = .wide) -> String {
        QuotaChart(history: history, form: form, words: words).svg.markup
    }

    @Test("the page has the chart in two sizes, its words for those who hear it, and the values")
    func page() async throws {
        try await MadeFiles.with { made in
            let page = try await FilesPagesTests.ask(made.site, "/quota/drive").text
            #expect(page.matches(of: /<svg class="chart (wide|narrow)"[^>]*role="img"/).count == 2)
            #expect(page.contains("<title id=\"quota-wide-title\">") && page.contains("<desc id=\"quota-wide-text\">"))
            #expect(page.contains("950 bytes (95.0%)"))
            #expect(page.contains(Phrase.aboveThreshold.english))
            #expect(page.contains("Times are in UTC."))
            let data = try await FilesPagesTests.ask(made.site, "/api/quota/drive").json
            #expect(data.array?.compactMap { $0["used"]?.integer } == [500, 700, 950])
            let newest = try await FilesPagesTests.ask(made.site, "/api/quota").json
            #expect(newest.array?.first?["above"]?.bool == true)
            #expect(try await FilesPagesTests.ask(made.site, "/quota/me").status == 404)
        }
    }

    @Test("everything drawn lies inside the picture", arguments: [QuotaChart.Form.wide, .narrow])
    func inside(form: QuotaChart.Form) {
        let gigabyte: Int64 = 1 << 30
        let cases = [
            Self.history([gigabyte], limit: 15 * gigabyte), Self.history([1, 2, 3], limit: nil),
            Self.history([3 * gigabyte, 16 * gigabyte], limit: 15 * gigabyte, trash: gigabyte),
            Self.history([0, 0], limit: 0), Self.history([.max / 4, .max / 4], limit: .max / 2),
            Self.history(Array(repeating: 700, count: 500), limit: 1000),
        ]
        for history in cases {
            let svg = Self.svg(history, form)
            for match in svg.matches(of: /(x1|x2|cx|x)="(-?[0-9.]+)"/) {
                #expect((0...form.width).contains(Double(match.output.2) ?? -1))
            }
            for match in svg.matches(of: /(y1|y2|cy|y)="(-?[0-9.]+)"/) {
                #expect((0...form.height).contains(Double(match.output.2) ?? -1))
            }
            for point in svg.matches(of: /([0-9.-]+),([0-9.-]+)(?=[ "])/) {
                #expect((0...form.width).contains(Double(point.output.1) ?? -1))
                #expect((0...form.height).contains(Double(point.output.2) ?? -1))
            }
        }
    }

    @Test("the threshold and the limit are drawn where they fit, and the trash when there is some")
    func lines() {
        let full = Self.svg(Self.history([500, 950], limit: 1000, trash: 100))
        #expect(full.contains("<line class=\"threshold\"") && full.contains("<line class=\"limit\""))
        #expect(full.contains("<polygon class=\"trash\""))
        let small = Self.svg(Self.history([5, 9], limit: 1000))
        #expect(!small.contains("<line class=\"limit\"") && !small.contains("<polygon class=\"trash\""))
        #expect(!Self.svg(Self.history([5, 9], limit: nil)).contains("<line class=\"threshold\""))
    }

    @Test(
        "the axis of bytes has round steps",
        arguments: [
            (15 << 30, 6, 5 << 30, 15 << 30), (1000, 6, 200, 1000), (1, 6, 1, 1), (0, 6, 1, 1),
            (100 << 20, 5, 20 << 20, 100 << 20), (900 << 20, 5, 200 << 20, 1000 << 20),
            (1 << 40, 6, 200 << 30, 1200 << 30),
        ] as [(Int64, Int, Int64, Int64)])
    func bytes(most: Int64, count: Int, step: Int64, end: Int64) {
        let scale = ChartScale.bytes(upTo: most, count: count)
        #expect(scale.step == step)
        #expect(scale.end == end)
        #expect(ChartScale.label(5 << 30) == "5 GB" && ChartScale.label(0) == "0 B")
    }

    @Test("the axis of time has marks at whole hours and days of the person's clock, never too many")
    func time() {
        let start = Date(timeIntervalSince1970: 1_763_700_000)
        #expect(ChartScale.marks(from: start, to: start + 6 * 3600, count: 6, Self.words).map(\.label).first == "05:00")
        let days = ChartScale.marks(from: start, to: start + 5 * 86_400, count: 6, Self.words)
        #expect(days.map(\.label).first == "22 Nov 2025")
        let amsterdam = Words(.dutch, zone: Words.zone(named: "Europe/Amsterdam"), now: start)
        // The clock is moved on 29 March 2026; the marks stay at midnight.
        let spring = Date(timeIntervalSince1970: 1_774_656_000)
        let marks = ChartScale.marks(from: spring, to: spring + 4 * 86_400, count: 6, amsterdam)
        #expect(marks.map(\.label) == ["29 mrt 2026", "30 mrt 2026", "31 mrt 2026", "1 apr 2026"])
        #expect(marks.allSatisfy { WallTime($0.date, in: amsterdam.zone).clock == "00:00" })
        for span in [1.0, 59, 3600, 86_400, 3.5e6, 3.5e8, 1e10] as [Double] {
            #expect(ChartScale.marks(from: start, to: start + span, count: 6, Self.words).count <= 7)
        }
    }

    @Test("names keep their letters, and only what cannot be seen is written out")
    func names() {
        #expect(Shown.visible("กำ กํา.txt") == "กำ กํา.txt")
        #expect(Shown.visible("a\u{0}b\nc") == "a⟨U+0000⟩b⟨U+000A⟩c")
        #expect(Shown.name("<b>", .english).markup == "<bdi class=\"name\">&lt;b&gt;</bdi>")
    }
}
