// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardStore
import StewardTestKit
import Testing
@testable import StewardServer

/// The timeline in the data folder, in backups of Steward's own data.
@Suite(.timeLimit(.minutes(2))) struct TimelineBackupTests {
    /// A timeline of many pages in an installation, open as an import has it.
    private func timeline(_ made: MadeElection, rows: Int = 5000) async throws -> SQLiteDatabase {
        let timeline = try await SQLiteDatabase.open(at: made.installation.folder.timeline)
        try await timeline.migrate([Migration("places", ["CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT)"])])
        try await timeline.write { connection in
            for number in 0..<rows {
                try connection.execute("INSERT INTO places (name) VALUES ($1)", [SQLValue("place \(number)")])
            }
        }
        return timeline
    }

    private func count(_ path: String) async throws -> Int64 {
        let timeline = try await SQLiteDatabase.open(at: path)
        let count = try await timeline.read { try $0.first("SELECT COUNT(*) AS n FROM places")?.integer("n") }
        await timeline.close()
        return try #require(count)
    }

    @Test("the timeline is restored as it was at one moment, although an import was writing")
    func whileImporting() async throws {
        try await MadeElection.with { made in
            let open = try await timeline(made)
            let writing = Task {
                while !Task.isCancelled {
                    try await open.write { connection in
                        for _ in 0..<10 { try connection.execute("INSERT INTO places (name) VALUES ('more')") }
                    }
                }
            }
            let path = made.folder.path("backup")
            try await DataBackup(made.installation).write(to: path)
            writing.cancel()
            _ = await writing.result
            await open.close()
            let report = try await BackupFolder(path).check(scratch: made.folder.path("scratch"))
            #expect(report.faults.isEmpty)
            let folder = DataFolder(made.folder.path("restored"))
            _ = try await DataRestore(try BackupFolder(path), into: folder).run()
            let rows = try await count(folder.timeline)
            #expect(rows >= 5000 && rows % 10 == 0)
        }
    }

    @Test("a timeline that was changed in the backup is found by check and refused by restore")
    func changed() async throws {
        try await MadeElection.with { made in
            try await timeline(made).close()
            let path = made.folder.path("backup")
            try await DataBackup(made.installation).write(to: path)
            try change(path + "/timeline.sqlite")
            let backup = try BackupFolder(path)
            let report = try await backup.check(scratch: made.folder.path("scratch"))
            #expect(report.faults == ["timeline.sqlite was changed since the backup."])
            let folder = DataFolder(made.folder.path("restored"))
            await #expect(throws: OwnDataError(.damaged, "")) { try await DataRestore(backup, into: folder).run() }
            #expect(!folder.exists)
        }
    }

    @Test("a timeline that is damaged already is left out and named, and everything else is backed up")
    func damaged() async throws {
        try await MadeElection.with { made in
            try made.folder.write("no-database", Array("This was a database once, and is none any more.".utf8))
            try FileManager.default.copyItem(
                atPath: made.folder.path("no-database"), toPath: made.installation.folder.timeline)
            let path = made.folder.path("backup")
            let manifest = try await DataBackup(made.installation).write(to: path)
            #expect(manifest.damaged == ["timeline.sqlite"])
            #expect(!FileManager.default.fileExists(atPath: path + "/timeline.sqlite"))
            let report = try await BackupFolder(path).check(scratch: made.folder.path("scratch"))
            #expect(report.faults.isEmpty && report.books == 1)
            #expect(report.remarks.contains { $0.contains("1 files were damaged already") })
        }
    }

    /// Turns a bit of a file's middle.
    private func change(_ path: String) throws {
        var data = try Data(contentsOf: URL(filePath: path))
        data[data.count / 2] ^= 1
        try data.write(to: URL(filePath: path))
    }
}
