// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore

/// A backup of Steward's own data: the database and the timeline in the data folder, each as it is at one moment, the
/// blobs, a list of hashes, and on request the keys. Made while Steward runs.
///
/// Everything goes into a folder named `….partial` first, and gets its name when it is whole and on disk. Whoever cuts
/// it short leaves no folder of the wanted name, and none with a manifest.
package struct DataBackup: Sendable {
    private let installation: Installation
    private let includesKeys: Bool

    /// Prepares a backup; nothing is read yet.
    /// - Parameter includesKeys: whether the key files are put in: then whoever has the backup has the stored
    ///   credentials too, and can sign in this installation's name.
    package init(_ installation: Installation, includesKeys: Bool = false) {
        self.installation = installation
        self.includesKeys = includesKeys
    }

    /// Makes the backup in a new folder.
    /// - Parameter progress: told how many of how many files are copied.
    /// - Throws: `OwnDataError`: `exists`, `inUse` when another backup goes there, `unsupported` for PostgreSQL;
    ///   `DatabaseError`, `BlobError`.
    @discardableResult
    package func write(
        to target: String, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> BackupManifest {
        guard installation.database is SQLiteDatabase else { throw Self.postgres(installation.folder) }
        let partial = target + ".partial"
        let lock = try Self.begin(target, partial)
        do {
            let manifest = try await fill(partial, progress)
            try FileManager.default.removeItem(atPath: partial + "/" + FolderLock.fileName)
            try HashedFile.rename(partial, to: target)
            withExtendedLifetime(lock) {}
            await BackupRecord.note(manifest.madeAt, installation)
            return manifest
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
    }

    private static func postgres(_ folder: DataFolder) -> OwnDataError {
        OwnDataError(
            .unsupported,
            "This installation's database is PostgreSQL: copy it with pg_dump --format=custom first, then "
                + "\(folder.path)/blobs with any copying program; docs/operations.md has the commands.")
    }

    /// Makes the folder to fill; one that a killed program left is removed.
    private static func begin(_ target: String, _ partial: String) throws -> FolderLock {
        let files = FileManager.default
        guard !files.fileExists(atPath: target) else {
            throw OwnDataError(.exists, "There is something at \(target) already; name a folder that does not exist.")
        }
        if files.fileExists(atPath: partial) {
            guard try FolderLock.take(partial) != nil else { throw busy(partial) }
            try files.removeItem(atPath: partial)
        }
        try HashedFile.makeFolder(partial)
        guard let lock = try FolderLock.take(partial) else { throw busy(partial) }
        return lock
    }

    private static func busy(_ partial: String) -> OwnDataError {
        OwnDataError(.inUse, "Another program is writing a backup into \(partial); wait for it.")
    }

    private func fill(_ partial: String, _ progress: @escaping @Sendable (Int, Int) -> Void) async throws
        -> BackupManifest
    {
        guard let database = installation.database as? SQLiteDatabase else { throw Self.postgres(installation.folder) }
        // The books first, then the database, then the blobs: entries name blobs that were kept before them, and
        // neither goes away again.
        let books = try await installation.ledger.books()
        let migrations = try await database.appliedMigrations()
        try await database.copy(to: partial + "/" + FileList.database)
        let timeline = try await copyTimeline(to: partial + "/" + FileList.timeline)
        let (folder, blobs, keys) = (installation.folder, installation.blobs, includesKeys)
        let copied = try await Blocking.run { () -> CopiedFiles in
            var copied = CopiedFiles(to: partial)
            try copied.note(FileList.database)
            switch timeline {
            case .none: break
            case .copied: try copied.note(FileList.timeline)
            case .damaged: copied.damage(FileList.timeline)
            }
            try copied.copyBlobs(blobs, progress)
            if keys { try copied.copyKeys(folder) }
            return copied
        }
        let list = Array(copied.list.text.utf8)
        return try await Blocking.run { [clock = installation.clock] in
            let facts = try HashedFile.write(list, to: partial + "/" + BackupManifest.listName)
            let manifest = BackupManifest(
                madeAt: clock.now, version: Build.version, migrations: migrations.map(\.name),
                books: books.map { BackupManifest.Book($0) }, keys: copied.keys, damaged: copied.damaged,
                files: copied.list.hashes.count, bytes: copied.bytes, listHash: facts.sha256)
            _ = try HashedFile.write(Array(BackupReadme.text(manifest).utf8), to: partial + "/README.txt")
            for folder in copied.folders { try HashedFile.flush(folder: folder) }
            let bytes = try manifest.json.canonicalBytes()
            _ = try HashedFile.write(bytes, to: partial + "/" + BackupManifest.fileName)
            try HashedFile.flush(folder: partial)
            return manifest
        }
    }
}

extension DataBackup {
    private enum Timeline { case none, copied, damaged }

    /// Copies the timeline that is in the data folder, while others import into it.
    private func copyTimeline(to target: String) async throws -> Timeline {
        let path = installation.folder.timeline
        guard FileManager.default.fileExists(atPath: path) else { return .none }
        do {
            let timeline = try await SQLiteDatabase.open(at: path)
            do { try await timeline.copy(to: target) } catch {
                await timeline.close()
                throw error
            }
            await timeline.close()
            return .copied
        } catch let error as DatabaseError where error.code == .corrupt {
            // What is damaged must not keep everything else from being backed up; it is named.
            return .damaged
        }
    }
}

/// What was copied into a backup's folder so far.
private struct CopiedFiles: Sendable {
    let root: String
    private(set) var list = FileList()
    private(set) var damaged: [String] = []
    private(set) var bytes: Int64 = 0
    private(set) var folders: Set<String> = []
    private(set) var keys: [String] = []

    init(to root: String) { self.root = root }

    /// Takes up a file that is there already.
    mutating func note(_ path: String) throws { add(path, try HashedFile.facts(of: root + "/" + path)) }

    private mutating func add(_ path: String, _ facts: HashedFile.Facts) {
        list.add(path, facts)
        bytes += facts.size
    }

    /// Names a file that was damaged already and is not in the backup.
    mutating func damage(_ path: String) { damaged.append(path) }

    /// Copies every file of blobs. A pack may be written anew meanwhile, under another name, so the names are looked
    /// at again until every file that is there was copied.
    mutating func copyBlobs(_ store: BlobStore, _ progress: (Int, Int) -> Void) throws {
        var seen: Set<String> = []
        while true {
            let files = try store.files()
            let missing = files.filter { seen.insert($0).inserted }
            guard !missing.isEmpty else { break }
            for (number, file) in missing.enumerated() {
                progress(seen.count - missing.count + number, files.count)
                try copyBlob(file, store)
            }
        }
        progress(seen.count, seen.count)
    }

    private mutating func copyBlob(_ file: String, _ store: BlobStore) throws {
        let path = "blobs/" + file
        try makeFolder(of: path)
        let facts: HashedFile.Facts
        do { facts = try HashedFile.copy(store.folder + "/" + file, to: root + "/" + path) } catch let error
            as BlobError
            where error.code == .missing
        { return }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        if let id = BlobID(name), id.hex != facts.sha256 {
            damage(path)
            try FileManager.default.removeItem(atPath: root + "/" + path)
        } else {
            add(path, facts)
        }
    }

    mutating func copyKeys(_ folder: DataFolder) throws {
        for key in FileList.keyFiles where FileManager.default.fileExists(atPath: folder.path + "/" + key) {
            try makeFolder(of: key)
            add(key, try HashedFile.copy(folder.path + "/" + key, to: root + "/" + key))
            keys.append(key)
        }
    }

    private mutating func makeFolder(of path: String) throws {
        var folder = root
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            guard folders.insert(folder).inserted else { continue }
            try HashedFile.makeFolder(folder)
        }
    }
}

/// The page for whoever finds a backup.
private enum BackupReadme {
    static func text(_ manifest: BackupManifest) -> String {
        let keys =
            !manifest.keys.isEmpty
            ? """
            These key files are in it: \(manifest.keys.joined(separator: ", ")). Whoever has this folder can read the
            stored credentials and sign in this installation's name: keep it as you keep a password.
            """
            : """
            The key files are NOT in it. Keep the installation's folder keys apart from it: without keys/secrets.key
            the stored credentials cannot be read again, and without keys/ledger.key another key signs from then on.
            """
        return """
            A backup of Steward's own data, made \(manifest.madeAt.formatted(.iso8601)) by Steward \(manifest.version).

            \(keys)

            Check it without Steward:   sha256sum --check --quiet \(BackupManifest.listName)
            Check it with Steward:      steward data check THIS-FOLDER
            Restore it:                 steward data restore THIS-FOLDER --data NEW-FOLDER

            """
    }
}
