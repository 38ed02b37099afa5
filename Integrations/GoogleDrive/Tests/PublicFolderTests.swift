// SPDX-License-Identifier: Apache-2.0
import GoogleDrive
import HTTPTypes
import StewardCore
import StewardIntegration
import Testing

@Suite("GoogleDrive lists public folders")
struct PublicFolderTests {
    static let id = "1FoLdErFoLdErFoLdErFoLdErFoLdEr01"
    static let file = "1FiLeFiLeFiLeFiLeFiLeFiLeFiLeFi01"

    static func entry(
        _ name: String = "a", id: String = file, link: String? = nil, type: String = "application/pdf",
        date: String = "Oct 7, 2026"
    ) -> String {
        """
        <div class="flip-entry" id="entry-\(id)" tabindex="0" role="link"><div class="flip-entry-info">\
        <a href="\(link ?? "https://drive.google.com/file/d/\(id)/view?usp=drive_web")" target="_blank">\
        <div class="flip-entry-visual"></div><div class="flip-entry-list-icon">\
        <img src="https://drive-thirdparty.googleusercontent.com/16/type/\(type)" alt=""/></div>\
        <div class="flip-entry-title">\(name)</div></a></div>\
        <div class="flip-entry-last-modified"><div>\(date)</div></div></div>
        """
    }

    static func page(_ entries: [String], title: String = "Folder") -> String {
        """
        <!DOCTYPE html><html><head><title>\(title)</title><script>if (a < b && "</div>") x();</script></head><body>\
        <div class="top"><div class="flip-list-header">Name</div></div>\
        <div class="flip-entries">\(entries.joined())</div></body></html>
        """
    }

    private func list(_ page: String) async throws -> PublicFolder {
        let script = ScriptedDrive([PublicScript.page(page)])
        let folder = try await GoogleDrive.scripted(script, access: nil).publicFolder(Self.id)
        #expect(script.seen.map(\.path) == ["/embeddedfolderview?id=\(Self.id)&hl=en"])
        return folder
    }

    private func failure(_ answers: [ScriptedDrive.Answer]) async -> IntegrationError? {
        do {
            _ = try await GoogleDrive.scripted(ScriptedDrive(answers), access: nil).publicFolder(Self.id)
            return nil
        } catch { return error as? IntegrationError }
    }

    @Test("a page gives ids, names with every sign, kinds, media types and dates in its order")
    func reads() async throws {
        let docs = "https://docs.google.com/spreadsheets/d/\(Self.file)3/edit?usp=drive_web"
        let folder = try await list(
            Self.page(
                [
                    Self.entry("นำ &amp; &lt;b&gt; &quot;1&quot; &#39;x&#39; &#3635;&#x0E4D;", id: Self.file + "1"),
                    Self.entry(
                        "sub", id: Self.file + "2", link: "https://drive.google.com/drive/folders/\(Self.file)2",
                        type: "application/vnd.google-apps.folder", date: "12:30 PM"),
                    Self.entry("s", id: Self.file + "3", link: docs, type: "application/vnd.google-apps.spreadsheet"),
                    Self.entry("site", id: Self.file + "4", link: "https://sites.google.com/d/\(Self.file)4/edit"),
                ], title: "จังหวัด &amp; more"))
        #expect(folder.id == Self.id && folder.name == "จังหวัด & more")
        let names = ["นำ & <b> \"1\" 'x' \u{E33}\u{E4D}", "sub", "s", "site"]
        #expect(folder.items.map { Array(($0.name ?? "").utf8) } == names.map { Array($0.utf8) })
        #expect(folder.items.map(\.id) == (1...4).map { "\(Self.file)\($0)" })
        #expect(folder.items.map(\.kind) == [.file, .folder, .document, .document])
        #expect(folder.items[0].mediaType == "application/pdf" && folder.items[0].shownDate == "Oct 7, 2026")
        #expect(folder.items[1].shownDate == "12:30 PM")
    }

