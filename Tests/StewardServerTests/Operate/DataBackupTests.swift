// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Testing
@testable import StewardServer

/// Backups of Steward's own data, and what is made of them again.
@Suite(.timeLimit(.minutes(2))) struct DataBackupTests {
    private let files = FileManager.default

    /// A backup of the made election, and the folder that holds it.
    private func backup(_ made: MadeElection, keys: Bool = false) async throws -> String {
        let target = made.folder.path("backup")
        try await DataBackup(made.installation, includesKeys: keys).write(to: target)
        return target
    }

    @Test("what is restored has every book, job and blob, and verifies", arguments: [false, true])
    func roundTrip(keys: Bool) async throws {
        try await MadeElection.with { made in
            try await made.installation.secrets.put(Secret("canary"), named: "a", by: "tester")
            _ = try await made.installation.jobs.enqueue(.init(kind: "tally.check"))
            let path = try await backup(made, keys: keys)
            let folder = DataFolder(made.folder.path("restored"))
            let result = try await DataRestore(try BackupFolder(path), into: folder).run()
            #expect(result.report.faults.isEmpty && result.movedAside == nil)
            #expect(result.report.remarks.count == (keys ? 0 : 2))
            let books = try await made.installation.ledger.books()
            let blobs = try made.installation.blobs.all()
            try await Installation.with(folder, server: nil) { restored in
                #expect(try await restored.ledger.books() == books)
                #expect(try await restored.jobs.list().items.count == 1)
                #expect(try restored.blobs.all() == blobs && !blobs.isEmpty)
                for blob in blobs { try restored.blobs.verify(blob) }
                if keys {
                    #expect(try await restored.ledger.verify(books[0].id).isSound)
                    #expect(try await restored.secrets.secret(named: "a")?.reveal() == "canary")
                } else {
                    await #expect(throws: VaultError(.keyMissing, "")) {
                        try await restored.secrets.secret(named: "a")
                    }
                }
            }
        }
    }

    @Test("the keys are left out unless asked for, and the backup says so")
    func keysAreLeftOut() async throws {
        try await MadeElection.with { made in
            let path = try await backup(made)
            #expect(!files.fileExists(atPath: path + "/keys"))
            #expect(try BackupFolder(path).manifest.keys.isEmpty)
            let readme = try String(contentsOfFile: path + "/README.txt", encoding: .utf8)
            #expect(readme.contains("NOT in it"))
            let other = made.folder.path("with-keys")
            let manifest = try await DataBackup(made.installation, includesKeys: true).write(to: other)
            #expect(manifest.keys == ["keys/ledger.key"])
            #expect(try !String(contentsOfFile: other + "/README.txt", encoding: .utf8).contains("NOT in it"))
        }
    }

    @Test("keys that were kept apart are put back with --keys")
    func keysApart() async throws {
        try await MadeElection.with { made in
            let path = try await backup(made)
            let folder = DataFolder(made.folder.path("restored"))
            let keys = made.installation.folder.path + "/keys"
            let result = try await DataRestore(try BackupFolder(path), into: folder, keys: keys).run()
            #expect(result.report.remarks.isEmpty)
            try await Installation.with(folder, server: nil) { restored in
                for book in try await restored.ledger.books() {
                    #expect(try await restored.ledger.verify(book.id).isProven)
                }
            }
        }
    }

    @Test("whoever may read the machine's files may not read a backup")
    func rights() async throws {
        try await MadeElection.with { made in
            let path = try await backup(made, keys: true)
            for name in [""] + (files.subpaths(atPath: path) ?? []) {
                let mode = try files.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int
                #expect((mode ?? 0o777) & 0o077 == 0, "\(name)")
            }
        }
    }

    @Test("a running installation and one that is there are refused, and with --replace moved aside")
    func refusals() async throws {
        try await MadeElection.with { made in
            let backup = try BackupFolder(try await backup(made))
            let running = DataRestore(backup, into: made.installation.folder, replaces: true)
            await #expect(throws: OwnDataError(.inUse, "")) { try await running.run() }
            let folder = DataFolder(made.folder.path("other"))
            try await Installation.with(folder, server: nil) { _ in }
            await #expect(throws: OwnDataError(.exists, "")) { try await DataRestore(backup, into: folder).run() }
            let result = try await DataRestore(backup, into: folder, replaces: true).run()
            let aside = try #require(result.movedAside)
            #expect(DataFolder(aside).hasDatabase && folder.hasDatabase)
            let again = try await DataRestore(backup, into: folder, replaces: true).run()
            #expect(again.movedAside != nil && again.movedAside != aside)
            #expect(!files.fileExists(atPath: folder.path + ".restoring"))
            #expect(!files.fileExists(atPath: folder.path + "/lock"))
        }
    }

    /// What can happen to a backup, and a word that the complaint must have.
    private static let damages: [(name: String, change: @Sendable (String) throws -> Void)] = [
        ("database.sqlite", { try change($0 + "/database.sqlite") }),
        (
            "blobs/",
            { path in
                let list = try FileList(
                    parsing: try String(contentsOfFile: path + "/files.sha256", encoding: .utf8))
                let blob = try #require(list.paths.first { $0.hasPrefix("blobs/") })
                try change(path + "/" + blob)
            }
        ),
        ("files.sha256", { try change($0 + "/files.sha256") }),
        ("manifest.json", { try FileManager.default.removeItem(atPath: $0 + "/manifest.json") }),
    ]

    /// Turns a bit of a file's middle.
    private static func change(_ path: String) throws {
        var data = try Data(contentsOf: URL(filePath: path))
        data[data.count / 2] ^= 1
        try data.write(to: URL(filePath: path))
    }

    @Test("a backup that was changed is found by check and refused by restore", arguments: damages.indices)
    func damaged(_ place: Int) async throws {
        let damage = Self.damages[place]
        try await MadeElection.with { made in
            let path = try await backup(made)
            let sound = try await BackupFolder(path).check(scratch: made.folder.path("scratch"))
            #expect(sound.faults.isEmpty && sound.books == 1 && sound.entries > 0)
            #expect(!files.fileExists(atPath: made.folder.path("scratch")))
            try damage.change(path)
            let folder = DataFolder(made.folder.path("restored"))
            do {
                let backup = try BackupFolder(path)
                let report = try await backup.check(scratch: made.folder.path("scratch"))
                #expect(report.faults.contains { $0.contains(damage.name) })
                await #expect(throws: OwnDataError(.damaged, "")) { try await DataRestore(backup, into: folder).run() }
            } catch let error as OwnDataError {
                #expect(error.description.contains(damage.name))
            }
            #expect(!folder.exists && !files.fileExists(atPath: folder.path + ".restoring"))
        }
    }

    @Test("a list that names files elsewhere is refused")
    func hostileList() {
        let hash = String(repeating: "a", count: 64)
        for path in ["../x", "/etc/passwd", "blobs/../../x", "keys/other", "blobs/aa/bb", "database.sqlite/x", ""] {
            #expect(throws: OwnDataError(.damaged, "")) { try FileList(parsing: "\(hash)  \(path)\n") }
        }
        #expect(throws: OwnDataError(.damaged, "")) { try FileList(parsing: "aa  database.sqlite\n") }
        #expect((try? FileList(parsing: "\(hash)  blobs/aa/\(hash)\n"))?.paths.count == 1)
    }

    @Test("a blob that is damaged already is left out and named")
    func damagedBlob() async throws {
        try await MadeElection.with { made in
            let blob = try made.installation.blobs.put(Array(repeating: 7, count: 100_000))
            let place = try #require(made.installation.blobs.place(of: blob))
            try #require(place.offset == 0)
            try Self.change(place.path)
            let manifest = try await DataBackup(made.installation).write(to: made.folder.path("backup"))
            #expect(manifest.damaged.count == 1 && manifest.damaged[0].hasSuffix(blob.hex))
            let report = try await BackupFolder(made.folder.path("backup")).check(scratch: made.folder.path("scratch"))
            #expect(report.faults.isEmpty && report.remarks.contains { $0.contains("1 files were damaged already") })
        }
    }

    @Test("a folder that exists is not written into, and what a killed backup left is replaced")
    func targets() async throws {
        try await MadeElection.with { made in
            let taken = made.folder.path("taken")
            try files.createDirectory(atPath: taken, withIntermediateDirectories: true)
            await #expect(throws: OwnDataError(.exists, "")) {
                try await DataBackup(made.installation).write(to: taken)
            }
            let target = made.folder.path("backup")
            try made.folder.write("backup.partial/database.sqlite", [1])
            let lock = try FolderLock.take(target + ".partial")
            await #expect(throws: OwnDataError(.inUse, "")) {
                try await DataBackup(made.installation).write(to: target)
            }
            withExtendedLifetime(lock) {}
        }
        try await MadeElection.with { made in
            try made.folder.write("backup.partial/database.sqlite", [1])
            #expect(throws: OwnDataError(.notFound, "")) { try BackupFolder(made.folder.path("backup.partial")) }
            try await DataBackup(made.installation).write(to: made.folder.path("backup"))
            #expect(!files.fileExists(atPath: made.folder.path("backup.partial")))
        }
    }

    @Test("entries that are added while a backup runs are whole in it or not at all")
    func whileWriting() async throws {
        try await MadeElection.with { made in
            let ledger = made.installation.ledger
            let writing = Task {
                while !Task.isCancelled {
                    try await ledger.append(
                        EntryDraft(kind: "test.added", actor: "tester", payload: ["a": 1]), to: "notes:made")
                }
            }
            let path = try await backup(made)
            writing.cancel()
            _ = await writing.result
            let report = try await BackupFolder(path).check(scratch: made.folder.path("scratch"))
            #expect(report.faults.isEmpty)
        }
    }

    @Test(
        "PostgreSQL is refused with what to do instead",
        .enabled(if: PostgresServer.isInstalled, "PostgreSQL is not installed."))
    func postgres() async throws {
        let address = try await TestDatabases.emptyPostgres()
        let temporary = try TemporaryFolder("backup")
        try await Installation.with(DataFolder(temporary.path("data")), server: address) { installation in
            let error = await #expect(throws: OwnDataError(.unsupported, "")) {
                try await DataBackup(installation).write(to: temporary.path("backup"))
            }
            #expect(error?.description.contains("pg_dump") == true)
            #expect(!files.fileExists(atPath: temporary.path("backup.partial")))
        }
    }
}
