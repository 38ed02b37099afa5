// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the system says about files, as errors.
enum FileFault {
    static func error(_ path: String, _ number: Int32 = errno) -> LedgerError {
        switch number {
        case ENOENT: LedgerError(.notFound, "There is no file \(path).")
        case EEXIST: LedgerError(.exists, "\(path) exists already and is not overwritten.")
        case ELOOP: LedgerError(.storage, "\(path) is a symbolic link, which is not followed.")
        default: LedgerError(.storage, "\(path): \(String(cString: strerror(number))).")
        }
    }

    static func makeFolder(_ path: String) throws(LedgerError) {
        guard mkdir(path, 0o755) == 0 else { throw error(path) }
    }

    static func move(_ old: String, to new: String) throws(LedgerError) {
        guard rename(old, new) == 0 else { throw error(new) }
    }

    /// Returns when the folder's names are on disk.
    static func flushFolder(_ path: String) throws(LedgerError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error(path) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw error(path) }
    }

    /// The names in a folder, sorted by their bytes.
    static func names(in path: String) throws(LedgerError) -> [String] {
        guard let folder = opendir(path) else { throw error(path) }
        defer { _ = closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func isFolder(_ path: String) -> Bool {
        var result = stat()
        return lstat(path, &result) == 0 && result.st_mode & S_IFMT == S_IFDIR
    }
}

extension FileFault {
    static func exists(_ path: String) -> Bool {
        var result = stat()
        return lstat(path, &result) == 0
    }

    static func taken(_ path: String) -> LedgerError { error(path, EEXIST) }

    static func parent(of path: String) -> String {
        let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// Removes the unfinished bundle that this process began. Failing to leaves a rest that the next try names.
    static func removeBundle(_ path: String) {
        for name in (try? names(in: "\(path)/\(BundleFile.blobs)")) ?? [] {
            _ = unlink("\(path)/\(BundleFile.blobs)/\(name)")
        }
        _ = rmdir("\(path)/\(BundleFile.blobs)")
        for name in BundleFile.all { _ = unlink("\(path)/\(name)") }
        _ = rmdir(path)
    }
}
