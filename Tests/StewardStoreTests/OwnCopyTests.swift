// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("Copies of a store, and what it says of itself", .timeLimit(.minutes(2)))
struct OwnCopyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("copy") }

    @Test("A copy made while others write has whole transactions only")
    func consistent() async throws {
        let database = try await SQLiteDatabase.open(at: folder.path("a.sqlite"))
        try await database.write { connection in
            try connection.execute("CREATE TABLE pair (id BIGINT, side BIGINT, body TEXT)")
            let body = String(repeating: "x", count: 2000)
            for id in 0..<2000 {
                for side in 0..<2 {
                    try connection.execute(
                        "INSERT INTO pair VALUES ($1, $2, $3)", [SQLValue(id), SQLValue(side), SQLValue(body)])
                }
            }
        }
        let writing = Task {
            var id = 2000
            while !Task.isCancelled {
                let next = id
                do {
                    try await database.write { connection in
                        try connection.execute("INSERT INTO pair VALUES ($1, 0, '')", [SQLValue(next)])
                        try connection.execute("INSERT INTO pair VALUES ($1, 1, '')", [SQLValue(next)])
                    }
                } catch {
                    // The copies are made when it is told to stop; the write under way may stop too.
                    guard Task.isCancelled else { throw error }
                }
                id += 1
            }
            return id
        }
        var sizes: [Int64] = []
        for number in 0..<3 {
            let path = folder.path("copy\(number).sqlite")
            try await database.copy(to: path)
            let copy = try await SQLiteDatabase.open(at: path)
            let row = try await copy.read {
                try $0.first("SELECT COUNT(*) AS rows, COUNT(DISTINCT id) AS ids FROM pair")
            }
            let rows = try #require(row)
            #expect(try rows.integer("rows") == 2 * rows.integer("ids"))
            #expect(try await copy.structuralFaults().isEmpty)
            sizes.append(try rows.integer("ids"))
            await copy.close()
        }
        writing.cancel()
        let written = try await writing.value
        #expect(sizes == sizes.sorted() && sizes.allSatisfy { $0 >= 2000 && $0 <= Int64(written) })
        await database.close()
    }

    @Test("A copy never replaces a file, and leaves none where it cannot be written")
    func refusals() async throws {
        let database = try await SQLiteDatabase.open(at: folder.path("a.sqlite"))
        let taken = try folder.write("taken", [1, 2, 3])
        await #expect(throws: DatabaseError(.storage, "")) { try await database.copy(to: taken) }
        #expect(try folder.bytes("taken") == [1, 2, 3])
        await #expect(throws: DatabaseError.self) { try await database.copy(to: folder.path("no/such/folder")) }
        await database.close()
    }

    @Test("A file is in use for as long as a process has it open, idle or not")
    func inUse() async throws {
        let path = folder.path("a.sqlite")
        let first = try await SQLiteDatabase.open(at: path)
        try await first.write { _ = try $0.execute("CREATE TABLE t (id BIGINT)") }
        #expect(try SQLiteFile.isInUse(path))
        await first.close()
        #expect(try !SQLiteFile.isInUse(path))
        let again = try await SQLiteDatabase.open(at: path)
        #expect(try await again.read { try $0.query("SELECT id FROM t") }.isEmpty)
        await again.close()
        #expect(throws: DatabaseError(.storage, "")) { try SQLiteFile.isInUse(folder.path("missing")) }
        let other = try folder.write("text", Array("this is no database, but it is long enough".utf8))
        #expect(throws: DatabaseError(.corrupt, "")) { try SQLiteFile.isInUse(other) }
    }

    @Test("A database tells its version, size, migrations and load", arguments: TestDatabases.engines)
    func facts(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            #expect(try await database.appliedMigrations().isEmpty)
            let migration = Migration("book-0001-pages", ["CREATE TABLE page (id BIGINT NOT NULL PRIMARY KEY)"])
            try await database.migrate([migration])
            let applied = try await database.appliedMigrations()
            #expect(applied.map(\.name) == [migration.name])
            #expect(applied.first?.sha256 == migration.digest)
            let facts = try await database.facts()
            #expect(facts.engine == engine && facts.size > 0)
            #expect(facts.version.first?.isNumber == true)
            switch engine {
            case .sqlite: #expect(facts.now == nil)
            case .postgresql: #expect(abs(try #require(facts.now).timeIntervalSinceNow) < 60)
            }
            let load = try #require(database.load)
            #expect(load.places > 0 && load.waiting == 0)
            let busy = try await database.read { _ in database.load?.busy }
            #expect(busy == 1)
            #expect(try await database.structuralFaults().isEmpty)
        }
    }

    @Test("A damaged database names its damage")
    func damage() async throws {
        let path = folder.path("a.sqlite")
        let database = try await SQLiteDatabase.open(at: path)
        try await database.write { connection in
            try connection.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, body TEXT)")
            for id in 0..<2000 {
                try connection.execute("INSERT INTO t VALUES ($1, $2)", [SQLValue(id), SQLValue("text \(id)")])
            }
        }
        await database.close()
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: 8192 * 3 + 100)
        try file.write(contentsOf: Array(repeating: 0xFF, count: 4000))
        try file.close()
        let broken = try await SQLiteDatabase.open(at: path)
        let faults = (try? await broken.structuralFaults()) ?? ["it cannot even be asked"]
        #expect(!faults.isEmpty)
        await broken.close()
    }

    @Test("Blobs are counted with the bytes of their files, in packs and alone")
    func usage() throws {
        let blobs = BlobStore(folder: folder.path("blobs"))
        #expect(try blobs.usage() == BlobUsage(count: 0, bytes: 0))
        try blobs.put(Array(repeating: 1, count: 1000))
        #expect(try blobs.usage() == BlobUsage(count: 1, bytes: 1000))
        _ = try blobs.putAll((0..<500).map { Array("small \($0)".utf8) })
        let usage = try blobs.usage()
        #expect(usage.count == 501 && usage.bytes > 1000)
        let files = try blobs.files()
        #expect(Set(files).count == files.count && files.contains { $0.hasPrefix("packs/") })
    }

    @Test("A copied file has the bytes and the hash of the first, and is its owner's alone")
    func copies() throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let source = try folder.write("source", bytes)
        let facts = try HashedFile.copy(source, to: folder.path("target"))
        #expect(try folder.bytes("target") == bytes)
        #expect(facts == HashedFile.Facts(size: 1_000_000, sha256: BlobID(hashing: bytes).hex))
        #expect(try HashedFile.facts(of: source) == facts)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("target"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(throws: BlobError(.storage, "")) { try HashedFile.copy(source, to: folder.path("target")) }
        #expect(throws: BlobError(.missing, "")) { try HashedFile.copy(folder.path("none"), to: folder.path("b")) }
        #expect(!FileManager.default.fileExists(atPath: folder.path("b")))
    }

    @Test("A folder's lock is held once, and free again when its holder is gone")
    func lock() throws {
        do {
            let held = try #require(try FolderLock.take(folder.path))
            #expect(try FolderLock.take(folder.path) == nil)
            withExtendedLifetime(held) {}
        }
        #expect(try FolderLock.take(folder.path) != nil)
    }
}
