// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally
import Testing

@testable import StewardServer

@Suite struct PartsTests {
    /// A page around parts, so that the rules can be asked.
    private static func tree(_ parts: HTML) -> MarkupTree {
        MarkupTree(
            PageFrame(title: "x", language: .english, section: nil, path: "/", body: "<h1>x</h1>\(parts)").html.markup)
    }

    @Test("the style guide shows every part in a page that keeps every rule, with and without libraries")
    func guide() {
        for isThere in [true, false] {
            for language in Language.allCases {
                let libraries = VendorLibrary.allCases.map { (library: $0, isThere: isThere) }
                let body = StyleguidePage(language: language, libraries: libraries).body
                let page = PageFrame(
                    title: StyleguidePage.title, language: language, section: nil, path: "/styleguide", body: body)
                let tree = MarkupTree(page.html.markup)
                for rule in PageRule.all { #expect(rule.check(tree) == [], "\(rule.name)") }
                for tone in Tone.allCases { #expect(page.html.markup.contains("tag \(tone.rawValue)"), "\(tone)") }
                for color in Palette.colors { #expect(page.html.markup.contains("var(--\(color.name))")) }
            }
        }
    }

    @Test("what people wrote is text in every part")
    func escaping() {
        let evil = "<u title=\"x\">&'"
        let parts: [any Part] = [
            Badge(evil, .good), NoticeBox(.bad, title: evil, "\(evil)"), PageLink(text: evil, address: evil),
            Card(title: evil, id: "a", content: "\(evil)"), Figure(evil, evil, live: evil), Button(evil),
            Facts(pairs: [(evil, "\(evil)")]), KeyHint(evil), LoadingState(text: evil),
            EmptyState(title: evil, text: "\(evil)", action: PageLink(text: evil, address: evil)),
            DataTable(name: evil, columns: [.init(evil)], rows: [.init(["\(evil)"], item: evil)]),
            FieldRow(name: "a", label: evil, value: evil, help: evil, error: evil, autocomplete: evil),
            FieldRow(name: "a", label: evil, kind: .area(rows: 2), value: evil),
            FieldRow(name: "a", label: evil, kind: .choice([.init(value: evil, text: evil)]), value: evil),
            CheckRow(name: "a", value: evil, label: evil),
            ChoiceGroup(name: "a", label: evil, choices: [.init(value: evil, text: evil)], help: evil),
            ProgressBar(label: evil, done: 1, total: 2, text: evil), Tabs(label: evil, links: []),
            Filters(label: evil, links: []), Pagination(language: .thai, text: evil, previous: evil, next: evil),
            Breadcrumbs(language: .dutch, links: [PageLink(text: evil, address: evil)]),
        ]
        for part in parts {
            let markup = part.html.markup
            #expect(!markup.contains("<u "), "\(type(of: part)): \(markup)")
            #expect(markup.contains("&lt;u title=&quot;x&quot;&gt;&amp;&#39;"), "\(type(of: part)): \(markup)")
            #expect(MarkupTree(markup).faults == [], "\(type(of: part))")
        }
    }

    @Test("a field says its help and its error to those who do not see them, and never gives a password back")
    func field() throws {
        let wrong = FieldRow(
            name: "n", label: "Name", value: "Ann", help: "Help.", error: "Wrong.", isRequired: true, limit: 64)
        let input = try #require(Self.tree(wrong.html).root.all("input").first)
        #expect(input["aria-describedby"] == "field-n-help field-n-error")
        #expect(input["aria-invalid"] == "true")
        #expect(input["required"] != nil && input["maxlength"] == "64" && input["value"] == "Ann")
        let password = FieldRow(name: "p", label: "Password", kind: .password(isNew: false), value: "canary")
        #expect(!password.html.markup.contains("canary"))
        #expect(password.html.markup.contains("autocomplete=\"current-password\""))
    }

    @Test("a summary leads to the fields that are wrong, and is nothing when none is")
    func summary() throws {
        let fields = [
            FieldRow(name: "a", label: "A"), FieldRow(name: "b", label: "B", error: "Too long."),
        ]
        let tree = Self.tree("\(ErrorSummary(title: "Look", fields: fields))\(fields)")
        let box = try #require(tree.root.all.first { $0["role"] == "alert" })
        #expect(box.all("a").map { $0["href"] } == ["#field-b"])
        for rule in PageRule.all { #expect(rule.check(tree) == [], "\(rule.name)") }
        #expect(ErrorSummary(title: "Look", fields: [fields[0]]).html.markup == "")
    }

    @Test("a table names itself, its columns and its rows, and scrolls in a box that the keyboard reaches")
    func table() throws {
        let table = DataTable(
            name: "Counts", columns: [.init("Area"), .init("Votes", isNumber: true), .init("Do", isUnseen: true)],
            rows: [.init(["A", "1", "x"], mark: .below)], narrow: .scroll)
        let tree = Self.tree(table.html)
        let box = try #require(tree.root.all.first { $0["role"] == "region" })
        #expect(box["tabindex"] == "0" && box["aria-label"] == "Counts")
        #expect(tree.root.all("caption").first?.text == "Counts")
        #expect(tree.root.all("th").map { $0["scope"] } == ["col", "col", "col", "row"])
        #expect(tree.root.all("td").first?["data-label"] == nil)
        let list = DataTable(name: "Counts", columns: table.columns, rows: table.rows)
        #expect(Self.tree(list.html).root.all("td").map { $0["data-label"] } == ["Votes", nil])
    }

    @Test("a bar stays within its bounds, and says nothing of a whole that nobody knows")
    func bar() throws {
        func bar(_ done: Int64, _ total: Int64?) throws -> MarkupElement {
            try #require(Self.tree(ProgressBar(label: "x", done: done, total: total).html).root.all("progress").first)
        }
        #expect(try bar(9, 4)["value"] == "4")
        #expect(try bar(-1, 4)["value"] == "0")
        #expect(try bar(0, 0)["max"] == "1")
        #expect(try bar(3, nil)["value"] == nil)
    }

    @Test("pages of a list are linked where there are any")
    func pagination() {
        #expect(Pagination(language: .english).html.markup == "")
        let tree = Self.tree(Pagination(language: .thai, next: "/a?after=1").html)
        let links = tree.root.all("a").filter { $0["rel"] != nil }
        #expect(links.map { $0["rel"] } == ["next"])
        #expect(links.first?.text == Phrase.followingPage.thai)
    }
}
