// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file or folder, closed when nobody holds it. Reads and writes say where, so that several tasks may share it.
final class OpenFile: Sendable {
    let descriptor: Int32
    /// For messages.
    let path: String

    init(_ descriptor: Int32, _ path: String) throws(FilesError) {
        guard descriptor >= 0 else { throw FilesError.system(errno, path) }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { _ = close(descriptor) }

    func stamp() throws(FilesError) -> FileStamp {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FilesError.system(errno, path) }
        return FileStamp(status)
    }

    /// Takes the file's lock, which goes with the file or the process. `false` when another holds it.
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Gives the lock back at once, whoever still holds the file.
    func unlock() { _ = flock(descriptor, LOCK_UN) }

    func write(_ bytes: [UInt8], at offset: Int64) throws(FilesError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset) + done)
            }
            if count < 0, errno != EINTR { throw FilesError.system(errno, path) }
            done += max(count, 0)
        }
    }

    /// The bytes from a place, at most `limit`; empty at the end.
    func read(at offset: Int64, upTo limit: Int) throws(FilesError) -> [UInt8] {
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            repeat {
                count = pread(descriptor, buffer.baseAddress, limit, off_t(offset))
            } while count < 0
                && errno == EINTR
            if count < 0 {
                failure = errno
                count = 0
            }
        }
        if let failure { throw FilesError.system(failure, path) }
        return bytes
    }

    func truncate(to size: Int64) throws(FilesError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw FilesError.system(errno, path) }
    }

    /// Returns when the bytes, or a folder's names, are on disk.
    func flush() throws(FilesError) {
        guard fsync(descriptor) == 0 else { throw FilesError.system(errno, path) }
    }

    /// Sets the time of change. What a disk cannot keep is no error.
    func setChanged(_ date: Date) {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        guard abs(seconds) < 1e11 else { return }
        let rest = Int((date.timeIntervalSince1970 - seconds) * 1_000_000_000)
        let time = timespec(tv_sec: Int(seconds), tv_nsec: min(max(rest, 0), 999_999_999))
        let times = [time, time]
        _ = futimens(descriptor, times)
    }
}