    @Test("thousands of items, one of them nested oddly, are all found")
    func many() async throws {
        let entries = (0..<5_000).map { Self.entry("scan \($0)", id: "\(Self.file)\($0)") }
        let folder = try await list(Self.page(entries))
        #expect(folder.items.count == 5_000 && Set(folder.items.map(\.id)).count == 5_000)
        let empty = try await list(Self.page([]))
        #expect(empty.items.isEmpty)
    }

    @Test("a page that is cut anywhere within its list is an error, never a shorter list")
    func cut() async throws {
        let page = Self.page((0..<3).map { Self.entry("นำ \($0)", id: "\(Self.file)\($0)") })
        let bytes = Array(page.utf8)
        let last = bytes.count - Array("</body></html>".utf8).count
        for length in 0..<last {
            let error = await failure([.init(body: Array(bytes.prefix(length)))])
            #expect(error?.code == .malformedReply, "cut after \(length) of \(last) bytes")
        }
    }

    static let wrong: [(String, String)] = [
        ("<html><title>Sorry</title><p>nothing here</p>", "Sorry"), ("", "empty"), ("{}", "{}"),
        (page([entry("", id: file)]), "no name"), (page([entry("a", id: "short")]), "no id"),
        (page([entry("a", link: "https://evil.example/x")]), "elsewhere"),
        (page([entry("a", link: "https://drive.google.com/new/form")]), "unknown form"),
        (page(["<div class=\"flip-entry\"><div class=\"flip-entry-title\">a</div></div>"]), "no id"),
    ]

    @Test("a page of another form is an error that quotes it shortly", arguments: wrong)
    func unknown(page: String, word: String) async {
        let error = await failure([PublicScript.page(page)])
        #expect(error?.code == .malformedReply)
        #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
        #expect((error?.message.utf8.count ?? 0) < 800)
    }

    @Test("private, missing and sign-in pages are told apart")
    func refusals() async {
        let signIn = PublicScript.redirect("https://accounts.google.com/ServiceLogin?x")
        let gone = PublicScript.page("<title>Not found</title>", status: 404)
        let cases: [([ScriptedDrive.Answer], IntegrationError.Code)] = [
            ([gone, signIn], .forbidden), ([gone, gone], .notFound), ([signIn], .forbidden),
            ([gone, PublicScript.redirect("/drive/folders/\(Self.id)")], .notFound),
            (
                [PublicScript.page(Self.page([]) + "<a href=\"https://accounts.google.com/ServiceLogin\">x</a>")],
                .forbidden
            ),
            ([PublicScript.page("<title>x</title><a href=\"/ServiceLogin\">x</a>")], .forbidden),
            ([PublicScript.page("", status: 403)], .forbidden), ([PublicScript.page("", status: 429)], .rateLimited),
            ([PublicScript.page("", status: 500)], .unavailable),
        ]
        for (answers, wanted) in cases {
            let error = await failure(answers)
            #expect(error?.code == wanted)
        }
    }

    @Test("a page longer than 20 MB is not read")
    func long() async {
        let page = Self.page([]) + String(repeating: " ", count: 20_000_000)
        let error = await failure([PublicScript.page(page)])
        #expect(error?.code == .malformedReply)
    }

    @Test("an item is what the service leads to, else what its link says")
    func items() async throws {
        let cases: [(String, ScriptedDrive.Answer, StoredFile.Kind)] = [
            (Self.id, PublicScript.redirect("https://drive.google.com/drive/folders/\(Self.id)"), .folder),
            (Self.id, PublicScript.redirect("/file/d/\(Self.id)/view"), .file),
            (Self.id, PublicScript.redirect("https://docs.google.com/document/d/\(Self.id)/edit"), .document),
            ("https://drive.google.com/file/d/\(Self.id)/view", PublicScript.page("<title>a</title>"), .file),
        ]
        for (link, answer, kind) in cases {
            let item = try await GoogleDrive.scripted(ScriptedDrive([answer]), access: nil).publicItem(link)
            #expect(item.id == Self.id && item.kind == kind && item.name == nil)
        }
    }
}
