// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation

/// Where received files lie: each in a folder of its own under a random name, so that it can have the name that it is
/// to be kept under. Nothing stays: what nobody waits for is removed, also after the process was killed.
struct UploadFolder: Sendable {
    let path: String

    /// Makes a file called as `name` says, made harmless, in a new folder for its owner alone.
    /// - Throws: `UploadError`.
    func make(_ name: String) throws -> TemporaryFile {
        let id = UUID().uuidString.lowercased()
        let folder = "\(path)/\(id)"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw TemporaryFile.error((error as NSError).underlying ?? EIO)
        }
        // A client may send the path that the file had; only what follows the last separator names it.
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? name
        return try TemporaryFile(at: "\(folder)/\(SafeName.make(last, id: id))")
    }

    /// Removes a received file with its folder; one that is not there is removed already.
    func remove(_ file: String) {
        let folder = (file as NSString).deletingLastPathComponent
        guard (folder as NSString).deletingLastPathComponent == path else { return }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The files that lie there and that no process is receiving.
    func files() -> [String] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return folders.flatMap { folder -> [String] in
            let inside = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
            return inside.map { "\(path)/\(folder)/\($0)" }
        }.filter { !TemporaryFile.isInUse($0) }
    }

    /// When a file was last written to; `nil` when it is gone.
    func time(_ file: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: file))?[.modificationDate] as? Date
    }

    /// Bytes that the disk has left; `nil` when it does not say.
    func free() -> Int64? {
        var place = path
        while !FileManager.default.fileExists(atPath: place), place.count > 1 {
            place = (place as NSString).deletingLastPathComponent
        }
        let facts = try? FileManager.default.attributesOfFileSystem(forPath: place)
        return (facts?[.systemFreeSize] as? NSNumber)?.int64Value
    }
}

extension NSError {
    /// The system's code below a Foundation error.
    fileprivate var underlying: Int32? {
        if domain == NSPOSIXErrorDomain { return Int32(code) }
        return (userInfo[NSUnderlyingErrorKey] as? NSError)?.underlying
    }
}
