// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDrive
import StewardCore
import StewardIntegration
import Testing

@Suite("GoogleDrive reads links, pages and header fields")
struct PublicPartsTests {
    static let id = "1AbCdEfGhIjKlMnOpQrStUvWxYz_-2345"
    static let settings = try? GoogleDriveConfiguration(
        try Configuration(["public-address": "http://127.0.0.1:4000/proxy"], fields: GoogleDriveConfiguration.fields))

    static let links: [(String, PublicLink.Kind?)] = [
        (id, nil), ("https://drive.google.com/file/d/\(id)/view?usp=sharing", .file),
        ("https://drive.google.com/file/d/\(id)", .file), ("https://drive.google.com/file/u/1/d/\(id)/edit", .file),
        ("https://drive.google.com/a/example.org/file/d/\(id)/view", .file), ("drive.google.com/open?id=\(id)", nil),
        ("https://drive.google.com/uc?export=download&id=\(id)", .file),
        ("https://drive.google.com/drive/folders/\(id)?usp=sharing", .folder),
        ("https://drive.google.com/drive/u/0/folders/\(id)", .folder),
        ("https://drive.google.com/drive/mobile/folders/\(id)", .folder),
        ("https://drive.google.com/folderview?id=\(id)#list", .folder),
        ("https://drive.google.com/embeddedfolderview?id=\(id)#grid", .folder),
        ("https://drive.usercontent.google.com/download?id=\(id)&export=download&authuser=0", .file),
        ("https://docs.google.com/document/d/\(id)/edit#heading=h.1", .document(.document)),
        ("https://docs.google.com/spreadsheets/u/0/d/\(id)/edit?gid=0", .document(.spreadsheets)),
        ("https://docs.google.com/presentation/d/\(id)", .document(.presentation)),
        ("https://docs.google.com/forms/d/\(id)/viewform", .document(.forms)),
        ("http://127.0.0.1:4000/proxy/file/d/\(id)/view", .file),
    ]

