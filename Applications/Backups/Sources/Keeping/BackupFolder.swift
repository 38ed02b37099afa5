// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardIntegration
import StewardJobs

/// A set's folder on disk: one folder a database, each backup with its manifest beside it, and the globals of runs.
///
/// A file under its own name is complete: it was flushed before it got that name. Its manifest is written and flushed
/// before too, under `.json.partial`, so that a crash at any moment leaves something that can be finished or swept away
/// without a doubt.
struct BackupFolder: Sendable {
    /// The absolute path.
    let path: String

    /// What a file or a manifest is called until it is complete.
    static let partial = ".partial"
    /// Where a dump in directory format is written before it becomes one file.
    static let partialFolder = ".dir.partial"

    /// The path of a backup's file. Adopted ones have their own.
    func path(of file: String) -> String { file.hasPrefix("/") ? file : path + "/" + file }

    /// A name that nothing has yet, in the database's folder, which is made; in the set's own for the globals.
    /// - Returns: the path in the set's folder.
    func newFile(
        database: String?, at date: Date, zone: LocalZone, format: DumpFormat,
        compression: BackupName.Compression, isEncrypted: Bool
    ) throws(BackupsError) -> String {
        let part = database.map { BackupName.part(of: $0) }
        let folder = part.map { path + "/" + $0 } ?? path
        try DiskFile.makeFolder(folder)
        let names = try DiskFile.names(folder)
        for second in 0... {
            let stamp = BackupName.stamp(date.addingTimeInterval(Double(second)), in: zone)
            let stem = "\(part ?? "globals")_\(stamp)"
            guard !names.contains(where: { $0.hasPrefix(stem + ".") }) else { continue }
            let name = BackupName(stem: stem, format: format, compression: compression, isEncrypted: isEncrypted).text
            return part.map { $0 + "/" + name } ?? name
        }
        throw BackupsError(.exists, "\(folder) has no free name.")
    }

    /// Gives a complete file its name, and its manifest too; both are on disk when this returns.
    /// - Parameter file: in the set's folder; its bytes are flushed, under the name with `.partial`.
    func finish(_ file: String, _ manifest: BackupManifest) throws {
        let whole = path(of: file)
        let beside = BackupManifest.name(of: whole)
        try DiskFile.write(try manifest.bytes(), creating: beside + Self.partial)
        do {
            try DiskFile.rename(whole + Self.partial, to: whole)
        } catch {
            DiskFile.remove(beside + Self.partial)
            throw error
        }
        try DiskFile.flushFolder(DiskFile.parent(of: whole))
        try DiskFile.rename(beside + Self.partial, to: beside)
        try DiskFile.flushFolder(DiskFile.parent(of: whole))
    }

    /// Every path in the set's folder, two levels deep, as files are named in entries.
    func files() throws(BackupsError) -> [String] {
        var found: [String] = []
        for name in try DiskFile.names(path) {
            guard DiskFile.isFolder(path + "/" + name), !name.hasSuffix(Self.partial) else {
                found.append(name)
                continue
            }
            for inner in try DiskFile.names(path + "/" + name) { found.append(name + "/" + inner) }
        }
        return found
    }

    /// Removes a backup's file and its manifest.
    func remove(_ file: String) throws(BackupsError) {
        let whole = path(of: file)
        // The manifest goes last: without it, nobody would know what the file is.
        DiskFile.remove(whole)
        try DiskFile.flushFolder(DiskFile.parent(of: whole))
        DiskFile.remove(BackupManifest.name(of: whole))
    }
}
