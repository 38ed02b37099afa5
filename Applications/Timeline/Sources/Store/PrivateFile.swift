// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that only its owner may read.
enum PrivateFile {
    /// Makes an empty file; one that is there stays as it is. SQLite takes an empty file for a new database.
    static func make(_ path: String) throws(TimelineError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw TimelineError(.storage, "\(path) cannot be made: \(String(cString: strerror(errno))).")
        }
    }
}
