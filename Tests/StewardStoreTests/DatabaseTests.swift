// SPDX-License-Identifier: Apache-2.0
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("A database on every engine")
struct DatabaseTests {
    static let table = """
        CREATE TABLE thing (
            id BIGINT NOT NULL PRIMARY KEY, name TEXT UNIQUE, share DOUBLE PRECISION, body BYTEA)
        """

    private func withTable(
        _ engine: DatabaseEngine, _ body: (any Database) async throws -> Void
    ) async throws {
        try await TestDatabases.with(engine) { database in
            try await database.write { _ = try $0.execute(Self.table) }
            try await body(database)
        }
    }

    @Test("Every kind of value comes back as it went in", arguments: TestDatabases.engines)
    func roundTrip(engine: DatabaseEngine) async throws {
        let rows: [[SQLValue]] = [
            [1, "ก้าวไกล 😀 '$1' \\ \"", .real(0.1 + 0.2), .bytes([0, 255, 39, 92])],
            [.integer(.max), "", .real(-.infinity), .bytes([])],
            [.integer(.min), nil, nil, nil],
        ]
        try await withTable(engine) { database in
            try await database.write { connection in
                for row in rows {
                    let changed = try connection.execute("INSERT INTO thing VALUES ($1, $2, $3, $4)", row)
                    #expect(changed == 1)
                }
            }
            let read = try await database.read { try $0.query("SELECT * FROM thing ORDER BY name DESC NULLS LAST") }
            #expect(read.map(\.values) == rows)
        }
    }

    @Test("A transaction that throws leaves nothing", arguments: TestDatabases.engines)
    func rollsBack(engine: DatabaseEngine) async throws {
        struct Stop: Error {}
        try await withTable(engine) { database in
            await #expect(throws: Stop.self) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO thing (id) VALUES ($1)", [1])
                    throw Stop()
                }
            }
            let rows = try await database.read { try $0.query("SELECT id FROM thing") }
            #expect(rows.isEmpty)
        }
    }

    @Test("A refused change is a constraint error and undoes the whole transaction", arguments: TestDatabases.engines)
    func constraint(engine: DatabaseEngine) async throws {
        try await withTable(engine) { database in
            await #expect(throws: DatabaseError(.constraint, "")) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO thing (id) VALUES (1)")
                    // Swallowed on purpose: the transaction must not commit all the same.
                    _ = try? connection.execute("INSERT INTO thing (id) VALUES (1)")
                }
            }
            let rows = try await database.read { try $0.query("SELECT id FROM thing") }
            #expect(rows.isEmpty)
        }
    }

    @Test("A reading transaction cannot change anything", arguments: TestDatabases.engines)
    func readOnly(engine: DatabaseEngine) async throws {
        try await withTable(engine) { database in
            await #expect(throws: DatabaseError(.statement, "")) {
                try await database.read { try $0.execute("INSERT INTO thing (id) VALUES (1)") }
            }
        }
    }

    @Test("Values that an engine cannot keep are refused by both", arguments: TestDatabases.engines)
    func unstorable(engine: DatabaseEngine) async throws {
        try await withTable(engine) { database in
            for values: [SQLValue] in [["a\0b"], [.real(.nan)], [], [1, 2]] {
                await #expect(throws: DatabaseError(.statement, "")) {
                    try await database.write { try $0.execute("INSERT INTO thing (name) VALUES ($1)", values) }
                }
            }
        }
    }

    @Test("Rows are handed over one by one", arguments: TestDatabases.engines)
    func streams(engine: DatabaseEngine) async throws {
        try await withTable(engine) { database in
            try await database.write { connection in
                for id in 0..<500 { try connection.execute("INSERT INTO thing (id) VALUES ($1)", [SQLValue(id)]) }
            }
            let sum = try await database.read { connection in
                var sum: Int64 = 0
                try connection.forEach("SELECT id FROM thing WHERE id >= $1", [100]) { sum += try $0.integer("id") }
                return sum + (try connection.first("SELECT COUNT(*) AS n FROM thing")?.integer("n") ?? 0)
            }
            #expect(sum == (100..<500).reduce(0, +) + 500)
        }
    }

    @Test("Stopping half way through the rows ends the transaction", arguments: TestDatabases.engines)
    func stopsEarly(engine: DatabaseEngine) async throws {
        struct Enough: Error {}
        try await withTable(engine) { database in
            await #expect(throws: Enough.self) {
                try await database.read { connection in
                    try connection.forEach("SELECT 1 AS one UNION ALL SELECT 2", []) { _ in throw Enough() }
                }
            }
            await #expect(throws: DatabaseError(.statement, "")) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO thing (id) VALUES (1)")
                    try? connection.forEach("SELECT id FROM thing", []) { _ in throw Enough() }
                }
            }
            let rows = try await database.read { try $0.query("SELECT id FROM thing") }
            #expect(rows.isEmpty)
        }
    }

    @Test("A statement inside the rows of another is refused", arguments: TestDatabases.engines)
    func nested(engine: DatabaseEngine) async throws {
        try await withTable(engine) { database in
            await #expect(throws: DatabaseError(.statement, "")) {
                try await database.read { connection in
                    try connection.forEach("SELECT 1 AS one", []) { _ in _ = try connection.query("SELECT 2 AS two") }
                }
            }
        }
    }
}
