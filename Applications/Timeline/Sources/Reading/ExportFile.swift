// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is read from its beginning as often as needed, in pieces.
package final class ExportFile: Sendable {
    private struct Stamp: Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init?(_ descriptor: Int32) {
            var facts = stat()
            guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
            size = Int(facts.st_size)
            seconds = facts.st_mtim.tv_sec
            nanoseconds = facts.st_mtim.tv_nsec
        }
    }

    static let pieceBytes = 1 << 18
    package let path: String
    private let descriptor: Int32
    private let stamp: Stamp
    /// Its size in bytes.
    package var size: Int { stamp.size }

    /// Opens a file for reading.
    /// - Throws: `TimelineError`: `notFound` when it cannot be read, `unsupported` when it is no file.
    package init(_ path: String) throws(TimelineError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw TimelineError(.notFound, "\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        guard let stamp = Stamp(descriptor) else {
            close(descriptor)
            throw TimelineError(.unsupported, "\(path) is no file; it is read twice, so save it as one.")
        }
        self.stamp = stamp
    }

    deinit { close(descriptor) }

    /// Hands over the bytes from the first to the last; each piece holds only during the call.
    /// - Throws: `TimelineError` with `changed` when somebody wrote to the file; whatever `body` throws.
    func forEachPiece(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
        var offset = 0
        while true {
            let count = piece.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw TimelineError(.storage, "\(path) cannot be read on: \(String(cString: strerror(errno))).")
            }
            // One that grows as fast as it is read would have no end.
            if count == 0 || offset + count > stamp.size { break }
            try body(piece[0..<count])
            offset += count
        }
        guard offset == stamp.size, Stamp(descriptor) == stamp else {
            throw TimelineError(.changed, "\(path) changed while it was read; import it again when it is complete.")
        }
    }
}
