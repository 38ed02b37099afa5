// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("SQLite", .timeLimit(.minutes(1)))
struct SQLiteDatabaseTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("sqlite") }

    private func open(_ name: String = "a.sqlite", busy: Duration = .seconds(10)) async throws -> SQLiteDatabase {
        var configuration = SQLiteDatabase.Configuration()
        configuration.busyTimeout = busy
        return try await SQLiteDatabase.open(at: folder.path(name), configuration: configuration)
    }

    @Test("A commit is flushed to the write-ahead log, and foreign keys hold")
    func settings() async throws {
        let database = try await open()
        let values = try await database.write { connection in
            try ["synchronous", "journal_mode", "foreign_keys"].map {
                try connection.query("PRAGMA \($0)")[0].values[0]
            }
        }
        #expect(values == [2, "wal", 1])
        await database.close()
    }

    @Test("A full disk is said to be full, and the transaction is undone")
    func diskFull() async throws {
        let database = try await open()
        try await database.write { _ = try $0.execute("CREATE TABLE t (body BYTEA)") }
        let error = await #expect(throws: DatabaseError(.storage, "")) {
            try await database.write { connection in
                _ = try connection.query("PRAGMA max_page_count = 20")
                for _ in 0..<100 {
                    try connection.execute("INSERT INTO t VALUES ($1)", [.bytes(Array(repeating: 1, count: 4_096))])
                }
            }
        }
        #expect(error?.message.contains("is full") == true)
        let count = try await database.read { try $0.first("SELECT COUNT(*) AS n FROM t")?.integer("n") }
        #expect(count == 0)
        await database.close()
    }

    @Test("A missing folder, a file that is no database and a damaged database are one sentence each")
    func unusable() async throws {
        await #expect(throws: DatabaseError(.storage, "")) { try await open("missing/a.sqlite") }
        await #expect(throws: DatabaseError(.storage, "")) { try await SQLiteDatabase.open(at: "/proc/a.sqlite") }
        try folder.write("text.sqlite", Array(repeating: UInt8(ascii: "x"), count: 5_000))
        let error = await #expect(throws: DatabaseError(.corrupt, "")) { try await open("text.sqlite") }
        #expect(error?.message.contains(folder.path("text.sqlite")) == true)
        let database = try await open("damaged.sqlite")
        try await database.write { connection in
            try connection.execute("CREATE TABLE t (id BIGINT, body TEXT)")
            for id in 0..<2_000 {
                try connection.execute(
                    "INSERT INTO t VALUES ($1, $2)", [SQLValue(id), "some text to fill a few pages"])
            }
        }
        await database.close()
        var bytes = try folder.bytes("damaged.sqlite")
        for place in 8_192..<bytes.count { bytes[place] = 0xA5 }
        try folder.write("damaged.sqlite", bytes)
        await #expect(throws: DatabaseError(.corrupt, "")) {
            let database = try await open("damaged.sqlite")
            _ = try await database.read { try $0.query("SELECT * FROM t") }
        }
    }

    @Test("A read-only folder is a storage error", .enabled(if: getuid() != 0, "root may write everywhere"))
    func readOnlyFolder() async throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
        await #expect(throws: DatabaseError(.storage, "")) { try await open() }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    }

    @Test("Several processes may make the same new file at once", arguments: 0..<5)
    func openTogether(round: Int) async throws {
        try await withThrowingTaskGroup(of: SQLiteDatabase.self) { group in
            for _ in 0..<6 { group.addTask { try await open() } }
            for try await database in group {
                try await database.write { _ = try $0.execute("CREATE TABLE IF NOT EXISTS t (id BIGINT)") }
                await database.close()
            }
        }
    }

    @Test("A write waits for another process's write, and gives up with a conflict")
    func busy() async throws {
        let (one, two) = (try await open(), try await open(busy: .milliseconds(150)))
        let (holding, release) = (Gate(), Gate())
        async let first: Void = one.write { connection in
            try connection.execute("CREATE TABLE t (id BIGINT)")
            holding.open()
            release.waitBlocking()
        }
        await holding.wait()
        await #expect(throws: DatabaseError(.conflict, "")) {
            try await two.write { _ = try $0.execute("CREATE TABLE u (id BIGINT)") }
        }
        let waiting = Task { try await two.write { _ = try $0.execute("CREATE TABLE v (id BIGINT)") } }
        waiting.cancel()
        await #expect(throws: DatabaseError(.interrupted, "")) { try await waiting.value }
        release.open()
        try await first
        await one.close()
        await two.close()
    }
}
