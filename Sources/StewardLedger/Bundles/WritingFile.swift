// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

private let systemWrite = write

/// A new file, written through a buffer.
final class WritingFile {
    let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let capacity = 1 << 18

    /// - Throws: `LedgerError` with `exists` when there is something at the path already.
    init(creating path: String, mode: UInt32 = 0o644) throws(LedgerError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
        guard descriptor >= 0 else { throw FileFault.error(path) }
    }

    deinit { _ = close(descriptor) }

    func write(_ bytes: some Sequence<UInt8>) throws(LedgerError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.capacity { try drain() }
    }

    /// Returns when everything is on disk.
    func finish() throws(LedgerError) {
        try drain()
        guard fsync(descriptor) == 0 else { throw FileFault.error(path) }
    }

    private func drain() throws(LedgerError) {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeBytes {
                systemWrite(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if count < 0, errno != EINTR { throw FileFault.error(path) }
            done += max(count, 0)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
