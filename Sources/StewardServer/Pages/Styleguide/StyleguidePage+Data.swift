// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// Badges, notices, cards, tables, progress.
extension StyleguidePage {
    var badges: HTML {
        let examples: [(Tone, String)] = [
            (.good, "done"), (.info, "running"), (.hint, "waiting"), (.low, "low"), (.medium, "needs a person"),
            (.high, "failed"), (.critical, "could change a winner"), (.missing, "not there"),
        ]
        let shown = HTML(joining: examples.map { Badge($0.1, $0.0).html }, separator: " ")
        return "<p>A state in one or two words.</p>\n<div class=\"example\"><p>\(shown)</p></div>"
    }

    var notices: HTML {
        let failed: HTML = """
            <p>The service refused the key (code <code>unauthorized</code>). Run <code>steward connect google</code>
            and sign in again.</p>
            """
        let old: HTML = "<p>It was granted 180 days ago. Sign in again before it ends.</p>"
        return """
            \(NoticeBox(.plain, "<p>What to know first: this asks the service, which takes a second.</p>"))
            \(NoticeBox(.info, "<p>A check is running; this page follows it.</p>"))
            \(NoticeBox(.good, "<p>The connection “drive” works.</p>"))
            \(NoticeBox(.warn, title: "The sign-in is old", old))
            \(NoticeBox(.bad, title: "The connection failed", failed))
            """
    }

    var cards: HTML {
        let actions = HTML(
            joining: [PageLink(text: "Browse", address: "#cards"), PageLink(text: "Test", address: "#cards")].map(
                \.html),
            separator: " ")
        let figures = [Figure("400", "constituencies"), Figure("99.8 %", "counted"), Figure("12", "open findings")]
        let facts = Facts(
            pairs: [
                ("Account", "anna@example.org"), ("Last used", "<span class=\"time\">2026-11-21 16:38 UTC</span>"),
            ],
            isCard: false)
        let grid = CardGrid(cards: [
            Card(
                title: "drive", level: 3, id: "card-drive", badge: Badge("works", .good), content: "\(facts)",
                actions: actions),
            Card(
                title: "a-connection-with-a-very-long-name-that-must-wrap", level: 3, id: "card-long",
                badge: Badge("failing", .high),
                content: "<p>The service did not answer within 10 seconds; it is asked again in five minutes.</p>"),
        ])
        return """
            <p>The heading is the card’s name; at most one badge; links last.</p>
            \(Figures(figures: figures))
            \(grid)
            """
    }

    var tables: HTML {
        let list = DataTable(
            name: "Transfers (becomes a list on a phone)",
            columns: [.init("File"), .init("State"), .init("Size", isNumber: true), .init("Begun")],
            rows: [
                .init([
                    "<a href=\"#tables\">รายงานผลการนับคะแนน แบบ ส.ส. ๕/๑๘ จังหวัดน่าน.pdf</a>", "\(Badge("done", .good))",
                    "1.25 MB", "2026-11-21 16:38 UTC",
                ]),
                .init([
                    "<a href=\"#tables\">backup.tar</a>", "\(Badge("failed", .high))", "12.00 GB",
                    "2026-11-20 02:00 UTC",
                ]),
            ], isNamed: true)
        let names = ["Registered", "Came", "Valid", "Invalid", "No vote", "Allocated", "Used", "Left", "Spoilt", "Sum"]
        let wide = DataTable(
            name: "Counts (scrolls inside its box; the first column stays)",
            columns: [.init("Constituency")] + names.map { .init($0, isNumber: true) },
            rows: [
                .init(["กรุงเทพมหานคร เขต 1"] + names.indices.map { "\(120_345 - $0 * 977)" }),
                .init(["น่าน เขต 2"] + names.indices.map { "\(98_112 - $0 * 1_031)" }, mark: .differs),
                .init(["เชียงใหม่ เขต 10"] + names.indices.map { "\(101_998 - $0 * 877)" }, mark: .below),
            ], narrow: .scroll, isNamed: true)
        return """
            <p>Every table has a name, every column a heading, every row a first cell that names it. Numbers stand on
            the right. <code>differs</code> and <code>below</code> mark rows; a column says the same in words.</p>
            \(list)
            \(wide)
            """
    }

    var progress: HTML {
        """
        <div class="example">
        \(ProgressBar(label: "Upload", done: 3, total: 8, text: "3 of 8 files · 12.4 MB/s · 2 minutes left"))
        \(ProgressBar(label: "Mirror", done: 8, total: 8, text: "complete", kind: .good))
        \(ProgressBar(label: "Storage", done: 97, total: 100, text: "97 % used, above the threshold", kind: .above))
        \(ProgressBar(label: "Listing folders", done: 0, total: nil, text: "412 found so far"))
        </div>
        """
    }
}
