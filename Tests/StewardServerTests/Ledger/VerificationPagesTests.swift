// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

@Suite("Books and their verification")
struct VerificationPagesTests {
    @Test("the list tells of every book its size, its last entry, its checkpoint and what was verified")
    func list() async throws {
        try await LedgerSite.with { made in
            let page = try await made.owner.open("/ledger").text
            #expect(page.contains("vehicle:made") && page.contains(">access<"))
            #expect(page.contains("never verified") && page.contains("none yet"))
            let signed = try await made.installation.ledger.checkpoint(LedgerSite.book)
            let after = try await made.owner.open("/ledger").text
            #expect(after.contains("5 entries, signed by") && after.contains("signature good"))
            #expect(after.contains(signed.note.signatures[0].name))
        }
    }

    @Test("a reader has a book verified, sees it run, and reads up to which entry and when")
    func verify() async throws {
        try await LedgerSite.with { made in
            try await made.viewer.open(LedgerSite.address)
            let answer = try await made.viewer.submit(LedgerSite.address + "/verify")
            #expect(answer.status == 303 && answer.location == LedgerSite.address + "#verification")
            let waiting = try await made.viewer.open(LedgerSite.address).text
            #expect(waiting.contains("The verification waits for its turn."))
            #expect(waiting.contains("data-event=\"job\"") && waiting.contains("/assets/events.js"))
            #expect(!waiting.contains("Verify now"))
            try await made.verify()
            let done = try await made.viewer.open(LedgerSite.address).text
            #expect(done.contains("Verified up to entry 4,") && done.contains("21 Nov 2026, 12:00 UTC"))
            #expect(done.contains("No signature vouches for them yet.") && done.contains("Verify now"))
            #expect(done.contains(made.viewerAccount.actor))
            let root = try await made.installation.ledger.root(of: LedgerSite.book)
            #expect(done.contains(Hexadecimal.text(root)))
            try await made.add(5)
            let newer = try await made.viewer.open(LedgerSite.address).text
            #expect(newer.contains("Newer entries have not been verified yet."))
        }
    }

