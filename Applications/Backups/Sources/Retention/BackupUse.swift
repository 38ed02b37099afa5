// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A backup's file while somebody needs it: as long as this is held, no process removes it by retention. A process that
/// is killed holds nothing any more.
final class BackupUse: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        // A program that is being started at this moment may still have the descriptor, and with it the lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Holds the file for reading; any number may at the same time.
    /// - Throws: `BackupsError` with `notFound` when it is gone, `held` while it is being removed, `denied`.
    static func reading(_ path: String) throws(BackupsError) -> BackupUse {
        let use = try BackupUse(opening: path)
        // Whoever plans a removal holds each file for a moment, to see whether it is read.
        var tries = 0
        while flock(use.descriptor, LOCK_SH | LOCK_NB) != 0, tries < 40 {
            tries += 1
            usleep(5000)
        }
        guard tries < 40 else {
            throw BackupsError(.held, "\(path) is being removed by another process; choose another backup.")
        }
        guard use.isLinked else {
            throw BackupsError(.notFound, "\(path) was removed just now; choose another backup.")
        }
        return use
    }

    /// Holds the file for removing it; `nil` while somebody reads it.
    /// - Throws: `BackupsError` with `notFound`, `denied`.
    static func removing(_ path: String) throws(BackupsError) -> BackupUse? {
        let use = try BackupUse(opening: path)
        return flock(use.descriptor, LOCK_EX | LOCK_NB) == 0 ? use : nil
    }

    /// Whether somebody holds the file; no when there is none.
    static func isInUse(_ path: String) -> Bool {
        guard let use = try? BackupUse(opening: path) else { return false }
        return flock(use.descriptor, LOCK_EX | LOCK_NB) != 0
    }

    private convenience init(opening path: String) throws(BackupsError) {
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard opened >= 0 else {
            throw errno == ENOENT
                ? BackupsError(.notFound, "\(path) is not there.")
                : BackupsError(.denied, "\(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        self.init(opened)
    }

    private var isLinked: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_nlink > 0
    }
}
