// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("Writes that SQLite holds together", .timeLimit(.minutes(2)))
struct HeldWritesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("held") }

    private func open(_ name: String = "a", hold: Duration = .seconds(3_600)) async throws -> SQLiteDatabase {
        if !FileManager.default.fileExists(atPath: folder.path(name)) {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        var configuration = SQLiteDatabase.Configuration()
        // Whatever ends it, it is not time passing on a machine that is slow today.
        configuration.longestHold = hold
        return try await SQLiteDatabase.open(at: folder.path("\(name)/held.sqlite"), configuration: configuration)
    }

    private func filled(hold: Duration = .seconds(3_600)) async throws -> SQLiteDatabase {
        let database = try await open(hold: hold)
        try await database.write { _ = try $0.execute("CREATE TABLE t (n BIGINT PRIMARY KEY, body TEXT)") }
        return database
    }

    private func put(_ numbers: Range<Int64>, in database: SQLiteDatabase, _ body: String = "x") async throws {
        for number in numbers {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                database.write { connection in
                    try connection.execute("INSERT INTO t VALUES ($1, $2)", forEach: [[.integer(number), .text(body)]])
                } then: { result in
                    continuation.resume(with: result)
                }
            }
        }
    }

    private func numbers(_ database: SQLiteDatabase) async throws -> [Int64] {
        try await database.read { try $0.query("SELECT n FROM t ORDER BY n").map { try $0.integer("n") } }
    }

    /// What a machine that lost its power at this moment would find.
    private func crash(_ name: String) throws {
        try? FileManager.default.removeItem(atPath: folder.path(name))
        try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        for file in ["held.sqlite", "held.sqlite-wal", "held.sqlite-redo"] {
            let (from, to) = (folder.path("a/\(file)"), folder.path("\(name)/\(file)"))
            if FileManager.default.fileExists(atPath: from) {
                try FileManager.default.copyItem(atPath: from, toPath: to)
            }
        }
    }

    @Test("What was promised is there after a crash, though the database's own file has not got it yet")
    func crashed() async throws {
        let database = try await filled()
        try await put(0..<40, in: database)
        try crash("b")
        try FileManager.default.removeItem(atPath: folder.path("b/held.sqlite-redo"))
        let without = try await open("b")
        #expect(try await numbers(without).count < 40, "nothing was held, so that this test shows nothing")
        await without.close()
        try crash("b")
        let found = try await open("b")
        #expect(try await numbers(found) == Array(0..<40))
        try await put(40..<50, in: found)
        await found.close()
        let again = try await open("b")
        #expect(try await numbers(again) == Array(0..<50))
        await again.close()
        await database.close()
    }

    @Test("A record that was cut short or changed is not done, and those before it are", arguments: [-1, -40, -70])
    func torn(place: Int) async throws {
        let database = try await filled()
        try await put(0..<40, in: database)
        try crash("b")
        var bytes = try folder.bytes("b/held.sqlite-redo")
        let end = try #require(bytes.lastIndex { $0 != 0 })
        bytes[end + 1 + place] ^= 0x40
        try folder.write("b/held.sqlite-redo", bytes)
        let found = try await open("b")
        #expect(try await numbers(found) == Array(0..<39))
        await found.close()
        await database.close()
    }

    @Test("A log of another database, or of an earlier state, is not done again")
    func foreign() async throws {
        let database = try await filled()
        try await put(0..<40, in: database)
        try crash("b")
        _ = try await numbers(database)
        try crash("c")
        try FileManager.default.removeItem(atPath: folder.path("c/held.sqlite-redo"))
        try FileManager.default.copyItem(
            atPath: folder.path("b/held.sqlite-redo"), toPath: folder.path("c/held.sqlite-redo"))
        let found = try await open("c")
        #expect(try await numbers(found) == Array(0..<40))
        await found.close()
        let other = try await open("d")
        try await other.write { _ = try $0.execute("CREATE TABLE t (n BIGINT PRIMARY KEY, body TEXT)") }
        await other.close()
        try FileManager.default.removeItem(atPath: folder.path("d/held.sqlite-redo"))
        try FileManager.default.copyItem(
            atPath: folder.path("b/held.sqlite-redo"), toPath: folder.path("d/held.sqlite-redo"))
        let empty = try await open("d")
        #expect(try await numbers(empty).isEmpty)
        await empty.close()
        await database.close()
    }

    @Test("Who reads sees everything that was promised, and so does a copy")
    func reading() async throws {
        let database = try await filled()
        for round in Int64(0)..<20 {
            try await put(round * 10..<round * 10 + 10, in: database)
            #expect(try await numbers(database).count == Int(round) * 10 + 10)
        }
        try await put(200..<240, in: database)
        try await database.copy(to: folder.path("copy.sqlite"))
        let copy = try await SQLiteDatabase.open(at: folder.path("copy.sqlite"))
        #expect(try await numbers(copy) == Array(0..<240))
        await copy.close()
        await database.close()
    }

    @Test("A write that fails takes nothing of those before it along")
    func failing() async throws {
        let database = try await filled()
        try await put(0..<30, in: database)
        await #expect(throws: DatabaseError(.constraint, "")) { try await put(29..<30, in: database) }
        try await put(30..<40, in: database)
        try crash("b")
        #expect(try await numbers(database) == Array(0..<40))
        let found = try await open("b")
        #expect(try await numbers(found) == Array(0..<40))
        await found.close()
        await database.close()
    }

    @Test("When the disk is full, what was promised before stays, and it is said")
    func full() async throws {
        let database = try await filled()
        try await put(0..<30, in: database)
        try await database.write { _ = try $0.query("PRAGMA max_page_count = 12") }
        try await put(30..<40, in: database)
        let error = await #expect(throws: DatabaseError(.storage, "")) {
            try await put(40..<90, in: database, String(repeating: "y", count: 3_000))
        }
        #expect(error?.message.contains("is full") == true)
        let kept = try await numbers(database)
        #expect(kept.starts(with: 0..<40))
        try await database.write { _ = try $0.query("PRAGMA max_page_count = 100000") }
        try await put(100..<110, in: database)
        #expect(try await numbers(database) == kept + Array(100..<110))
        await database.close()
    }

    @Test("What is too long for the log, or no plain statement, is in the database at once")
    func large() async throws {
        let database = try await filled()
        try await put(0..<10, in: database)
        try await put(10..<14, in: database, String(repeating: "z", count: 5 << 20))
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            database.write { connection in
                _ = try connection.query("INSERT INTO t VALUES (14, 'q') RETURNING n")
            } then: {
                continuation.resume(with: $0)
            }
        }
        try crash("b")
        try FileManager.default.removeItem(atPath: folder.path("b/held.sqlite-redo"))
        let found = try await open("b")
        #expect(try await numbers(found) == Array(0..<15))
        await found.close()
        await database.close()
    }

    @Test("Two that write to one file at once both come through, and lose nothing")
    func sharing() async throws {
        let (one, two) = (try await filled(hold: .milliseconds(100)), try await open(hold: .milliseconds(100)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await put(0..<500, in: one) }
            group.addTask { try await put(10_000..<10_500, in: two) }
            group.addTask {
                for number in Int64(20_000)..<20_020 {
                    try await two.write { _ = try $0.execute("INSERT INTO t VALUES ($1, 'w')", [.integer(number)]) }
                }
            }
            try await group.waitForAll()
        }
        try crash("b")
        // What one holds, the other misses until it is in the database.
        _ = try await numbers(two)
        let all = Array(0..<500) + Array(10_000..<10_500) + Array(20_000..<20_020)
        #expect(try await numbers(one) == all.map(Int64.init))
        let found = try await open("b")
        #expect(try await numbers(found) == all.map(Int64.init))
        await found.close()
        await two.close()
        await one.close()
    }

    @Test("Whatever was written how, a crash loses nothing that was promised", arguments: [1, 2, 3])
    func histories(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let database = try await filled()
        var promised: [Int64] = []
        for step in Int64(0)..<400 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0: #expect(try await numbers(database) == promised)
            case 1:
                try await database.write { _ = try $0.execute("INSERT INTO t VALUES ($1, 'o')", [.integer(step)]) }
                promised.append(step)
            case 2:
                if let last = promised.last {
                    await #expect(throws: DatabaseError.self) { try await put(last..<last + 1, in: database) }
                }
            case 3:
                try crash("b")
                let found = try await open("b")
                #expect(try await numbers(found) == promised)
                await found.close()
            default:
                try await put(step..<step + 1, in: database)
                promised.append(step)
            }
        }
        await database.close()
    }

    @Test("A record is read as it was written, and what is no record is none")
    func records() {
        var record = RedoRecord()
        record.add("INSERT INTO t VALUES ($1, $2)", [[.null, .integer(.min)], [.real(-0.5), .text("é\u{0}ü")]])
        record.add("", [])
        record.add("x", [[], [.bytes([]), .bytes([0, 255]), .text("")]])
        let bytes = record.bytes
        #expect(RedoRecord(bytes[...]) == record)
        for end in 0..<bytes.count where RedoRecord(bytes[..<end]) != nil {
            // Cut between two statements, it is a shorter record; a checksum stands over the whole.
            #expect(RedoRecord(bytes[..<end])?.statements.count ?? 0 < record.statements.count)
        }
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            var broken = bytes
            for _ in 0..<3 {
                broken[Int.random(in: 0..<broken.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            _ = RedoRecord(broken[...])
        }
    }
}
