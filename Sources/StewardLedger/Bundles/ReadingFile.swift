// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is read from any place. A symbolic link is refused, so that a bundle cannot lead out of its folder.
final class ReadingFile {
    let path: String
    private let descriptor: Int32

    /// - Throws: `LedgerError` with `notFound` or `storage`.
    init(_ path: String) throws(LedgerError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileFault.error(path) }
        // Opening a folder succeeds; reading it would fail with a message nobody understands.
        guard try status().st_mode & S_IFMT == S_IFREG else {
            throw LedgerError(.storage, "\(path) is not a plain file.")
        }
    }

    deinit { _ = close(descriptor) }

    private func status() throws(LedgerError) -> stat {
        var result = stat()
        guard fstat(descriptor, &result) == 0 else { throw FileFault.error(path) }
        return result
    }

    func size() throws(LedgerError) -> Int64 { Int64(try status().st_size) }

    /// The mode's nine permission bits.
    func permissions() throws(LedgerError) -> UInt32 { UInt32(try status().st_mode & 0o777) }

    /// Fills the buffer from `offset` on; gives how many bytes there were.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(LedgerError) -> Int {
        var done = 0
        while done < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset) + off_t(done))
            if count < 0, errno != EINTR { throw FileFault.error(path) }
            if count == 0 { break }
            done += max(count, 0)
        }
        return done
    }

    /// The whole file.
    /// - Throws: `LedgerError` with `storage` when it is longer than `limit`.
    func contents(upTo limit: Int64) throws(LedgerError) -> [UInt8] {
        let size = try size()
        guard size <= limit else {
            throw LedgerError(.storage, "\(path) has \(size) bytes; at most \(limit) are expected.")
        }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        let outcome: Result<Int, LedgerError> = bytes.withUnsafeMutableBytes { buffer in
            Result { () throws(LedgerError) in try read(into: buffer, at: 0) }
        }
        bytes.removeLast(bytes.count - (try outcome.get()))
        return bytes
    }
}
