// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Tally
import Testing

@testable import StewardServer

@Suite("Pages in every language")
struct LanguagePagesTests {
    @Test(
        "the browser's list chooses among Thai, Dutch and English",
        arguments: [
            ("nl", Language.dutch), ("nl-BE,nl;q=0.9,en;q=0.8", .dutch), ("de, nl;q=0.7", .dutch),
            ("en-GB, nl", .english), ("th-TH", .thai), ("nld", .english), ("fr", .english), ("nl;q=0, th;q=0.1", .thai),
        ])
    func preferred(header: String, language: Language) {
        #expect(LanguageChoice.preferred(header) == language)
    }

    @Test("a page names every language in its own words and says which it is in")
    func names() async throws {
        try await MadeElection.with { made in
            let page = try await FilesPagesTests.ask(Site(installation: made.installation), "/?lang=nl")
            #expect(page.text.contains("<html lang=\"nl\">"))
            for name in ["English", "ไทย", "Nederlands"] { #expect(page.text.contains(">\(name)<"), "\(name)") }
            #expect(page.text.contains(Phrase.findings.dutch))
        }
    }

    @Test("times on the pages of files are elements in the person's language, never bare ISO 8601")
    func times() async throws {
        try await MadeFiles.with { made in
            let transfer = "/transfers/\(MadeFiles.transfer)"
            for path in [transfer, "/connections", "/quota/drive", "/mirrors/\(try await made.mirrorID)", "/ledger"] {
                for language in Language.allCases {
                    let page = try await FilesPagesTests.ask(made.site, "\(path)?lang=\(language.rawValue)").text
                    let shown = page.matches(of: />([^<]*)</).map(\.output.1)
                    #expect(!shown.contains { $0.contains(/\d{4}-\d\d-\d\dT\d\d:/) }, "\(path) \(language)")
                    guard path == transfer else { continue }
                    let times = page.matches(of: /<time class="time" datetime="[^"]+Z" title="([^"]+)">/)
                    #expect(!times.isEmpty, "\(path) \(language)")
                    #expect(times.allSatisfy { $0.output.1.contains("พ.ศ.") == (language == .thai) })
                }
            }
        }
    }

    @Test("sizes and shares on the pages of storage follow the language")
    func sizes() async throws {
        try await MadeFiles.with { made in
            let dutch = try await FilesPagesTests.ask(made.site, "/quota/drive?lang=nl").text
            #expect(dutch.contains("950 bytes (95,0%)"))
            #expect(dutch.contains("3 metingen."))
            let thai = try await FilesPagesTests.ask(made.site, "/quota/drive?lang=th").text
            #expect(thai.contains("950 ไบต์ (95.0%)"))
        }
    }

    @Test("a page that is not there says so in the person's language", arguments: Language.allCases)
    func notFound(language: Language) async throws {
        try await MadeFiles.with { made in
            let page = try await FilesPagesTests.ask(made.site, "/transfers/none?lang=\(language.rawValue)")
            #expect(page.status == 404)
            #expect(page.text.contains("<h1>404 · \(Phrase.problem(.notFound).text(language))</h1>"))
        }
    }
}
