// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardCore
import StewardStore

/// Makes an installation of a backup.
///
/// The files are copied and examined beside the wanted folder, and get its name when everything is right. What was
/// there before is moved aside, never removed.
package struct DataRestore: Sendable {
    private let backup: BackupFolder
    private let folder: DataFolder
    private let keys: String?
    private let replaces: Bool
    private let clock: any Timekeeping

    /// - Parameters:
    ///   - keys: a folder with `ledger.key` and `secrets.key` that were kept apart; these win over the backup's.
    ///   - replaces: whether an installation in the folder is moved aside; else it is refused.
    package init(
        _ backup: BackupFolder, into folder: DataFolder, keys: String? = nil, replaces: Bool = false,
        clock: any Timekeeping = SystemClock()
    ) {
        self.backup = backup
        self.folder = folder
        self.keys = keys
        self.replaces = replaces
        self.clock = clock
    }

    /// What was done.
    package struct Result: Sendable {
        package let report: BackupFolder.Report
        /// Where the installation that was in the folder is now.
        package let movedAside: String?
    }

    /// Restores.
    /// - Throws: `OwnDataError`: `inUse` for an installation that somebody has open, `exists` for one that is not to be
    ///   replaced, `damaged` when the backup is not whole; `BlobError`, `DatabaseError`. Then the folder is as it was.
    package func run(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> Result {
        let isOccupied = try occupied()
        let staging = folder.path + ".restoring"
        let lock = try Self.begin(staging)
        do {
            try await Blocking.run { try copy(to: staging, progress) }
            var report = BackupFolder.Report()
            report.files = backup.list.hashes.count
            let keys = FileList.keyFiles.filter { FileManager.default.fileExists(atPath: staging + "/" + $0) }
            try await backup.examine(DataFolder(staging).database, keys: Set(keys), &report)
            try await backup.examine(timeline: DataFolder(staging).timeline, &report)
            if let fault = report.faults.first { throw OwnDataError(.damaged, fault) }
            try FileManager.default.removeItem(atPath: staging + "/" + FolderLock.fileName)
            let aside = try settle(staging, isOccupied)
            withExtendedLifetime(lock) {}
            return Result(report: report, movedAside: aside)
        } catch {
            try? FileManager.default.removeItem(atPath: staging)
            throw error
        }
    }

    /// Whether there is something in the folder that must be moved aside.
    private func occupied() throws -> Bool {
        if folder.hasDatabase {
            guard try !SQLiteFile.isInUse(folder.database) else {
                throw OwnDataError(
                    .inUse,
                    "A program has the installation in \(folder.path) open; stop it (systemctl stop steward), then "
                        + "restore.")
            }
        }
        let files = FileManager.default.subpaths(atPath: folder.path) ?? []
        let isOccupied = files.contains { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder.path + "/" + name, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
        guard !isOccupied || replaces else {
            throw OwnDataError(
                .exists,
                "There are files in \(folder.path) already. Restore into another folder, or use --replace, which "
                    + "moves them aside.")
        }
        return isOccupied
    }

    private static func begin(_ staging: String) throws -> FolderLock {
        let busy = OwnDataError(.inUse, "Another program is restoring into \(staging); wait for it.")
        if FileManager.default.fileExists(atPath: staging) {
            guard try FolderLock.take(staging) != nil else { throw busy }
            try FileManager.default.removeItem(atPath: staging)
        }
        try HashedFile.makeFolder(staging)
        guard let lock = try FolderLock.take(staging) else { throw busy }
        return lock
    }

    private func copy(to staging: String, _ progress: (Int, Int) -> Void) throws {
        let target = DataFolder(staging)
        try target.prepare()
        var folders: Set<String> = [staging, staging + "/blobs", staging + "/keys"]
        for (number, name) in backup.list.paths.enumerated() {
            progress(number, backup.list.hashes.count)
            let path = name == FileList.database ? target.database : staging + "/" + name
            let parent = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
            if folders.insert(parent).inserted { try HashedFile.makeFolder(parent) }
            guard try HashedFile.copy(backup.path + "/" + name, to: path).sha256 == backup.list.hashes[name] else {
                throw OwnDataError(
                    .damaged, "\(name) of the backup was changed since it was made; nothing was restored.")
            }
        }
        try copyKeys(to: staging)
        for folder in folders { try HashedFile.flush(folder: folder) }
        progress(backup.list.hashes.count, backup.list.hashes.count)
    }

    private func copyKeys(to staging: String) throws {
        guard let keys else { return }
        for name in FileList.keyFiles {
            let source = keys + "/" + (name.split(separator: "/").last ?? "")
            guard FileManager.default.fileExists(atPath: source) else { continue }
            try? FileManager.default.removeItem(atPath: staging + "/" + name)
            _ = try HashedFile.copy(source, to: staging + "/" + name)
        }
    }

    private func settle(_ staging: String, _ isOccupied: Bool) throws -> String? {
        var aside: String?
        if isOccupied {
            // Again: somebody may have started Steward meanwhile.
            _ = try occupied()
            let stamp = clock.now.formatted(.iso8601).split { ":-".contains($0) }.joined()
            var place = "\(folder.path).before-\(stamp)"
            while FileManager.default.fileExists(atPath: place) { place += "-2" }
            try HashedFile.rename(folder.path, to: place)
            aside = place
        } else if folder.exists {
            try FileManager.default.removeItem(atPath: folder.path)
        }
        try HashedFile.rename(staging, to: folder.path)
        return aside
    }
}
