// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore

/// A backup on disk, opened to be checked or restored.
package struct BackupFolder: Sendable {
    package let path: String
    package let manifest: BackupManifest
    let list: FileList

    /// Reads the manifest and the list of files; the files themselves are not looked at.
    /// - Throws: `OwnDataError`: `notFound`, `damaged`, `tooNew`.
    package init(_ path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path + "/" + BackupManifest.fileName) else {
            throw OwnDataError(
                .notFound,
                "\(path) is no backup: it has no \(BackupManifest.fileName). One that was cut short never gets one.")
        }
        guard let list = FileManager.default.contents(atPath: path + "/" + BackupManifest.listName) else {
            throw OwnDataError(.damaged, "The backup lacks its list \(BackupManifest.listName); take another.")
        }
        manifest = try BackupManifest(parsing: [UInt8](bytes))
        guard BlobID(hashing: [UInt8](list)).hex == manifest.listHash else {
            throw OwnDataError(.damaged, "The backup's list \(BackupManifest.listName) was changed; take another.")
        }
        self.list = try FileList(parsing: String(decoding: list, as: UTF8.self))
        self.path = path
        guard self.list.hashes[FileList.database] != nil else {
            throw OwnDataError(.damaged, "The backup's list names no database; take another.")
        }
    }

    /// What a check found.
    package struct Report: Sendable {
        /// What is wrong, a sentence each; empty when the backup can be trusted.
        package var faults: [String] = []
        /// What a person should know although nothing is wrong.
        package var remarks: [String] = []
        package var files = 0
        package var books = 0
        package var entries: Int64 = 0
    }

    /// Hashes every file, and examines a copy of the database: its structure, every book, and that the books are those
    /// that the manifest names. Nothing in the backup is changed.
    /// - Parameters:
    ///   - scratch: a folder that does not exist, for the copy; removed afterwards.
    ///   - progress: told how many of how many files are hashed.
    /// - Throws: `OwnDataError` with `exists` when the scratch folder is there.
    package func check(
        scratch: String, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Report {
        var report = Report()
        report.faults = try await Blocking.run { hashFaults(progress) }
        report.files = list.hashes.count
        let examined = [FileList.database, FileList.timeline].filter { list.hashes[$0] != nil }
        guard !report.faults.contains(where: { fault in examined.contains { fault.hasPrefix($0) } }) else {
            return report
        }
        guard !FileManager.default.fileExists(atPath: scratch) else {
            throw OwnDataError(.exists, "There is something at \(scratch) already.")
        }
        try HashedFile.makeFolder(scratch)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        for name in examined {
            _ = try await Blocking.run { try HashedFile.copy(path + "/" + name, to: scratch + "/" + name) }
        }
        try await examine(scratch + "/" + FileList.database, keys: Set(manifest.keys), &report)
        try await examine(timeline: scratch + "/" + FileList.timeline, &report)
        return report
    }

    /// Examines a copy of the backup's timeline, where there is one.
    func examine(timeline: String, _ report: inout Report) async throws {
        guard list.hashes[FileList.timeline] != nil else { return }
        let copy = try await SQLiteDatabase.open(at: timeline)
        do { report.faults += try await copy.structuralFaults().map { "The timeline is damaged: \($0)" } } catch {
            await copy.close()
            throw error
        }
        await copy.close()
    }

    private func hashFaults(_ progress: (Int, Int) -> Void) -> [String] {
        var faults: [String] = []
        for (number, name) in list.paths.enumerated() {
            progress(number, list.hashes.count)
            do {
                let facts = try HashedFile.facts(of: path + "/" + name)
                if facts.sha256 != list.hashes[name] { faults.append("\(name) was changed since the backup.") }
            } catch { faults.append("\(name) is missing or cannot be read: \(error)") }
        }
        progress(list.hashes.count, list.hashes.count)
        return faults
    }

    /// Examines a copy of the backup's database, which may be written to.
    /// - Parameter keys: the key files that will be beside it.
    func examine(_ database: String, keys: Set<String>, _ report: inout Report) async throws {
        let copy = try await SQLiteDatabase.open(at: database)
        do {
            let ran = try await copy.appliedMigrations().map(\.name)
            let unknown = ran.filter { name in !Installation.migrations.contains { $0.name == name } }
            if let newer = unknown.first {
                report.faults.append("A newer Steward made the backup (it has \(newer)); use that or a newer one.")
            }
            report.faults += try await copy.structuralFaults().map { "The database is damaged: \($0)" }
            let ledger = Ledger(database: copy, clock: SystemClock())
            try await examine(ledger, &report)
            try await remark(on: copy, keys, &report)
        } catch {
            await copy.close()
            throw error
        }
        await copy.close()
    }

    private func examine(_ ledger: Ledger, _ report: inout Report) async throws {
        for book in try await ledger.books() {
            let found = try await ledger.verify(book.id)
            report.books += 1
            report.entries += found.entries
            report.faults += found.problems.map { "The book \(book.id): \($0)" }
        }
        for known in manifest.books where known.size > 0 {
            let last = try await ledger.entries(in: BookID(known.id), from: known.size - 1, limit: 1).first
            if last.map({ Hexadecimal.text($0.hash) }) != known.head {
                report.faults.append("The book \(known.id) is not the one that was backed up.")
            }
        }
    }

    private func remark(on database: SQLiteDatabase, _ keys: Set<String>, _ report: inout Report) async throws {
        if !manifest.damaged.isEmpty {
            report.remarks.append(
                "\(manifest.damaged.count) files were damaged already when the backup was made and are not in it; "
                    + "\(BackupManifest.fileName) names them.")
        }
        let counts = try await database.read { connection in
            try ["vault_secrets", "ledger_checkpoint"].map { table -> Int64 in
                let exists = try connection.first("SELECT 1 AS one FROM sqlite_master WHERE name = '\(table)'") != nil
                guard exists else { return 0 }
                return try connection.first("SELECT COUNT(*) AS count FROM \(table)")?.integer("count") ?? 0
            }
        }
        if counts[0] > 0, !keys.contains(FileList.secretsKey) {
            report.remarks.append(
                "The \(counts[0]) stored secrets need the key keys/secrets.key, which is not here; put it there, or "
                    + "enter them again."
            )
        }
        if counts[1] > 0, !keys.contains(FileList.signingKey) {
            report.remarks.append(
                "The books are signed with the key keys/ledger.key, which is not here; put it there before the first "
                    + "start, or a new key signs from then on.")
        }
    }
}
