// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes

/// A file that is being received: for its owner alone, locked for as long as this process works on it, and removed when
/// nobody keeps it.
final class TemporaryFile: Sendable {
    let path: String
    private let handle: Int32

    /// Makes the file, which must not exist.
    /// - Throws: `UploadError`.
    init(at path: String) throws {
        self.path = path
        handle = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard handle >= 0 else { throw Self.error(errno) }
        _ = flock(handle, LOCK_EX | LOCK_NB)
    }

    deinit { close(handle) }

    /// Writes all of it.
    /// - Throws: `UploadError`, for a full disk too.
    func write(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(handle, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.error(errno) }
            done += count
        }
    }

    /// Everything is on the disk.
    /// - Throws: `UploadError`.
    func flush() throws {
        guard fsync(handle) == 0 else { throw Self.error(errno) }
    }

    static func error(_ code: Int32) -> UploadError {
        if code == ENOSPC || code == EDQUOT { return .diskFull }
        return UploadError(
            .internalServerError,
            "The file cannot be kept in the data folder: \(String(cString: strerror(code))). See steward doctor.")
    }

    /// Whether some process is still receiving it.
    static func isInUse(_ path: String) -> Bool {
        let handle = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        return flock(handle, LOCK_EX | LOCK_NB) != 0
    }
}
