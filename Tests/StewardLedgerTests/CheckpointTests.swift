// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
    @Test("The published checkpoint reads and writes as it is")
    func published() throws {
        let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        let checkpoint = try Checkpoint(parsing: text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa" && checkpoint.size == 20_852_163)
        #expect(checkpoint.root.count == 32 && checkpoint.extensions.isEmpty)
        #expect(checkpoint.text == text)
        let extended = try Checkpoint(parsing: text + "one\ntwo\n")
        #expect(extended.extensions == ["one", "two"] && extended.text == text + "one\ntwo\n")
    }

    @Test("Texts that are no checkpoint are refused")
    func malformed() {
        let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
        let cases = [
            "", "a\n1\n", "a\n1\n\(root)", "\n1\n\(root)\n", "a\n01\n\(root)\n", "a\n+1\n\(root)\n", "a\n-1\n\(root)\n",
            "a\n1\nAAAA\n", "a\n1\n\(root.dropLast(2))3=\n", "a\n1\n\(root)\n\nx\n",
            "a\n99999999999999999999\n\(root)\n",
        ]
        for text in cases {
            #expect(throws: LedgerError(.invalidNote, ""), "\(text)") { try Checkpoint(parsing: text) }
        }
    }

    @Test(
        "A checkpoint signs size and root, is kept, and is given again while nothing is appended",
        arguments: TestDatabases.engines)
    func signs(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            try await Fixture.fill(ledger, "book", 5)
            let first = try await ledger.checkpoint("book")
            #expect(first.checkpoint.origin == "PeterNeumann/book" && first.checkpoint.size == 5)
            let root = try await ledger.root(of: "book")
            #expect(first.checkpoint.root == root)
            #expect(try first.note.verify(by: [Fixture.signer.verifier]).count == 1)
            #expect(try await ledger.checkpoint("book") == first)
            try await Fixture.fill(ledger, "book", 40)
            let second = try await ledger.checkpoint("book")
            #expect(second.checkpoint.size == 45)
            #expect(try await ledger.checkpoints(of: "book") == [second, first])
            let proof = try await ledger.consistencyProof(in: "book", from: 5, to: 45)
            #expect(proof.isValid(oldRoot: first.checkpoint.root, newRoot: second.checkpoint.root))
        }
    }

    @Test("Another key signs the same size again")
    func otherKey() async throws {
        try await Fixture.withLedger { ledger, database in
            try await Fixture.fill(ledger, "book", 5)
            let first = try await ledger.checkpoint("book")
            let signer = try NoteSigner(newKeyNamed: "other")
            let second = try await Ledger(database: database, clock: StepClock(), signer: signer).checkpoint("book")
            #expect(second.checkpoint.root == first.checkpoint.root && second.checkpoint.origin == "other/book")
        }
    }

    @Test(
        "A book that was shortened or rewritten after it was signed is not signed again",
        arguments: TestDatabases.engines)
    func refusesRewritten(engine: DatabaseEngine) async throws {
        for attack in ["shorten", "rewrite", "forge"] {
            try await Fixture.withLedger(engine) { ledger, database in
                try await Fixture.fill(ledger, "book", 20)
                try await ledger.checkpoint("book")
                // Another book with other entries lends its rows, whose tree is sound in itself.
                try await Fixture.fill(ledger, "spare", 30, size: 1)
                try await database.write { connection in
                    if attack == "rewrite" {
                        try connection.execute(
                            "UPDATE ledger_entry SET hash = line WHERE book = 'book' AND sequence = 17")
                        return
                    }
                    for table in ["ledger_entry", "ledger_node"] {
                        try connection.execute("DELETE FROM \(table) WHERE book = 'book'")
                        try connection.execute("UPDATE \(table) SET book = 'book' WHERE book = 'spare'")
                    }
                    try connection.execute("DELETE FROM ledger_book WHERE id = 'book'")
                    try connection.execute("UPDATE ledger_book SET id = 'book' WHERE id = 'spare'")
                    if attack == "shorten" {
                        try connection.execute("DELETE FROM ledger_book WHERE id = 'book'")
                        try connection.execute("DELETE FROM ledger_entry WHERE book = 'book'")
                    }
                }
                if attack == "shorten" { try await Fixture.fill(ledger, "book", 3) }
                let code: LedgerError.Code = attack == "rewrite" ? .damaged : .inconsistent
                await #expect(throws: LedgerError(code, ""), "\(attack)") { try await ledger.checkpoint("book") }
                #expect(try await ledger.checkpoints(of: "book").count == 1)
            }
        }
    }

    @Test("Without a signer, and for no book, there is no checkpoint")
    func refusals() async throws {
        try await Fixture.withLedger { ledger, database in
            await #expect(throws: LedgerError(.notFound, "")) { try await ledger.checkpoint("none") }
            let unsigned = Ledger(database: database, clock: StepClock())
            await #expect(throws: LedgerError(.noSigner, "")) { try await unsigned.checkpoint("none") }
        }
    }
}
