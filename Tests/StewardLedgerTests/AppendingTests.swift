// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@Suite("Appending")
struct AppendingTests {
    @Test(
        "Entries get numbers without gaps, name the entry before, and hash to their line",
        arguments: TestDatabases.engines)
    func chain(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            try await Fixture.fill(ledger, "a", 70)
            try await Fixture.fill(ledger, "b", 3)
            let entries = try await ledger.entries(in: "a", limit: 1000)
            #expect(entries.map(\.sequence) == Array(0..<70))
            var previous = [UInt8](repeating: 0, count: 32)
            for entry in entries {
                #expect(entry.book == "a" && entry.previous == previous)
                #expect(MerkleTree.leafHash(try entry.line()) == entry.hash)
                previous = entry.hash
            }
            #expect(try await ledger.books().map(\.id) == ["a", "b"])
            #expect(try await ledger.size(of: "a") == 70)
            #expect(try await ledger.size(of: "nobody") == 0)
            #expect(try await ledger.book("a")?.head == previous)
        }
    }

    @Test("What append gives back is what is read later", arguments: TestDatabases.engines)
    func returnsWhatIsStored(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            let draft = EntryDraft(
                kind: "k", actor: "ผู้สังเกตการณ์",
                payload: ["z": .number(5), "a": ["\u{0}": "\u{1f600}", "b": .number(1e300)], "é": "e\u{301}"])
            let given = try await ledger.append(draft, to: "book")
            let stored = try #require(try await ledger.entry(in: "book", at: 0))
            #expect(given == stored)
            #expect(stored.payload["z"] == .integer(5))
            #expect(stored.payload.members?.map(\.key) == ["a", "z", "é"])
        }
    }

    @Test("The line is canonical JSON with seven members")
    func line() async throws {
        try await Fixture.withLedger { ledger, _ in
            let entry = try await ledger.append(
                EntryDraft(kind: "k", actor: "a", payload: ["n": 1]), to: "election:th-2026")
            let zeros = String(repeating: "0", count: 64)
            #expect(
                String(decoding: try entry.line(), as: UTF8.self)
                    == "{\"actor\":\"a\",\"book\":\"election:th-2026\",\"kind\":\"k\",\"payload\":{\"n\":1},"
                    + "\"previous\":\"\(zeros)\",\"sequence\":0,\"time\":\"2026-11-21T13:00:46.124456Z\"}")
        }
    }

    @Test("A repeated idempotency key gives the first entry, within a call and later", arguments: TestDatabases.engines)
    func idempotency(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            let first = try await ledger.append(
                [
                    Fixture.draft(1, key: "k1"), Fixture.draft(2, key: "k2"), Fixture.draft(3, key: "k1"),
                    Fixture.draft(4),
                ],
                to: "book")
            #expect(first.map(\.sequence) == [0, 1, 0, 2])
            let again = try await ledger.append(
                [Fixture.draft(5), Fixture.draft(6, key: "k2"), Fixture.draft(7, key: "k3")], to: "book")
            #expect(again.map(\.sequence) == [3, 1, 4])
            #expect(again[1] == first[1])
            let other = try await ledger.append(Fixture.draft(1, key: "k1"), to: "other")
            #expect(other.sequence == 0 && other.book == "other")
            let many = (0..<150).map { Fixture.draft($0, key: "many \($0)") }
            let a = try await ledger.append(many, to: "many")
            let b = try await ledger.append(many, to: "many")
            #expect(a == b)
        }
    }

    @Test("A draft that cannot be recorded is refused with the reason, and nothing of its call is written")
    func refusals() async throws {
        try await Fixture.withLedger { ledger, _ in
            let good = Fixture.draft(1)
            let bad: [(EntryDraft, BookID)] = [
                (EntryDraft(kind: "", actor: "a", payload: nil), "book"),
                (EntryDraft(kind: "k", actor: String(repeating: "a", count: 257), payload: nil), "book"),
                (EntryDraft(kind: "k", actor: "a\u{0}", payload: nil), "book"),
                (EntryDraft(kind: "k", actor: "a", payload: nil, idempotencyKey: ""), "book"),
                (EntryDraft(kind: "k", actor: "a", payload: .number(.nan)), "book"),
                (EntryDraft(kind: "k", actor: "a", payload: .integer(.max)), "book"),
                (EntryDraft(kind: "k", actor: "a", payload: .object([.init("a", 1), .init("a", 2)])), "book"),
                (EntryDraft(kind: "k", actor: "a", payload: .string(String(repeating: "x", count: 8 << 20))), "book"),
                (good, ""), (good, "a b"), (good, "a\nb"), (good, "a+b"), (good, "\"a\""),
            ]
            for (draft, book) in bad {
                await #expect(throws: LedgerError(.invalidEntry, "")) {
                    try await ledger.append([good, draft], to: book)
                }
            }
            let nothing = try await ledger.append([], to: "book")
            let books = try await ledger.books()
            #expect(nothing.isEmpty && books.isEmpty)
        }
    }

    @Test(
        "Many callers at once: every entry once, each caller's in its order, bad drafts harm only themselves",
        arguments: TestDatabases.engines)
    func concurrentCallers(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            try await withThrowingTaskGroup(of: [Int64].self) { group in
                for caller in 0..<24 {
                    group.addTask {
                        var numbers: [Int64] = []
                        for turn in 0..<8 {
                            if (caller + turn) % 5 == 0 {
                                await #expect(throws: LedgerError(.invalidEntry, "")) {
                                    try await ledger.append(
                                        EntryDraft(kind: "k", actor: "a", payload: .number(.infinity)), to: "book")
                                }
                            }
                            let drafts = (0..<3).map { Fixture.draft(caller * 100 + turn * 10 + $0) }
                            let entries = try await ledger.append(
                                drafts, to: turn % 2 == 0 ? "book" : "book\(caller)".asBook)
                            #expect(
                                entries.map(\.payload["number"]?.integer) == drafts.map(\.payload["number"]?.integer))
                            if turn % 2 == 0 { numbers += entries.map(\.sequence) }
                        }
                        return numbers
                    }
                }
                var all: [Int64] = []
                for try await numbers in group {
                    #expect(numbers == numbers.sorted())
                    all += numbers
                }
                #expect(all.sorted() == Array(0..<Int64(24 * 4 * 3)))
            }
            #expect(try await ledger.verify("book").problems.isEmpty)
        }
    }

    @Test("Calls that arrive while others are written share a transaction")
    func groupCommit() async throws {
        try await Fixture.withLedger { ledger, database in
            let counting = CountingDatabase(database)
            let shared = Ledger(database: counting, clock: StepClock())
            try await withThrowingTaskGroup { group in
                for caller in 0..<200 {
                    group.addTask { _ = try await shared.append(Fixture.draft(caller), to: "book") }
                }
                try await group.waitForAll()
            }
            #expect(try await ledger.size(of: "book") == 200)
            #expect(counting.writes < 100)
        }
    }

    @Test("Two ledgers on one database, as two nodes have them, make one chain", arguments: TestDatabases.engines)
    func twoNodes(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, database in
            let other = Ledger(database: database, clock: StepClock())
            try await withThrowingTaskGroup { group in
                for caller in 0..<40 {
                    let node = caller % 2 == 0 ? ledger : other
                    group.addTask {
                        _ = try await node.append(Fixture.draft(caller, key: "k\(caller / 4)"), to: "book")
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await ledger.size(of: "book") == 10)
            #expect(try await ledger.verify("book").problems.isEmpty)
        }
    }

    @Test("A cancelled writer does not take the others' entries back")
    func cancelledWriter() async throws {
        try await Fixture.withLedger { ledger, _ in
            for round in 0..<10 {
                let tasks = (0..<10).map { number in
                    Task { try await ledger.append(Fixture.draft(number), to: "book\(round)".asBook) }
                }
                tasks[0].cancel()
                for task in tasks.dropFirst() { _ = try await task.value }
                _ = try? await tasks[0].value
                #expect(try await ledger.size(of: "book\(round)".asBook) >= 9)
            }
        }
    }

    @Test("A failing database fails every call that shared the transaction, and the next calls go on")
    func failingDatabase() async throws {
        try await Fixture.withLedger { ledger, database in
            let failing = CountingDatabase(database)
            failing.failure = DatabaseError(.storage, "The disk is full.")
            let shared = Ledger(database: failing, clock: StepClock())
            await withTaskGroup { group in
                for caller in 0..<10 {
                    group.addTask {
                        await #expect(throws: DatabaseError(.storage, "")) {
                            try await shared.append(Fixture.draft(caller), to: "book")
                        }
                    }
                }
            }
            failing.failure = nil
            let first = try await shared.append(Fixture.draft(1), to: "book")
            let size = try await ledger.size(of: "book")
            #expect(first.sequence == 0 && size == 1)
        }
    }

    @Test("Entries are handed over in order from any place, in pieces", arguments: TestDatabases.engines)
    func walking(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            try await Fixture.fill(ledger, "book", 2500)
            let seen = Mutex<[Int64]>([])
            try await ledger.forEach(in: "book", from: 100) { entry in seen.withLock { $0.append(entry.sequence) } }
            #expect(seen.withLock { $0 } == Array(100..<2500))
            #expect(try await ledger.entries(in: "book", from: 2498, limit: 10).map(\.sequence) == [2498, 2499])
            #expect(try await ledger.entries(in: "book", from: 9999).isEmpty)
            #expect(try await ledger.entry(in: "book", at: 2500) == nil)
        }
    }
}

extension String {
    /// The string as a book's name.
    var asBook: BookID { BookID(self) }
}

/// Counts transactions, or refuses them.
final class CountingDatabase: Database {
    private let inner: any Database
    private let state = Mutex((writes: 0, failure: nil as DatabaseError?))

    init(_ inner: any Database) { self.inner = inner }

    var writes: Int { state.withLock { $0.writes } }
    var failure: DatabaseError? {
        get { state.withLock { $0.failure } }
        set { state.withLock { $0.failure = newValue } }
    }
    var engine: DatabaseEngine { inner.engine }
    var writeCount: UInt64 { inner.writeCount }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await inner.read(body)
    }
    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        if let failure { throw failure }
        state.withLock { $0.writes += 1 }
        return try await inner.write(body)
    }
    func close() async {}
}
