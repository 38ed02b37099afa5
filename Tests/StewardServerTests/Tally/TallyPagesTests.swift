// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

@Suite("Pages of an election")
struct TallyPagesTests {
    private static func page(_ made: MadeElection, _ path: String) async throws -> FilesPagesTests.Answer {
        try await FilesPagesTests.ask(Site(installation: made.installation), path)
    }

    private static func atlas(_ made: MadeElection) async throws -> TallyAtlas {
        try await Site(installation: made.installation).atlas(MadeElection.name)
    }

    @Test("the map has a link for each constituency that says its name and state, in every language")
    func map() async throws {
        try await MadeElection.with { made in
            for language in Language.allCases {
                let tree = MarkupTree(try await Self.page(made, "/tally/made?lang=\(language.rawValue)").text)
                let drawing = try #require(tree.root.all("svg").first { $0["role"] == "group" })
                #expect(drawing["aria-label"] == Phrase.mapOf.text(language))
                let links = drawing.all("a")
                #expect(links.map { $0["href"] } == ["/tally/made/areas/10_1", "/tally/made/areas/10_2"])
                for link in links {
                    let title = try #require(link.all("title").first?.text)
                    let state = try #require(AreaState(code: link["class"] ?? ""))
                    #expect(title.contains("กรุงเทพมหานคร") && title.contains(state.label(language)), "\(title)")
                }
                let skip = tree.root.all("a").first { $0["class"] == "skip-map" }
                #expect(skip?["href"] == "#areas" && skip?.text == Phrase.skipMap.text(language))
                let rows = tree.root.all("tbody").flatMap { $0.all("tr") }.map(\.text)
                #expect(rows.contains { $0.contains("กรุงเทพมหานคร 2") }, "the map in words")
            }
        }
    }

