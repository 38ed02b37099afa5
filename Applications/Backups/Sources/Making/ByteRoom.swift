// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory through which one thread moves bytes, used again and again.
struct ByteRoom: ~Copyable {
    fileprivate let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 512 << 10, alignment: 4096)

    deinit { buffer.deallocate() }

    /// Hands over what comes from a descriptor, piece by piece, until its end.
    /// - Throws: `BackupsError`; what `body` throws.
    borrowing func forEach(
        of descriptor: Int32, named name: String, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 {
                guard errno == EINTR else { throw BackupsError.system(errno, name) }
            } else if count == 0 {
                return
            } else {
                try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
    }
}

extension ByteRoom {
    /// Hands over exactly so many bytes, which are there already.
    /// - Throws: `BackupsError`, also when there are fewer.
    borrowing func take(
        _ wanted: Int, of descriptor: Int32, named name: String, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(BackupsError) {
        var left = wanted
        while left > 0 {
            let count = read(descriptor, buffer.baseAddress, min(left, buffer.count))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw BackupsError.system(count == 0 ? EPIPE : errno, name) }
            body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            left -= count
        }
    }
}

/// Writes all of the bytes; gives the failure's number, or 0.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
        let count = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count < 0 {
            guard errno == EINTR else { return errno }
        } else {
            done += count
        }
    }
    return 0
}