    @Test("a link of each form gives its id and what it points at", arguments: links)
    func link(text: String, kind: PublicLink.Kind?) throws {
        let link = try PublicLink(text, try #require(Self.settings))
        #expect(link.id == Self.id && link.kind == kind && link.resourceKey == nil)
    }

    @Test("the resource key of an old link is kept")
    func resourceKey() throws {
        let text = "https://drive.google.com/drive/folders/\(Self.id)?resourcekey=0-aBc_1"
        let link = try PublicLink(text, try #require(Self.settings))
        #expect(link.resourceKey == "0-aBc_1")
    }

    @Test(
        "what is no link to a file or folder is refused",
        arguments: [
            "", "short", "a b", "https://drive.google.com/", "https://drive.google.com/drive/my-drive",
            "https://evil.example/file/d/\(id)/view", "https://drive.google.com.evil.example/open?id=\(id)",
            "https://user@drive.google.com/open?id=\(id)", "ftp://drive.google.com/open?id=\(id)",
            "https://drive.google.com/open?id=a/b", "https://docs.google.com/document/d/e/2PACX-1/pub",
            "http://drive.google.com:80/open?id=\(id)", "\(id)/", "javascript:alert(1)",
            "https://accounts.google.com/ServiceLogin?id=\(id)",
        ])
    func noLink(text: String) throws {
        let settings = try #require(Self.settings)
        let error = #expect(throws: IntegrationError.self) { try PublicLink(text, settings) }
        #expect(error?.code == .invalidRequest)
    }

    @Test(
        "names in Content-Disposition",
        arguments: [
            ("attachment; filename=\"a.pdf\"", "a.pdf"), ("attachment;filename=a.pdf", "a.pdf"),
            ("attachment; filename=\"a \\\"b\\\".pdf\"; x=1", "a \"b\".pdf"),
            ("attachment; filename=\"x\"; filename*=UTF-8''%E0%B8%99%E0%B8%B3", "นำ"),
            ("attachment; filename*=UTF-8'th'%E0%B8%99; filename=\"x\"", "น"),
            ("attachment; filename=\"x;y=z\"; b", "x;y=z"),
            ("attachment; filename*=UTF-8''%E0%B8; filename=\"x\"", "x"),
            ("attachment; filename*=ISO-8859-1''%E9; filename=\"x\"", "x"), ("attachment", nil), ("", nil),
            ("attachment; filename=\"\"", nil), ("attachment; filename=", nil), ("; ; =;filename", nil),
            ("attachment; FileName = \"a\"", "a"), ("attachment; filename*=UTF-8''%zz; filename=\"x\"", "x"),
        ] as [(String, String?)])
    func disposition(field: String, name: String?) { #expect(ContentDisposition.name(field) == name) }

    @Test(
        "a Content-Range is exact or nothing",
        arguments: [
            ("bytes 0-0/1", 0), ("bytes 5-9/10", 5), ("bytes 5-9/*", nil), ("bytes */10", nil), ("bytes 9-5/10", nil),
            ("bytes 5-10/10", nil), ("bytes -5/10", nil), ("items 0-0/1", nil), ("bytes 0-0/1/2", nil), ("", nil),
            ("bytes +1-2/3", nil), ("bytes 0-99999999999999999999/1", nil),
        ] as [(String, Int64?)])
    func range(field: String, start: Int64?) { #expect(ContentRange(field)?.start == start) }

    @Test("cookies go to the hosts and paths that they are for, and nowhere else")
    func cookies() {
        let now = Date(timeIntervalSince1970: 1_770_544_800)
        var jar = CookieJar()
        func take(_ field: String, _ host: String = "drive.google.com", _ path: String = "/a/b?c") {
            jar.take(field, from: host, path: path, now: now)
        }
        take("NID=1; domain=.google.com; path=/; HttpOnly; expires=Sun, 08-Feb-2036 10:00:00 GMT")
        take("own=2; path=/")
        take("deep=3")
        take("other=4; domain=example.org; path=/")
        take("top=5; domain=com; path=/")
        take("sub=6; domain=docs.google.com; path=/")
        take("bad=a\u{1}b; path=/")
        take("long=\(String(repeating: "x", count: 5_000))")
        #expect(jar.field(for: "drive.google.com", path: "/a/c") == "NID=1; own=2; deep=3")
        #expect(jar.field(for: "drive.google.com", path: "/ab") == "NID=1; own=2")
        #expect(jar.field(for: "drive.usercontent.google.com", path: "/") == "NID=1")
        #expect(jar.field(for: "evilgoogle.com", path: "/") == nil)
        take("NID=7; domain=google.com; path=/")
        take("own=; max-age=0; path=/")
        take("deep=3; expires=Sun, 08 Feb 2020 10:00:00 GMT")
        #expect(jar.field(for: "drive.google.com", path: "/a/c") == "NID=7")
    }
}

@Suite("GoogleDrive cuts pages into tokens")
struct HTMLTokenizerTests {
    private func tokens(_ text: String) throws -> [HTMLToken] {
        var tokenizer = try HTMLTokenizer(Array(text.utf8))
        var found: [HTMLToken] = []
        while let token = try tokenizer.next() { found.append(token) }
        return found
    }

    static let pages: [(String, [HTMLToken])] = [
        ("a<b>c</b>", [.text("a"), .start("b", [:]), .text("c"), .end("b")]),
        ("<A HREF='x&amp;y' b=1 c d = \"e f\">", [.start("a", ["href": "x&y", "b": "1", "c": "", "d": "e f"])]),
        ("<br/><img src=x/>", [.start("br", [:]), .start("img", ["src": "x/"])]),
        ("<!DOCTYPE html><!-- <a> -- > -->x<?pi?>", [.text("x")]),
        ("1 < 2 <3 </ >", [.text("1 < 2 <3 </ >")]), ("<a b='1' b='2'>", [.start("a", ["b": "1"])]),
        (
            "<script>if (a<b) '<p>' &amp;</SCRIPT >x",
            [.start("script", [:]), .text("if (a<b) '<p>' &amp;"), .end("script"), .text("x")]
        ),
        ("<title>a &amp; <b></title>", [.start("title", [:]), .text("a & <b>"), .end("title")]),
        ("&lt;&#3635;&#xE33;&nbsp;&bogus;&amp", [.text("<ำำ\u{A0}&bogus;&amp")]),
        ("&#0;&#xD800;&#1114112;&#99999999999;&#-1;", [.text("\u{FFFD}\u{FFFD}\u{FFFD}&#99999999999;&#-1;")]),
        ("<a =b>", [.start("a", ["=b": ""])]), ("<p></p class='x'>", [.start("p", [:]), .end("p")]), ("", []),
    ]

    @Test("pages give their tokens", arguments: pages)
    func reads(page: String, wanted: [HTMLToken]) throws { #expect(try tokens(page) == wanted) }

    @Test(
        "a page that ends within a tag or a comment was cut",
        arguments: ["<a", "<a b", "<a b='x", "<!-- x", "<!x", "</a"])
    func cut(page: String) { #expect(throws: IntegrationError.self) { try tokens(page) } }

    @Test("bytes that are no text are refused")
    func encoding() {
        #expect(throws: IntegrationError.self) { _ = try HTMLTokenizer([0x3C, 0xFF, 0x3E]) }
    }

    @Test("a tag longer than 64 KiB is refused")
    func longTag() {
        #expect(throws: IntegrationError.self) { try tokens("<a b='\(String(repeating: "x", count: 70_000))'>") }
    }

    @Test("no bytes make it crash or stand still, and pages read the same when they are whole")
    func fuzz() throws {
        var random = Seeded(state: 20_261_121)
        let parts = [
            "<", ">", "/", "=", "\"", "'", "a", "div", " ", "&amp;", "&#", ";", "<!--", "-->", "<script>", "</script>",
            "<title>", "</title>", "class=\"flip-entries\"", "<div class=\"flip-entry\" id=\"entry-1234567890\">",
            "</div>",
            "<form id=\"download-form\" action=\"/x\">", "<p class=\"uc-error-subcaption\">", "ำ", "\u{0}",
            "\"downloadUrl\":\"",
        ]
        let configuration = try #require(PublicPartsTests.settings)
        for _ in 0..<6_000 {
            let count = Int(random.next() % 30)
            let text = (0..<count).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
            var tokenizer = try HTMLTokenizer(Array(text.utf8))
            var steps = 0
            do { while try tokenizer.next() != nil { steps += 1 } } catch {}
            #expect(steps <= text.utf8.count)
            let bytes = Array(text.utf8)
            _ = try? FolderPage(parsing: bytes, configuration)
            _ = try? FilePage(parsing: bytes)
            #expect(PageExcerpt(bytes).error("x").message.utf8.count < 1_500)
            _ = ContentDisposition.name(text)
            _ = try? PublicLink(text, configuration)
        }
    }

    @Test("any bytes are read to their end or refused")
    func noise() {
        var random = Seeded(state: 7)
        for _ in 0..<5_000 {
            let bytes = (0..<(random.next() % 200)).map { _ in UInt8(truncatingIfNeeded: random.next() % 128) }
            _ = try? FilePage(parsing: bytes)
            _ = PageExcerpt(bytes)
        }
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
private struct Seeded {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
