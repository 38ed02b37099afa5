// SPDX-License-Identifier: Apache-2.0
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("Transactions beside each other on every engine", .timeLimit(.minutes(2)))
struct ConcurrencyTests {
    /// Counts for hours on both engines.
    static let endless = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000)
        SELECT COUNT(*) AS n FROM n
        """

    @Test("Read-modify-write in many tasks on two nodes loses nothing", arguments: TestDatabases.engines)
    func increments(engine: DatabaseEngine) async throws {
        try await TestDatabases.withNodes(engine, 2) { databases in
            try await databases[0].write { connection in
                try connection.execute("CREATE TABLE counter (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)")
                try connection.execute("INSERT INTO counter VALUES (1, 0)")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<40 {
                    let database = databases[index % 2]
                    group.addTask {
                        try await database.write { connection in
                            let now = try connection.first("SELECT n FROM counter WHERE id = 1")?.integer("n") ?? 0
                            try connection.execute("UPDATE counter SET n = $1 WHERE id = 1", [SQLValue(now + 1)])
                        }
                    }
                }
                try await group.waitForAll()
            }
            let count = try await databases[1].read { try $0.first("SELECT n FROM counter")?.integer("n") }
            #expect(count == 40)
        }
    }

    @Test("A read sees one moment, whatever is written meanwhile", arguments: TestDatabases.engines)
    func snapshot(engine: DatabaseEngine) async throws {
        try await TestDatabases.withNodes(engine, 2) { databases in
            try await databases[0].write { _ = try $0.execute("CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY)") }
            let (reading, written) = (Gate(), Gate())
            async let counts = databases[0].read { connection in
                let count = "SELECT COUNT(*) AS n FROM t"
                let before = try connection.first(count)?.integer("n")
                reading.open()
                written.waitBlocking()
                return [before, try connection.first(count)?.integer("n")]
            }
            await reading.wait()
            try await databases[1].write { _ = try $0.execute("INSERT INTO t VALUES (1)") }
            written.open()
            let both = try await counts
            #expect(both == [0, 0])
        }
    }

    @Test("A statement that runs too long is interrupted, and the database works on", arguments: TestDatabases.engines)
    func tooSlow(engine: DatabaseEngine) async throws {
        try await TestDatabases.withNodes(engine, 1, statementTimeout: .milliseconds(200)) { databases in
            let began = ContinuousClock.now
            await #expect(throws: DatabaseError(.interrupted, "")) {
                try await databases[0].read { try $0.query(Self.endless) }
            }
            #expect(ContinuousClock.now - began < .seconds(15))
            let seven = try await databases[0].read { try $0.first("SELECT 7 AS n")?.integer("n") }
            #expect(seven == 7)
        }
    }

    @Test("The time limit is for each statement, not for the reader of its rows", arguments: TestDatabases.engines)
    func slowReader(engine: DatabaseEngine) async throws {
        try await TestDatabases.withNodes(engine, 1, statementTimeout: .milliseconds(150)) { databases in
            let rows = try await databases[0].read { connection in
                var rows = 0
                try connection.forEach("SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3", []) { _ in
                    let began = ContinuousClock.now
                    while ContinuousClock.now - began < .milliseconds(100) {}
                    rows += 1
                }
                return rows
            }
            #expect(rows == 3)
        }
    }

    @Test("Cancelling ends a running statement in bounded time", arguments: TestDatabases.engines)
    func cancelRunning(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            for write in [false, true] {
                let running = Gate()
                let body: @Sendable (any SQLConnection) throws -> Int = { connection in
                    running.open()
                    return try connection.query(Self.endless).count
                }
                let task = Task { write ? try await database.write(body) : try await database.read(body) }
                await running.wait()
                let began = ContinuousClock.now
                task.cancel()
                await #expect(throws: DatabaseError(.interrupted, "")) { try await task.value }
                #expect(ContinuousClock.now - began < .seconds(15))
            }
            try await database.write { _ = try $0.execute("CREATE TABLE after (id BIGINT)") }
        }
    }

    @Test("A task that was cancelled before it began does nothing", arguments: TestDatabases.engines)
    func cancelledBefore(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            let gate = Gate()
            let task = Task {
                await gate.wait()
                try await database.write { _ = try $0.execute("CREATE TABLE never (id BIGINT)") }
            }
            task.cancel()
            gate.open()
            await #expect(throws: DatabaseError(.interrupted, "")) { try await task.value }
            await #expect(throws: DatabaseError(.statement, "")) {
                try await database.read { try $0.query("SELECT * FROM never") }
            }
        }
    }

    @Test(
        "A task that waits for its turn can be cancelled, and the others get theirs", arguments: TestDatabases.engines)
    func cancelWaiting(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            try await database.write { _ = try $0.execute("CREATE TABLE t (id BIGINT)") }
            let (running, release) = (Gate(), Gate())
            async let holder: Void = database.write { connection in
                try connection.execute(engine == .sqlite ? "DELETE FROM t" : "LOCK TABLE t")
                running.open()
                release.waitBlocking()
            }
            await running.wait()
            let insert: @Sendable (any SQLConnection) throws -> Int = { try $0.execute("INSERT INTO t VALUES (1)") }
            let cancelled = Task { try await database.write(insert) }
            let patient = Task { try await database.write(insert) }
            cancelled.cancel()
            await #expect(throws: DatabaseError(.interrupted, "")) { try await cancelled.value }
            release.open()
            try await holder
            #expect(try await patient.value == 1)
        }
    }

    @Test("A closed database says so", arguments: TestDatabases.engines)
    func closed(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            await database.close()
            await database.close()
            for write in [false, true] {
                await #expect(throws: DatabaseError(.unavailable, "")) {
                    write ? try await database.write { _ in } : try await database.read { _ in }
                }
            }
        }
    }
}
