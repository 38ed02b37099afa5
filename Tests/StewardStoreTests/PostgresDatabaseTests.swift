// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("PostgreSQL", .enabled(if: PostgresServer.isInstalled, "PostgreSQL is not installed"), .timeLimit(.minutes(2)))
struct PostgresDatabaseTests {
    @Test("Every type that a query may answer with is decoded, in text and in binary format")
    func types() async throws {
        let sql = """
            SELECT 1::int2 AS a, 2::int4 AS b, 3::int8 AS c, 1.5::float4 AS d, -2.25::float8 AS e, 'x'::text AS f,
                'y'::varchar AS g, 'z'::name AS h, '\\x00ff'::bytea AS i, true AS j, false AS k, NULL::int8 AS l,
                4::oid AS m, 'Infinity'::float8 AS n
            """
        let wanted: [SQLValue] = [
            1, 2, 3, .real(1.5), .real(-2.25), "x", "y", "z", .bytes([0, 255]), 1, 0, nil, 4, .real(.infinity),
        ]
        try await TestDatabases.withPostgres { database, _ in
            // The first run answers in text, the later ones are prepared and answer in binary.
            let rows = try await database.read { connection in
                try (0..<3).map { _ in try connection.query(sql)[0].values }
            }
            #expect(rows == [wanted, wanted, wanted])
            let sum = try await database.read {
                try $0.query("SELECT SUM(x) AS s, AVG(x) AS a FROM (VALUES (1::int8), (2)) AS v(x)")[0].values
            }
            #expect(sum == [3, .real(1.5)])
        }
    }

    @Test("A prepared statement survives a change of its table")
    func changedTable() async throws {
        try await TestDatabases.withPostgres { database, _ in
            try await database.write { _ = try $0.execute("CREATE TABLE t (a BIGINT)") }
            for _ in 0..<3 { _ = try await database.read { try $0.query("SELECT * FROM t") } }
            try await database.write { _ = try $0.execute("ALTER TABLE t ADD COLUMN b TEXT") }
            try await database.write { _ = try $0.execute("INSERT INTO t VALUES (1, 'x')") }
            let row = try await database.read { try $0.query("SELECT * FROM t")[0].values }
            #expect(row == [1, "x"])
        }
    }

    @Test("More statements than are kept prepared do no harm")
    func manyStatements() async throws {
        try await TestDatabases.withPostgres { database, _ in
            for round in 0..<3 {
                let sum = try await database.read { connection in
                    try (0..<250).reduce(into: Int64(0)) { sum, index in
                        sum += try connection.query("SELECT $1 + \(index) AS n", [SQLValue(round)])[0].integer("n")
                    }
                }
                #expect(sum == Int64(250 * round + 249 * 125))
            }
        }
    }

