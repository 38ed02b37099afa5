// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Testing
@testable import StewardServer

/// Databases of earlier versions, opened by this one.
@Suite struct SchemaUpgradeTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "earlier-data").path

    static let files: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: fixtures)) ?? []
        return names.filter { $0.hasSuffix(".sql") }.sorted()
    }()

    /// Makes the database of a fixture in a new data folder, and counts the rows of each table.
    private static func make(_ file: String, in folder: DataFolder) async throws -> [String: Int64] {
        let text = try String(contentsOfFile: fixtures + "/" + file, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("-- ") }
        let statements = lines.joined(separator: "\n").components(separatedBy: ";\n").filter { !$0.isEmpty }
        try folder.prepare()
        let database = try await SQLiteDatabase.open(at: folder.database)
        let rows = try await database.write { connection in
            _ = try connection.query("PRAGMA defer_foreign_keys = ON")
            for statement in statements { try connection.execute(statement) }
            return try rowCounts(connection)
        }
        await database.close()
        return rows
    }

    private static func rowCounts(_ connection: any SQLConnection) throws -> [String: Int64] {
        let tables = try connection.query("SELECT name FROM sqlite_master WHERE type = 'table'").map {
            try $0.text("name")
        }
        var counts: [String: Int64] = [:]
        for table in tables {
            counts[table] = try connection.first("SELECT COUNT(*) AS count FROM \(table)")?.integer("count")
        }
        return counts
    }

    @Test("there is a database of every earlier shape")
    func complete() {
        #expect(
            Self.files == [
                "schema-04.sql", "schema-05.sql", "schema-10.sql", "schema-11.sql", "schema-12.sql", "schema-16.sql",
                "schema-19.sql",
            ])
    }

    @Test("opening upgrades an earlier database: nothing is lost, and its books still verify", arguments: files)
    func upgrade(file: String) async throws {
        let temporary = try TemporaryFolder("upgrade")
        let folder = DataFolder(temporary.path("data"))
        let before = try await Self.make(file, in: folder)
        try await Installation.with(folder, server: nil) { installation in
            let applied = try await installation.database.appliedMigrations().map(\.name)
            #expect(Set(applied) == Set(Installation.migrations.map(\.name)))
            #expect(try await installation.database.structuralFaults().isEmpty)
            let after = try await installation.database.read { try Self.rowCounts($0) }
            for (table, count) in before where table != "steward_migrations" {
                #expect(after[table] == count, "\(table)")
            }
            let books = try await installation.ledger.books()
            #expect(!books.isEmpty)
            for book in books {
                let trusted = try await Self.signer(of: book.id, installation)
                let report = try await Ledger(database: installation.database, clock: SystemClock())
                    .verify(book.id, trustedKey: trusted)
                #expect(report.problems.isEmpty, "\(book.id)")
                #expect(report.entries == book.size)
                #expect(report.isProven == (trusted != nil))
            }
        }
        // A second opening finds nothing to do.
        try await Installation.with(folder, server: nil) { installation in
            let jobs = try await installation.jobs.list().items.count
            #expect(jobs == before["jobs"].map(Int.init))
        }
    }

    @Test("a backup of an earlier database is made and restored without upgrading it", arguments: files)
    func backup(file: String) async throws {
        let temporary = try TemporaryFolder("upgrade")
        let folder = DataFolder(temporary.path("data"))
        let before = try await Self.make(file, in: folder)
        try await Installation.with(folder, server: nil, upgrades: false) { installation in
            try await DataBackup(installation).write(to: temporary.path("backup"))
            let found = try await Doctor(folder, environment: [:]).database(installation)
            #expect(found.first { $0.name == "schema" }?.verdict == .warning)
        }
        let backup = try BackupFolder(temporary.path("backup"))
        #expect(Int64(backup.manifest.migrations.count) == before["steward_migrations"])
        let restored = DataFolder(temporary.path("restored"))
        _ = try await DataRestore(backup, into: restored).run()
        try await Installation.with(restored, server: nil) { installation in
            let applied = try await installation.database.appliedMigrations().count
            #expect(applied == Installation.migrations.count)
        }
    }

    @Test("an upgraded database takes new entries, jobs and connections", arguments: files)
    func goesOn(file: String) async throws {
        let temporary = try TemporaryFolder("upgrade")
        let folder = DataFolder(temporary.path("data"))
        _ = try await Self.make(file, in: folder)
        try await Installation.with(folder, server: nil) { installation in
            let book = try #require(try await installation.ledger.books().first)
            let draft = EntryDraft(kind: "test.added", actor: "tester", payload: ["added": true])
            #expect(try await installation.ledger.append(draft, to: book.id).sequence == book.size)
            _ = try await installation.jobs.enqueue(.init(kind: "tally.check"))
            try await installation.connections.save(
                "hook", integration: "Webhook", settings: ["address": "https://hooks.example.org/x"], by: "tester")
            let ledger = Ledger(database: installation.database, clock: SystemClock())
            #expect(try await ledger.verify(book.id).problems.isEmpty)
        }
    }

    @Test("a database of a newer version is refused by the name of what it has more")
    func newer() async throws {
        let temporary = try TemporaryFolder("upgrade")
        let folder = DataFolder(temporary.path("data"))
        try await Installation.with(folder, server: nil) { _ in }
        let database = try await SQLiteDatabase.open(at: folder.database)
        let known = Installation.migrations.filter { $0.name.hasPrefix("settings-") }
        try await database.migrate(known + [Migration("settings-9999-later", ["CREATE TABLE later (id TEXT)"])])
        await database.close()
        let error = await #expect(throws: DatabaseError(.migration, "")) {
            try await Installation.with(folder, server: nil) { _ in }
        }
        #expect(error?.message.contains("settings-9999-later") == true)
    }

    /// The public key whose signature the last checkpoint has; kept in its row.
    private static func signer(of book: BookID, _ installation: Installation) async throws -> NoteVerifier? {
        try await installation.database.read { connection in
            try connection.first(
                "SELECT signer FROM ledger_checkpoint WHERE book = $1 ORDER BY size DESC LIMIT 1", [SQLValue(book.name)]
            ).map { try NoteVerifier(parsing: $0.text("signer")) }
        }
    }
}
