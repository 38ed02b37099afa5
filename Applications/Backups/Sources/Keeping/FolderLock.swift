// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A set's folder, worked on by one process at a time. The lock goes with the process.
final class FolderLock: Sendable {
    /// The lock's file; that it is there also says that this is the folder that backups were made in, and not the place
    /// where its disk should be mounted.
    static let name = ".steward-backup.lock"
    private let file: Descriptor

    /// - Parameters:
    ///   - purpose: what for, as `a run`.
    /// - Throws: `BackupsError` with `held`, saying who has it.
    init(_ folder: String, purpose: String, now: Date) throws(BackupsError) {
        let path = folder + "/" + Self.name
        file = try DiskFile.openLock(path)
        guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
            let holder = (try? DiskFile.read(path, upTo: 4096)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let who = holder.split(separator: "\n").first.map { " by \($0)" } ?? ""
            throw BackupsError(
                .held, "The folder \(folder) is worked on\(who); wait until that is over, or stop it first.")
        }
        let text = "\(purpose) of process \(getpid()) since \(now.formatted(.iso8601))\n"
        guard ftruncate(file.number, 0) == 0 else { throw BackupsError.system(errno, path) }
        let failure = Array(text.utf8).withUnsafeBytes { writeAll($0, to: file.number) }
        guard failure == 0 else { throw BackupsError.system(failure, path) }
    }

    func release() {
        // A program that is being started at this moment may still have the descriptor, and with it the lock.
        _ = flock(file.number, LOCK_UN)
        file.close()
    }
}
