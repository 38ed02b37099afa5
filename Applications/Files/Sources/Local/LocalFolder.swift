// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The C functions under names that the methods below do not hide.
private let systemOpen: @Sendable (String, Int32) -> Int32 = { open($0, $1) }
private let systemRename: @Sendable (Int32, String, Int32, String) -> Int32 = { renameat($0, $1, $2, $3) }

/// A folder that a person chose, and everything below it. Every name is opened below the folder before, and never
/// through a symbolic link, so that nothing outside it can be written, whatever is put in the way.
package final class LocalFolder: Sendable {
    /// The folder's path.
    package let path: String
    private let top: OpenFile
    private let known = Mutex<[String: OpenFile]>([:])
    /// How many folders are held open.
    private static let openFolders = 64

    /// Opens the folder; with `creating` it is made where it is missing, and what is above it. The path itself may lead
    /// through symbolic links: the person chose it.
    /// - Throws: `FilesError` with `notFound`, `denied`, `unsafePath` for something that is no folder.
    package init(_ path: String, creating: Bool = true) throws(FilesError) {
        self.path = path
        if creating { try Self.make(path) }
        top = try OpenFile(systemOpen(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path)
    }

    private static func make(_ path: String) throws(FilesError) {
        if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        let number = errno
        guard number == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw FilesError.system(number, path)
        }
        try make(String(path[..<slash]))
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FilesError.system(errno, path) }
    }

    /// Bytes that may still be written on its disk.
    package func freeBytes() throws(FilesError) -> Int64 {
        var status = statvfs()
        guard fstatvfs(top.descriptor, &status) == 0 else { throw FilesError.system(errno, path) }
        return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    /// Writes a file without a name left to it.
    ///
    /// Its name is always the same, so that one left by a process that was killed here is gone with the next.
    /// - Throws: `FilesError` with what stands in the way.
    package func probe() throws(FilesError) {
        let name = ".steward-probe"
        let file = try OpenFile(
            openat(top.descriptor, name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600), path)
        unlinkat(top.descriptor, name, 0)
        try file.write([0], at: 0)
    }

    /// What is known of a file; `nil` when there is none. A symbolic link is not followed.
    package func stamp(_ place: LocalPath) throws(FilesError) -> FileStamp? {
        do throws(FilesError) {
            return try stamp(place.name, in: try folder(of: place, creating: false))
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    func stamp(_ name: String, in folder: OpenFile) throws(FilesError) -> FileStamp? {
        var status = stat()
        if fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return FileStamp(status) }
        if errno == ENOENT { return nil }
        throw FilesError.system(errno, folder.path + "/" + name)
    }

    /// Removes a file. `false`: there was none.
    @discardableResult
    package func remove(_ place: LocalPath) throws(FilesError) -> Bool {
        do throws(FilesError) {
            let folder = try folder(of: place, creating: false)
            if unlinkat(folder.descriptor, place.name, 0) == 0 { return true }
            if errno == ENOENT { return false }
            throw FilesError.system(errno, path + "/\(place)")
        } catch {
            if error.code == .notFound { return false }
            throw error
        }
    }

    /// Makes a folder and what is above it.
    package func makeFolder(_ place: LocalPath) throws(FilesError) { _ = try folder(place.names[...], creating: true) }

    /// Returns when everything that was written before is on disk: once for many files is far cheaper than each alone.
    package func flushAll() async throws { try await offThread { sync() } }
}

extension LocalFolder {
    /// The open folder that a file is in.
    func folder(of place: LocalPath, creating: Bool) throws(FilesError) -> OpenFile {
        try folder(place.folders, creating: creating)
    }

    func folder(_ names: ArraySlice<String>, creating: Bool) throws(FilesError) -> OpenFile {
        guard let name = names.last else { return top }
        let key = names.joined(separator: "/")
        // A folder that was removed meanwhile is opened anew.
        if let found = known.withLock({ $0[key] }), let stamp = try? found.stamp(), stamp.links > 0 { return found }
        let above = try folder(names.dropLast(), creating: creating)
        let full = path + "/" + key
        if creating, mkdirat(above.descriptor, name, 0o777) != 0, errno != EEXIST {
            throw FilesError.system(errno, full)
        }
        let opened = openat(above.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if opened < 0, errno == ENOTDIR, Self.isLink(name, in: above) { throw FilesError.system(ELOOP, full) }
        let folder = try OpenFile(opened, full)
        known.withLock { known in
            if known.count >= Self.openFolders { known.removeAll() }
            known[key] = folder
        }
        return folder
    }

    /// Whether a symbolic link stands there; a system tells it only as something that is no folder.
    private static func isLink(_ name: String, in folder: OpenFile) -> Bool {
        var status = stat()
        return fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
            && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Opens a regular file to read it.
    /// - Throws: `FilesError` with `notFound`; `unsafePath` for a symbolic link or what is no regular file.
    func open(reading place: LocalPath) throws(FilesError) -> OpenFile {
        let folder = try folder(of: place, creating: false)
        let full = path + "/\(place)"
        let opened = openat(folder.descriptor, place.name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        let file = try OpenFile(opened, full)
        guard try file.stamp().isFile else { throw FilesError(.unsafePath, "\(full) is not a file.") }
        return file
    }

    /// Opens a file to read and write it; makes it, and the folders above it, where missing.
    func open(writing place: LocalPath) throws(FilesError) -> OpenFile {
        let folder = try folder(of: place, creating: true)
        let opened = openat(
            folder.descriptor, place.name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o666)
        let full = path + "/\(place)"
        let file = try OpenFile(opened, full)
        guard try file.stamp().isFile else { throw FilesError(.unsafePath, "\(full) is not a file.") }
        return file
    }

    /// Gives a file another place; what is there is replaced.
    func rename(_ old: LocalPath, to new: LocalPath) throws(FilesError) {
        let source = try folder(of: old, creating: false)
        let target = try folder(of: new, creating: true)
        guard systemRename(source.descriptor, old.name, target.descriptor, new.name) == 0 else {
            throw FilesError.system(errno, path + "/\(new)")
        }
    }

    /// Gives a file another place. `false`, and nothing happens, when something is there or the disk cannot do it.
    func move(_ old: LocalPath, to new: LocalPath) throws(FilesError) -> Bool {
        let source = try folder(of: old, creating: false)
        let target = try folder(of: new, creating: true)
        guard linkat(source.descriptor, old.name, target.descriptor, new.name, 0) == 0 else { return false }
        _ = unlinkat(source.descriptor, old.name, 0)
        return true
    }
}
