// SPDX-License-Identifier: Apache-2.0
import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension BackupsError {
    /// What a failed system call means for a person.
    static func system(_ number: Int32, _ path: String) -> BackupsError {
        switch number {
        case ENOSPC, EDQUOT: BackupsError(.diskFull, "The disk that holds \(path) is full; free some space.")
        case EFBIG:
            BackupsError(.diskFull, "\(path) may not grow larger; raise the limit (ulimit -f), or choose another disk.")
        case EACCES, EPERM: BackupsError(.denied, "\(path) may not be read or written; change its owner or mode.")
        case EROFS: BackupsError(.denied, "\(path) is on a disk that is read-only; choose another folder.")
        case ELOOP: BackupsError(.denied, "\(path) is a symbolic link; nothing is written through it.")
        case ENOTDIR: BackupsError(.denied, "\(path) is not a folder; move it away or choose another folder.")
        case ENOENT: BackupsError(.notFound, "\(path) does not exist.")
        case EMFILE, ENFILE:
            BackupsError(.storage, "\(path) cannot be opened: too many files are open; raise the limit (ulimit -n).")
        default: BackupsError(.storage, "\(path): \(String(cString: strerror(number))).")
        }
    }
}

/// Runs blocking work beside Swift's own few threads.
func offThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "backups").async { continuation.resume(with: Result { try work() }) }
    }
}