    @Test("however many ask at once, a book is verified once; then it can be verified again")
    func together() async throws {
        try await LedgerSite.with { made in
            let verifications = BookVerifications(made.installation)
            let ids = try await withThrowingTaskGroup(of: JobID.self) { group in
                for number in 0..<20 {
                    group.addTask { try await verifications.begin(LedgerSite.book, by: "account:\(number)").id }
                }
                return try await group.reduce(into: Set<JobID>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            try await made.verify()
            let again = try await verifications.begin(LedgerSite.book, by: "tester").id
            #expect(!ids.contains(again))
            let other = try await verifications.begin("access", by: "tester").id
            #expect(other != again)
            _ = try await made.installation.jobs.cancel(again)
            #expect(try await verifications.begin(LedgerSite.book, by: "tester").id != again)
        }
    }

    @Test("what was found is kept, newer over older, on either engine", arguments: TestDatabases.engines)
    func kept(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let verifications = BookVerifications(made.installation)
            let report = try await made.installation.ledger.verify(Access.book)
            let now = made.clock.now
            for (job, at) in [("one", now), ("two", now + 60), ("late", now + 30)] {
                try await verifications.record(
                    BookVerification(report, of: Access.book, at: at, job: job, actor: "tester"))
            }
            let found = try #require(try await verifications.last(of: Access.book))
            #expect(found.job == "two" && found.entries == report.entries && found.root == report.treeRoot)
            #expect(found.isSound && found.signed == nil && found.at == now + 60)
            #expect(try await verifications.all() == [Access.book: found])
            let ids = try await withThrowingTaskGroup(of: JobID.self) { group in
                for _ in 0..<5 { group.addTask { try await verifications.begin(Access.book, by: "tester").id } }
                return try await group.reduce(into: Set<JobID>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
        }
    }

    @Test("a verification whose server was killed is made again by the next")
    func killed() async throws {
        try await LedgerSite.with { made in
            let jobs = made.installation.jobs
            let job = try await BookVerifications(made.installation).begin(LedgerSite.book, by: "tester")
            let taken = try await jobs.claim(
                kinds: [BookVerifications.kind], limit: 1, node: "gone", lease: .seconds(30))
            #expect(taken.map(\.id) == [job.id])
            let running = try await made.viewer.open(LedgerSite.address).text
            #expect(running.contains("The book is being verified."))
            made.clock.set(made.clock.now + 3600)
            let done = try await Handlers.perform(job, made.installation)
            #expect(done.state == .done || done.failures == 1)
            if !done.state.isFinal {
                made.clock.set(made.clock.now + 3600)
                _ = try await Handlers.perform(done, made.installation)
            }
            let found = try #require(try await BookVerifications(made.installation).last(of: LedgerSite.book))
            #expect(found.isSound && found.entries == 5)
        }
    }

    @Test("a changed row is found and named, with the way to the entry")
    func changed() async throws {
        try await LedgerSite.with { made in
            _ = try await made.installation.ledger.checkpoint(LedgerSite.book)
            let line = try #require(try await made.installation.ledger.line(of: 2, in: LedgerSite.book)).bytes
            let text = String(decoding: line, as: UTF8.self).replacing("\"number\":2", with: "\"number\":7")
            try await made.tamper(
                "UPDATE ledger_entry SET line = $1 WHERE book = $2 AND sequence = 2",
                [.bytes(Array(text.utf8)), .text(LedgerSite.book.name)])
            _ = try await BookVerifications(made.installation).begin(LedgerSite.book, by: "tester")
            try await made.verify()
            for language in Language.allCases {
                let page = try await made.viewer.open(LedgerSite.address + "?lang=\(language.rawValue)").text
                #expect(page.contains(Phrase.verifyFails.text(language)), "\(language)")
                let place = Phrase.problemOfEntry.text(language).replacing("{n}", with: "2")
                #expect(page.contains("<a href=\"\(LedgerSite.address)/2\">\(place)</a>"), "\(language)")
                #expect(page.contains("The line does not have the hash that is stored with it."))
            }
            let entry = try await made.viewer.open(LedgerSite.address + "/2?lang=en").text
            #expect(entry.contains("This entry is not as it was written") && entry.contains("the proof does not hold"))
            #expect(try await made.viewer.open("/ledger").text.contains("not sound"))
            #expect(try await made.viewer.open(LedgerSite.address).text.contains("There is no bundle"))
            #expect(try await made.viewer.open(LedgerSite.address + "/bundle.tar").status == 409)
        }
    }

    @Test("a row that is no entry any more, and one that is gone, are named; no page fails for it")
    func destroyed() async throws {
        try await LedgerSite.with { made in
            try await made.tamper(
                "UPDATE ledger_entry SET line = $1 WHERE book = $2 AND sequence = 4",
                [.bytes(Array("[\"<b>\"]".utf8)), .text(LedgerSite.book.name)])
            try await made.tamper(
                "DELETE FROM ledger_entry WHERE book = $1 AND sequence = 1", [.text(LedgerSite.book.name)])
            for path in ["", "/4", "/1", "/0", "/bundle.tar", "/4/line"] {
                let page = try await made.viewer.open(LedgerSite.address + path)
                #expect(page.status < 500, "\(path): \(page.status)")
                #expect(path.hasSuffix("line") || !page.text.contains("<b>"), "\(path)")
            }
            #expect(try await made.viewer.open("/ledger").status == 200)
            _ = try await BookVerifications(made.installation).begin(LedgerSite.book, by: "tester")
            try await made.verify()
            let page = try await made.viewer.open(LedgerSite.address).text
            #expect(page.contains("Entries 1 to 1 are missing") && page.contains("The entries cannot be read"))
        }
    }

    @Test("a checkpoint of before that was changed is named, even when the last one is good")
    func checkpoint() async throws {
        try await LedgerSite.with { made in
            _ = try await made.installation.ledger.checkpoint(LedgerSite.book, size: 2)
            _ = try await made.installation.ledger.checkpoint(LedgerSite.book)
            try await made.tamper(
                "UPDATE ledger_checkpoint SET note = replace(note, 'vehicle', 'vehicIe') WHERE book = $1 AND size = 2",
                [.text(LedgerSite.book.name)])
            _ = try await BookVerifications(made.installation).begin(LedgerSite.book, by: "tester")
            try await made.verify()
            let found = try #require(try await BookVerifications(made.installation).last(of: LedgerSite.book))
            #expect(found.problems.map(\.place) == ["ledger_checkpoint"])
            #expect(found.problems[0].fault.contains("over 2 entries"))
        }
    }

    @Test("the book of accounts is for owners: readers see that there is one, and nothing in it")
    func accounts() async throws {
        try await LedgerSite.with { made in
            let list = try await made.viewer.open("/ledger").text
            #expect(list.contains("owners only") && !list.contains("href=\"/ledger/access\""))
            for path in ["", "/0", "/0/line", "/bundle.tar", "/entries", "/verification"] {
                let prefix = path == "/entries" || path == "/verification" ? "/api/ledger/access" : "/ledger/access"
                #expect(try await made.viewer.open(prefix + path).status == 403, "\(path)")
                #expect(try await made.owner.open(prefix + path).status == 200, "\(path)")
            }
            #expect(try await made.viewer.open("/api/ledger/access/entries/0").status == 403)
            try await made.viewer.open(LedgerSite.address)
            let token = try #require(
                made.viewer.page.text.firstMatch(of: /name="_form" value="([^"]+)"/)?.output.1)
            let posted = try await made.viewer.post("/ledger/access/verify", ["_form": String(token)])
            #expect(posted.status == 403)
            let books = try JSON(parsing: Array(try await made.viewer.open("/api/ledger").text.utf8)).array ?? []
            let access = try #require(books.first { $0["book"]?.string == "access" })
            #expect(access["readable"]?.bool == false && access["last_entry_at"] == .null)
        }
    }

    @Test(
        "a name that no book has is not found, whatever it is made of",
        arguments: [
            "none", "..%2F..%2Fetc", "%00", "%FF%FE", "a%0d%0ab", "%3Cscript%3E", "vehicle%3Amade%00",
            String(repeating: "a", count: 500), "%E0%B8%81%20x", "'%20OR%201=1--", "%",
        ])
    func names(name: String) async throws {
        try await LedgerSite.with(entries: 1) { made in
            for path in ["/ledger/\(name)", "/ledger/\(name)/0", "/ledger/\(name)/bundle.tar", "/api/ledger/\(name)"] {
                let page = try await made.viewer.open(path)
                #expect(page.status == 404 || page.status == 400, "\(path): \(page.status)")
                #expect(!page.text.contains("<script>alert"), "\(path)")
            }
        }
    }
}
