// SPDX-License-Identifier: Apache-2.0
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is written whole or not at all, readable by its owner alone; or standard output.
package final class OutputFile: Sendable {
    private let path: String
    private let temporary: String?
    private let descriptor: Int32
    private let overwrites: Bool
    private let buffer = Mutex<[UInt8]>([])

    /// Begins a file beside the one it will be.
    /// - Parameter path: “-” is standard output.
    /// - Throws: `TimelineError`: `exists` when there is one and `overwrites` is off, `storage`.
    package init(_ path: String, overwrites: Bool = false) throws(TimelineError) {
        self.path = path
        self.overwrites = overwrites
        guard path != "-" else {
            temporary = nil
            descriptor = STDOUT_FILENO
            return
        }
        if !overwrites, access(path, F_OK) == 0 { throw Self.exists(path) }
        let temporary = path + ".\(getpid()).partial"
        self.temporary = temporary
        unlink(temporary)
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failed(path) }
    }

    deinit {
        guard let temporary else { return }
        close(descriptor)
        unlink(temporary)
    }

    private static func exists(_ path: String) -> TimelineError {
        TimelineError(.exists, "There is a file \(path) already; choose another name, or say --overwrite.")
    }

    private static func failed(_ path: String) -> TimelineError {
        TimelineError(.storage, "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }

    /// Begins anew, for work that may run more than once.
    func restart() throws(TimelineError) {
        buffer.withLock { $0.removeAll() }
        guard temporary != nil else { return }
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.failed(path) }
    }

    func write(_ text: String) throws(TimelineError) {
        try buffer.withLock { buffer throws(TimelineError) in
            buffer.append(contentsOf: text.utf8)
            if buffer.count >= 1 << 16 { try flush(&buffer) }
        }
    }

    private func flush(_ buffer: inout [UInt8]) throws(TimelineError) {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeBytes {
                #if canImport(Glibc)
                    Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
                #else
                    Darwin.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failed(path) }
            done += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Puts the file in its place, on the disk.
    package func finish() throws(TimelineError) {
        try buffer.withLock { buffer throws(TimelineError) in try flush(&buffer) }
        guard let temporary else { return }
        guard fsync(descriptor) == 0 else { throw Self.failed(path) }
        if overwrites {
            guard rename(temporary, path) == 0 else { throw Self.failed(path) }
        } else {
            guard link(temporary, path) == 0 else {
                if errno == EEXIST { throw Self.exists(path) }
                throw Self.failed(path)
            }
        }
    }
}