    @Test("the counts beside the choices add up to what is shown")
    func counts() async throws {
        try await MadeElection.with { made in
            let atlas = try await Self.atlas(made)
            for filter in [AreaFilter(), AreaFilter(FormData(parsing: "ballot=constituency"))] {
                let sum = AreaState.all.reduce(0) { sum, state in
                    sum + filter.with { $0.state = state }.apply(atlas.areas).count
                }
                #expect(sum == filter.apply(atlas.areas).count)
            }
            let worst = try #require(atlas[Area(province: 10, constituency: 1)])
            let page = try await Self.page(made, "/tally/made?state=\(worst.state.code)").text
            let tree = MarkupTree(page)
            let chosen = tree.root.all("a").filter { $0["aria-current"] == "true" }.map(\.text)
            #expect(chosen.contains { $0.hasPrefix(worst.state.label(.english)) })
            let off = tree.root.all("a").filter { $0["class"]?.hasSuffix(" off") ?? false }
            #expect(
                off.map { $0["href"] }
                    == ["/tally/made/areas/10_2"].filter { _ in
                        atlas[Area(province: 10, constituency: 2)]?.state != worst.state
                    })
        }
    }

    @Test("a search finds by name, letters, candidate and part of a Thai word; what is not found says so")
    func search() async throws {
        try await MadeElection.with { made in
            let atlas = try await Self.atlas(made)
            func found(_ text: String) -> [String] {
                var filter = AreaFilter()
                filter.text = text
                return filter.apply(atlas.areas).map(\.area.description).sorted()
            }
            #expect(found("กรุงเทพ") == ["10_1", "10_2"])
            #expect(found("กร") == ["10_1", "10_2"], "a part of a letter with its vowel")
            #expect(found("bkk 2") == ["10_2"])
            #expect(found("BKK_1") == ["10_1"])
            #expect(found("atlantis") == [])
            let page = try await Self.page(made, "/tally/made?q=atlantis")
            #expect(page.status == 200)
            #expect(page.text.contains(Phrase.noAreaMatches.english))
            let hostile = try await Self.page(made, "/tally/made?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E")
            #expect(!hostile.text.contains("<script>alert"))
            #expect(hostile.text.contains("&lt;script&gt;alert(1)"))
        }
    }

    @Test(
        "an address that makes no sense is answered like the whole list, never with a failure",
        arguments: [
            "state=%00", "state[]=high", "from=-1", "from=99999999999999999999", "province=ten", "q=%E0%B8", "q=%zz",
            "region=%F0%9F%92%A9", "order=;drop", "winner=true&winner=1", "&=&=&", "lang=xx&state=none",
        ])
    func hostile(query: String) async throws {
        try await MadeElection.with { made in
            for path in ["/tally/made", "/tally/made/findings", "/findings"] {
                let page = try await Self.page(made, "\(path)?\(query)")
                #expect([200, 400].contains(page.status), "\(path)?\(query)")
            }
        }
    }

    @Test("findings are found by place, rule and id, and every choice says how many it would show")
    func findings() async throws {
        try await MadeElection.with { made in
            let atlas = try await Self.atlas(made)
            func found(_ query: String) -> [FindingRecord] {
                let filter = FindingsFilter(FormData(parsing: query))
                return filter.searched(atlas, .english).filter(filter.matches)
            }
            let all = atlas.view.findings
            let planted = try #require(all.first { $0.finding.rule == .ballotsSplit })
            #expect(found("").count == all.count)
            #expect(found("q=ballots-split").map(\.finding.id) == [planted.finding.id])
            #expect(found("q=BKK").count == all.filter { $0.finding.area != nil }.count)
            #expect(found("q=\(HTML.pathComponent(planted.finding.id))").map(\.finding.id) == [planted.finding.id])
            #expect(found("q=bkk+ballots-split+atlantis").isEmpty)
            #expect(found("rule=ballots-split&province=11").isEmpty)
            #expect(found("status=open&rule=ballots-split").count == 1)
            for severity in Severity.allCases {
                let count = all.count { $0.finding.severity == severity }
                #expect(found("severity=\(severity.code)").count == count)
                let page = try await Self.page(made, "/tally/made/findings?severity=\(severity.code)").text
                let chosen = MarkupTree(page).root.all("a").filter { $0["aria-current"] == "true" }
                #expect(chosen.map(\.text) == ["\(severity.label(.english)) \(count)"])
            }
            let nothing = try await Self.page(made, "/findings?q=atlantis").text
            #expect(nothing.contains(Phrase.noFindingMatches.english))
        }
    }

    @Test("the page of a finding tells what settles it, how to verify it, and its own address")
    func finding() async throws {
        try await MadeElection.with { made in
            let atlas = try await Self.atlas(made)
            let finding = try #require(atlas.view.findings.map(\.finding).first { $0.rule == .ballotsSplit })
            let path = TallyPages.address("made", finding)
            for language in Language.allCases {
                let page = try await Self.page(made, "\(path)?lang=\(language.rawValue)").text
                let tree = MarkupTree(page)
                #expect(tree.root.all("h1").first?.text == finding.rule.title(language))
                #expect(tree.root.text.contains(finding.rule.family.settledBy.text(language).trimmed))
                #expect(tree.root.all("pre").contains { $0.text.contains("steward ledger export election:made") })
                let field = tree.root.all("input").first { $0["id"] == "field-address" }
                #expect(field?["value"]?.hasSuffix(path) ?? false)
                let found = language.number(try #require(finding.found))
                #expect(tree.root.all("p").contains { $0["class"] == "lead" && $0.text.contains(found) })
            }
        }
    }

    @Test("what is not there is a page that says so")
    func missing() async throws {
        try await MadeElection.with { made in
            for path in [
                "/tally/none", "/tally/made/areas/10_99", "/tally/made/areas/x", "/tally/made/provinces/77",
                "/tally/made/provinces/x", "/tally/made/provinces/-10", "/tally/made/findings/none",
                "/tally/none/charts",
                "/tally/none/findings",
            ] {
                let page = try await Self.page(made, path)
                #expect(page.status == 404, "\(path)")
            }
        }
    }

    @Test("a province adds up its constituencies by form and by feed")
    func province() async throws {
        try await MadeElection.with { made in
            let atlas = try await Self.atlas(made)
            let areas = atlas.areas(of: 10)
            let sum = areas.reduce(0) { $0 + ($1.constituency.good ?? 0) }
            let feed = areas.reduce(0) { $0 + ($1.constituency.feed?.valid ?? 0) }
            let page = try await Self.page(made, "/tally/made/provinces/10").text
            #expect(page.contains("<h1>กรุงเทพมหานคร</h1>"))
            #expect(page.contains(Language.english.number(sum)) && page.contains(Language.english.number(feed)))
            #expect(page.contains("href=\"/tally/made/findings?province=10\""))
        }
    }

    @Test("a constituency shows form, feed and difference in one row, and differences by sign and word")
    func constituency() async throws {
        try await MadeElection.with { made in
            let atlas = try await Self.atlas(made)
            let facts = try #require(atlas[Area(province: 10, constituency: 1)])
            let words = Words(.english, now: .init(timeIntervalSince1970: 0))
            let tree = MarkupTree(try await Self.page(made, "/tally/made/areas/10_1").text)
            let rows = tree.root.all("tbody").flatMap { $0.all("tr") }
            let good = try #require(facts.constituency.good)
            let counted = try #require(facts.constituency.feed?.valid)
            let wanted = ["4.1 good ballots", words.number(good), words.number(counted)]
            let row = try #require(rows.first { $0.elements.prefix(3).map(\.text) == wanted })
            #expect(row.elements[3].text == Difference(good - counted).text(words))
            #expect(tree.root.all("section").compactMap { $0["aria-labelledby"] }.count == 2)
            #expect(tree.root.all("a").contains { $0["rel"] == "next" && $0["href"] == "/tally/made/areas/10_2" })
            #expect(!tree.root.all("a").contains { $0["rel"] == "prev" })
            #expect(tree.root.all("code").contains { $0["title"]?.hasPrefix("SHA-256 ") ?? false })
        }
    }

    @Test("a difference has its sign, and a word where it must not be")
    func difference() {
        let words = Words(.dutch, now: .init(timeIntervalSince1970: 0))
        #expect(Difference(1234).text(words) == "+1.234")
        #expect(Difference(-5).text(words) == "−5")
        #expect(Difference(0).text(words) == "0")
        #expect(Difference(-5).html(words, isFinal: false).markup.contains("▼ minder"))
        #expect(Difference(5).html(words, isFinal: true).markup.contains("▲ meer"))
        #expect(!Difference(5).html(words, isFinal: false).markup.contains("▲"))
        #expect(Difference(0).html(words, isFinal: true).markup.contains("="))
        #expect(Difference(.min + 1).text(words).hasPrefix("−"))
    }

    @Test("without the browser's libraries every page says the same and asks for none of them")
    func libraries() async throws {
        try await MadeElection.with { made in
            let folder = try TemporaryFolder("no-libraries")
            let none = VendorAssets(folder: folder.path(""))
            let atlas = try await Self.atlas(made)
            let words = Words(.thai, now: .init(timeIntervalSince1970: 0))
            let overview = OverviewPage(
                election: "made", atlas: atlas, filter: AreaFilter(), words: words, shelf: TallyShelf(), vendor: none
            ).body.markup
            let charts = ChartsPage(election: "made", atlas: atlas, words: words, vendor: none).body.markup
            for page in [overview, charts] { #expect(!page.contains("/assets/vendor/")) }
            #expect(!overview.contains("data-map="))
            #expect(overview.contains("<svg class=\"map\""))
            #expect(charts.contains("<svg class=\"chart wide\"") && charts.contains("<svg class=\"chart narrow\""))
            #expect(charts.contains(Phrase.asTable.thai))
            _ = folder
        }
    }

    @Test("what is kept of a page is made anew when the book grows, and never of another language")
    func kept() async throws {
        try await MadeElection.with { made in
            let atlas = try await Self.atlas(made)
            let shelf = TallyShelf()
            var made = 0
            func ask(_ name: String, _ language: Language) -> HTML {
                shelf.fragment(name, "made", atlas, language) {
                    made += 1
                    return "\(name) \(language.rawValue)"
                }
            }
            for _ in 0..<3 { #expect(ask("a", .thai).markup == "a th") }
            #expect(made == 1)
            #expect(ask("a", .dutch).markup == "a nl" && ask("b", .thai).markup == "b th")
            #expect(made == 3)
            for number in 0..<200 { _ = ask("n\(number)", .english) }
            #expect(ask("a", .thai).markup == "a th")
            #expect(made == 204, "it made room for the others")
        }
    }
}