    @Test("A long result is streamed, and one is dropped half way without reading the rest")
    func streams() async throws {
        struct Enough: Error {}
        try await TestDatabases.withPostgres { database, _ in
            let sum = try await database.read { connection in
                var sum: Int64 = 0
                try connection.forEach("SELECT i FROM generate_series(1, 200000) AS i", []) {
                    sum += try $0.integer("i")
                }
                return sum
            }
            #expect(sum == 20_000_100_000)
            let began = ContinuousClock.now
            await #expect(throws: Enough.self) {
                try await database.read { connection in
                    try connection.forEach("SELECT generate_series(1, 100000000000) AS i", []) { row in
                        if try row.integer("i") == 1_000 { throw Enough() }
                    }
                }
            }
            #expect(ContinuousClock.now - began < .seconds(15))
        }
    }

    @Test("Transactions that contradict each other are tried again until both hold")
    func writeSkew() async throws {
        try await TestDatabases.withPostgres { database, _ in
            try await database.write { connection in
                try connection.execute("CREATE TABLE duty (name TEXT PRIMARY KEY, present BIGINT)")
                try connection.execute("INSERT INTO duty VALUES ('a', 1), ('b', 1)")
            }
            // Each leaves only when the other stays: run one after the other, exactly one leaves.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in ["a", "b"] {
                    group.addTask {
                        try await database.write { connection in
                            let present = try connection.query("SELECT name FROM duty WHERE present = 1").count
                            if present > 1 {
                                try connection.execute("UPDATE duty SET present = 0 WHERE name = $1", [SQLValue(name)])
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let left = try await database.read { try $0.query("SELECT name FROM duty WHERE present = 1").count }
            #expect(left == 1)
        }
    }

    @Test("Two transactions that wait for each other both end")
    func deadlock() async throws {
        try await TestDatabases.withPostgres { database, _ in
            try await database.write { connection in
                try connection.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, n BIGINT)")
                try connection.execute("INSERT INTO t VALUES (1, 0), (2, 0)")
            }
            let (first, second) = (Gate(), Gate())
            @Sendable func change(_ one: Int, _ other: Int, _ mine: Gate, _ theirs: Gate) async throws {
                try await database.write { connection in
                    try connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
                    try connection.execute("UPDATE t SET n = n + 1 WHERE id = $1", [SQLValue(one)])
                    mine.open()
                    theirs.waitBlocking()
                    try connection.execute("UPDATE t SET n = n + 1 WHERE id = $1", [SQLValue(other)])
                }
            }
            async let left: Void = change(1, 2, first, second)
            async let right: Void = change(2, 1, second, first)
            _ = try await (left, right)
            let numbers = try await database.read { try $0.query("SELECT n FROM t").map { try $0.integer("n") } }
            #expect(numbers == [2, 2])
        }
    }

    @Test("More transactions than connections wait their turn; one that waits too long or is cancelled is told")
    func bounded() async throws {
        var limits = PostgresDatabase.Configuration()
        limits.connections = 1
        limits.waitTimeout = .milliseconds(200)
        limits.waiting = 1
        try await TestDatabases.withPostgres(limits) { database, _ in
            let (running, release) = (Gate(), Gate())
            async let holder: Void = database.read { _ in
                running.open()
                release.waitBlocking()
            }
            await running.wait()
            // The second is told the same: one that gave up no longer counts against the bound.
            for _ in 0..<2 {
                let error = await #expect(throws: DatabaseError(.unavailable, "")) { try await database.read { _ in } }
                #expect(error?.message.hasPrefix("No database connection was free") == true)
            }
            let waiting = Task { try await database.read { _ in } }
            waiting.cancel()
            await #expect(throws: DatabaseError(.interrupted, "")) { try await waiting.value }
            release.open()
            try await holder
            try await withThrowingTaskGroup(of: Int64?.self) { group in
                group.addTask { try await database.read { try $0.first("SELECT 1 AS n")?.integer("n") } }
                for try await value in group { #expect(value == 1) }
            }
        }
    }

    @Test("What a notification says arrives on another node, only after the commit")
    func notifications() async throws {
        struct Undo: Error {}
        try await TestDatabases.withPostgres { database, address in
            let other = try await PostgresDatabase.connect(address)
            var heard = other.listen(channel: "jobs \"new\"").makeAsyncIterator()
            #expect(await heard.next() == "")
            try? await database.write { connection in
                try connection.notify(channel: "jobs \"new\"", "undone")
                throw Undo()
            }
            try await database.write { try $0.notify(channel: "jobs \"new\"", "job 7") }
            #expect(await heard.next() == "job 7")
            await other.close()
            #expect(await heard.next() == nil)
        }
    }

    @Test("After the server was restarted the next transactions work, and a listener hears again")
    func restart() async throws {
        let server = try await PostgresServer.start()
        let database = try await PostgresDatabase.connect(server.address())
        var heard = database.listen(channel: "c").makeAsyncIterator()
        #expect(await heard.next() == "")
        try await database.write { _ = try $0.execute("CREATE TABLE t (id BIGINT)") }
        try await server.crash()
        let error = await #expect(throws: DatabaseError(.unavailable, "")) { try await database.read { _ in } }
        #expect(error?.message.contains("cannot be reached") == true)
        try await server.restart()
        try await database.write { _ = try $0.execute("INSERT INTO t VALUES (1)") }
        #expect(await heard.next() == "")
        try await database.write { try $0.notify(channel: "c", "again") }
        #expect(await heard.next() == "again")
        // A connection that breaks inside a transaction: nothing of it happened, and it is not repeated silently.
        await #expect(throws: DatabaseError(.unavailable, "")) {
            try await database.write { connection in
                try connection.execute("INSERT INTO t VALUES (2)")
                server.stop()
                try connection.execute("INSERT INTO t VALUES (3)")
            }
        }
        try await server.restart()
        let ids = try await database.read { try $0.query("SELECT id FROM t").map { try $0.integer("id") } }
        #expect(ids == [1])
        await database.close()
    }
}
