// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What is done to files and folders, so that it outlives a crash.
enum DiskFile {
    /// Opens a file to read it; a symbolic link is refused.
    static func open(_ path: String) throws(BackupsError) -> Descriptor { try open(path, O_RDONLY | O_NOFOLLOW) }

    /// Makes a file that only its owner may read; fails when there is one.
    static func create(_ path: String) throws(BackupsError) -> Descriptor {
        try open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    }

    /// Opens a file to be locked; makes it when it is missing.
    static func openLock(_ path: String) throws(BackupsError) -> Descriptor {
        try open(path, O_RDWR | O_CREAT | O_NOFOLLOW)
    }

    private static func open(_ path: String, _ flags: Int32) throws(BackupsError) -> Descriptor {
        let number = openFile(path, flags | O_CLOEXEC)
        guard number >= 0 else { throw BackupsError.system(errno, path) }
        return Descriptor(number)
    }

    /// Returns when what was written is on disk.
    static func flush(_ file: Descriptor, _ path: String) throws(BackupsError) {
        // What cannot be flushed, as a device, has nothing to flush.
        guard fsync(file.number) == 0 || errno == EINVAL else { throw BackupsError.system(errno, path) }
    }

    /// Returns when a folder's names are on disk.
    static func flushFolder(_ path: String) throws(BackupsError) { try flush(try open(path, O_RDONLY), path) }

    /// Writes a small file anew, complete on disk when this returns.
    static func write(_ bytes: [UInt8], creating path: String) throws(BackupsError) {
        let file = try create(path)
        let failure = bytes.withUnsafeBytes { writeAll($0, to: file.number) }
        do throws(BackupsError) {
            guard failure == 0 else { throw BackupsError.system(failure, path) }
            try flush(file, path)
        } catch {
            remove(path)
            throw error
        }
    }

    /// The bytes of a file; at most `limit`.
    static func read(_ path: String, upTo limit: Int = 64 << 20) throws -> [UInt8] {
        let file = try open(path)
        var all: [UInt8] = []
        try ByteRoom().forEach(of: file.number, named: path) { piece in
            guard all.count + piece.count <= limit else {
                throw BackupsError(.damaged, "\(path) is longer than the \(limit) bytes that such a file may have.")
            }
            all.append(contentsOf: piece)
        }
        return all
    }

    static func rename(_ old: String, to new: String) throws(BackupsError) {
        guard renameFile(old, new) == 0 else { throw BackupsError.system(errno, new) }
    }

    /// Removes a file; it is no error when it is gone.
    @discardableResult
    static func remove(_ path: String) -> Bool { unlink(path) == 0 }

    /// Removes a folder with everything in it, following no links.
    static func removeFolder(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    /// Makes a folder and what is above it, for its owner only.
    static func makeFolder(_ path: String) throws(BackupsError) {
        let parent = parent(of: path)
        if mkdir(path, 0o700) == 0 { return try flushFolder(parent) }
        let failure = errno
        if failure == EEXIST { return }
        guard failure == ENOENT, parent != path else { throw BackupsError.system(failure, path) }
        try makeFolder(parent)
        try makeFolder(path)
    }

    static func parent(of path: String) -> String {
        guard let place = path.lastIndex(of: "/") else { return "." }
        return place == path.startIndex ? "/" : String(path[..<place])
    }

    /// What is there: size and time of change; `nil` when nothing is, or no regular file.
    static func status(_ path: String) -> (bytes: Int64, changed: Int64)? {
        var result = stat()
        guard lstat(path, &result) == 0, result.st_mode & S_IFMT == S_IFREG else { return nil }
        #if canImport(Glibc)
            return (Int64(result.st_size), Int64(result.st_mtim.tv_sec))
        #else
            return (Int64(result.st_size), Int64(result.st_mtimespec.tv_sec))
        #endif
    }

    static func isFolder(_ path: String) -> Bool {
        var result = stat()
        return lstat(path, &result) == 0 && result.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, sorted; none when there is no such folder.
    static func names(_ path: String) throws(BackupsError) -> [String] {
        guard isFolder(path) else { return [] }
        do { return try FileManager.default.contentsOfDirectory(atPath: path).sorted() } catch {
            throw BackupsError(.denied, "\(path) cannot be listed; change its owner or mode.")
        }
    }

    /// The bytes that may still be written to a folder's disk by this process's user.
    static func freeBytes(_ path: String) throws(BackupsError) -> Int64 {
        var result = statvfs()
        guard statvfs(path, &result) == 0 else { throw BackupsError.system(errno, path) }
        let product = Int64(clamping: result.f_bavail).multipliedReportingOverflow(by: Int64(clamping: result.f_frsize))
        return product.overflow ? .max : product.partialValue
    }
}

private func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags, 0o600) }
private func renameFile(_ old: String, _ new: String) -> Int32 { rename(old, new) }
