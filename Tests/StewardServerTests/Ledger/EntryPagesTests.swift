// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import StewardCore
import StewardLedger
import Tally
import Testing

@testable import StewardServer

@Suite("Entries, and files that they name")
struct EntryPagesTests {
    @Test("an entry leads to those beside it, says what it holds with indents, and proves its place")
    func entry() async throws {
        try await LedgerSite.with { made in
            for language in Language.allCases {
                let page = try await made.viewer.open(LedgerSite.address + "/2?lang=\(language.rawValue)").text
                #expect(page.contains("\(LedgerSite.address)/1\"") && page.contains("\(LedgerSite.address)/3\""))
                #expect(page.contains(Phrase.proofHolds.text(language)) && page.contains("RFC 6962"))
                #expect(page.contains("  &quot;number&quot;: 2") || page.contains("  \"number\": 2"))
                #expect(!page.contains("<script>alert"))
            }
            let first = try await made.viewer.open(LedgerSite.address + "/0?lang=en").text
            #expect(!first.contains("rel=\"prev\"") && first.contains("rel=\"next\""))
            #expect(try await made.viewer.open(LedgerSite.address + "/5").status == 404)
            #expect(try await made.viewer.open(LedgerSite.address + "/-1").status == 404)
        }
    }

    @Test("the exact bytes hash to the entry's hash, and the steps of its proof end at the root")
    func line() async throws {
        try await LedgerSite.with { made in
            let entry = try #require(try await made.installation.ledger.entry(in: LedgerSite.book, at: 3))
            let line = try await made.viewer.open(LedgerSite.address + "/3/line").text
            let hash = Array(SHA256.hash(data: [0] + Array(line.utf8)))
            #expect(hash == entry.hash)
            let proof = try await made.installation.ledger.inclusionProof(of: 3, in: LedgerSite.book)
            #expect(
                proof.steps(from: hash).last?.result == (try await made.installation.ledger.root(of: LedgerSite.book)))
        }
    }

    @Test("a file that an entry names is found by its SHA-256, and another is not")
    func check() async throws {
        try await LedgerSite.with { made in
            let hash = Hexadecimal.text(Array(SHA256.hash(data: Array("evidence 3".utf8))))
            for typed in [hash, hash.uppercased(), "%20\(hash)%20%20scan.pdf"] {
                let page = try await made.viewer.open("/ledger/check?sha256=\(typed)").text
                #expect(page.contains("Yes. The records name exactly this file."), "\(typed)")
                #expect(page.contains("href=\"\(LedgerSite.address)/3\"") && page.contains("is kept here"))
            }
            let none = try await made.viewer.open("/ledger/check?sha256=\(String(repeating: "0", count: 64))").text
            #expect(none.contains("No entry that you may read names this file."))
            let wrong = try await made.viewer.open("/ledger/check?sha256=%3Cb%3E123").text
            #expect(wrong.contains("That is not a SHA-256") && wrong.contains("value=\"&lt;b&gt;123\""))
            let form = try await made.viewer.open("/ledger/check?lang=th").text
            #expect(form.contains(Phrase.checkFile.thai) && form.contains("/assets/file-hash.js"))
        }
    }

    @Test("what an entry's own members say is no file: neither its hash nor that of the one before")
    func ownHash() async throws {
        try await LedgerSite.with { made in
            let entry = try #require(try await made.installation.ledger.entry(in: LedgerSite.book, at: 3))
            for hash in [entry.hash, entry.previous] {
                let page = try await made.viewer.open("/ledger/check?sha256=\(Hexadecimal.text(hash))").text
                #expect(page.contains("No entry that you may read names this file."))
            }
        }
    }

    @Test("a page of entries leads on to the next, and JSON gives the same entries")
    func paging() async throws {
        try await LedgerSite.with(entries: 150) { made in
            let page = try await made.viewer.open(LedgerSite.address).text
            #expect(page.contains("?before=50#entries") && page.contains("50–149"))
            let older = try await made.viewer.open(LedgerSite.address + "?before=50").text
            #expect(older.contains("0–49") && older.contains("rel=\"prev\""))
            var seen: [Int64] = []
            var next: Int64? = nil
            repeat {
                let query = next.map { "?before=\($0)" } ?? ""
                let answer = try await made.viewer.open("/api/ledger/vehicle%3Amade/entries\(query)").text
                let json = try JSON(parsing: Array(answer.utf8))
                seen += (json["entries"]?.array ?? []).compactMap { $0["entry"]?.integer }
                next = json["next"]?.integer
            } while next != nil
            #expect(seen == (0..<150).reversed())
        }
    }
}
