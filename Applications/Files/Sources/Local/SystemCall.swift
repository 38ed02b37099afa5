// SPDX-License-Identifier: Apache-2.0
import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension FilesError {
    /// What a failed system call means for a person.
    static func system(_ number: Int32, _ path: String) -> FilesError {
        switch number {
        case ENOSPC, EDQUOT: FilesError(.diskFull, "The disk that holds \(path) is full; free some space.")
        case EFBIG:
            FilesError(
                .storage, "\(path) may not grow larger; choose another disk, or raise the limit (ulimit -f).")
        case EACCES, EPERM: FilesError(.denied, "\(path) may not be read or written; change its owner or mode.")
        case EROFS: FilesError(.denied, "\(path) is on a disk that is read-only; choose another folder.")
        case ENAMETOOLONG: FilesError(.nameTooLong, "The disk takes no name as long as that of \(path).")
        case ELOOP: FilesError(.unsafePath, "\(path) is a symbolic link; nothing is written through it.")
        case ENOTDIR: FilesError(.unsafePath, "\(path) is not a folder; move it away or choose another folder.")
        case ENOENT: FilesError(.notFound, "\(path) does not exist.")
        case EISDIR: FilesError(.exists, "\(path) is a folder; move it away or choose another name.")
        default: FilesError(.storage, "\(path): \(String(cString: strerror(number))).")
        }
    }
}

/// Runs blocking work beside Swift's own few threads.
func offThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
}
