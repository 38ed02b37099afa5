// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@Suite("Verification inside the database")
struct StoredBookTests {
    @Test("A whole book has no problems, and is proven as far as it was signed", arguments: TestDatabases.engines)
    func sound(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            try await Fixture.fill(ledger, "book", 600)
            let unsigned = try await ledger.verify("book")
            #expect(unsigned.problems.isEmpty && !unsigned.isProven && unsigned.entries == 600)
            try await ledger.checkpoint("book")
            try await Fixture.fill(ledger, "book", 5)
            let report = try await ledger.verify("book")
            #expect(report.isSound && report.entries == 605 && report.checkpoint?.size == 600)
            await #expect(throws: LedgerError(.notFound, "")) { try await ledger.verify("none") }
        }
    }

    static let attacks: [(String, String, Int64?)] = [
        ("UPDATE ledger_entry SET line = hash WHERE sequence = 300", "ledger_entry", 300),
        ("UPDATE ledger_entry SET hash = line WHERE sequence = 300", "ledger_entry", 300),
        ("DELETE FROM ledger_entry WHERE sequence = 300", "ledger_entry", 301),
        ("DELETE FROM ledger_entry WHERE sequence >= 590", "ledger_book", nil),
        ("UPDATE ledger_book SET size = 599", "ledger_book", nil),
        ("UPDATE ledger_book SET head = peaks", "ledger_book", nil),
        ("UPDATE ledger_node SET hash = '' WHERE level = 4 AND place = 3", "ledger_node", nil),
        ("DELETE FROM ledger_node WHERE level = 8", "ledger_node", nil),
        ("UPDATE ledger_checkpoint SET note = 'x' || note", "ledger_checkpoint", nil),
    ]

    @Test("Whatever is changed in the tables is named", arguments: attacks)
    func attacked(sql: String, table: String, sequence: Int64?) async throws {
        try await Fixture.withLedger { ledger, database in
            try await Fixture.fill(ledger, "book", 600)
            try await ledger.checkpoint("book")
            try await database.write { connection in _ = try connection.execute(sql) }
            let report = try await ledger.verify("book")
            #expect(!report.isSound)
            #expect(
                report.problems.contains { $0.file == table && (sequence == nil || $0.sequence == sequence) },
                "\(report.problems)")
        }
    }
}

@Suite("Projections")
struct ProjectionTests {
    struct Total: Projection {
        static let name = "test.total/1"
        var sum: Int64 = 0
        mutating func apply(_ entry: Entry) { sum += entry.payload["number"]?.integer ?? 0 }
        var digestible: JSON { ["sum": .integer(sum)] }
    }
    /// The same name, another way to count: what a changed reducer is.
    struct Changed: Projection {
        static let name = "test.total/1"
        var sum: Int64 = 1
        mutating func apply(_ entry: Entry) { sum += entry.payload["number"]?.integer ?? 0 }
        var digestible: JSON { ["sum": .integer(sum)] }
    }
    struct Refusing: Projection {
        static let name = "test.refusing/1"
        mutating func apply(_ entry: Entry) throws { throw JSONError(.invalidValue, "no") }
        var digestible: JSON { nil }
    }

    @Test("A projection is rebuilt from the entries, its digest kept and compared", arguments: TestDatabases.engines)
    func rebuild(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            try await Fixture.fill(ledger, "book", 100)
            #expect(try await ledger.compare(Total.self, of: "book") == .neverRecorded)
            let rebuilt = try await ledger.record(Total.self, of: "book")
            #expect(rebuilt.state.sum == 4950 && rebuilt.size == 100)
            try await Fixture.fill(ledger, "book", 10)
            #expect(try await ledger.compare(Total.self, of: "book") == .equal(size: 100))
            try await ledger.record(Total.self, of: "book")
            #expect(try await ledger.compare(Total.self, of: "book") == .equal(size: 110))
            #expect(try await ledger.rebuild(Total.self, of: "book", size: 3).state.sum == 3)
            await #expect(throws: JSONError(.invalidValue, "")) { try await ledger.rebuild(Refusing.self, of: "book") }
        }
    }

    @Test("A changed reducer and a changed book are told apart")
    func differences() async throws {
        try await Fixture.withLedger { ledger, database in
            try await Fixture.fill(ledger, "book", 10)
            try await ledger.record(Total.self, of: "book")
            guard case .differs(size: 10, _, _) = try await ledger.compare(Changed.self, of: "book") else {
                Issue.record("The changed reducer was not noticed.")
                return
            }
            try await database.write { connection in
                _ = try connection.execute("DELETE FROM ledger_entry WHERE sequence = 9")
            }
            #expect(try await ledger.compare(Total.self, of: "book") == .bookChanged(size: 10))
        }
    }
}
