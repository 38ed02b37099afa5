// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads a regular file, whole or in pieces.
struct FileBytes {
    private let location: String
    private let name: String

    /// `name` stands in errors.
    init(_ location: String, shownAs name: String) {
        self.location = location
        self.name = name
    }

    /// All bytes.
    func readWhole(limit: Int) throws(ImportError) -> [UInt8] {
        let (descriptor, size) = try open()
        defer { _ = close(descriptor) }
        guard size <= limit else { throw .wholeFileTooLarge(name, limit: limit) }
        // One byte more than the size, so that a file that grew meanwhile is noticed.
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var count = 0
        while count < bytes.count {
            let start = count
            let got = bytes.withUnsafeMutableBytes {
                Self.read(descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
            }
            guard got >= 0 else { throw unreadable() }
            if got == 0 { break }
            count += got
        }
        guard count == size else {
            throw ImportError(.changed, file: name, "The file was changed while it was read; import it again")
        }
        bytes.removeLast()
        return bytes
    }

    /// All bytes in pieces of up to 1 MiB.
    func forEachPiece(limit: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let (descriptor, size) = try open()
        defer { _ = close(descriptor) }
        guard size <= limit else { throw ImportError.wholeFileTooLarge(name, limit: limit) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let got = Self.read(descriptor, buffer)
            guard got >= 0 else { throw unreadable() }
            if got == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
        }
    }

    private func open() throws(ImportError) -> (descriptor: Int32, size: Int) {
        // Not blocking: a pipe that lies in the folder must not hold up the import.
        #if canImport(Glibc)
            let descriptor = Glibc.open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        #elseif canImport(Musl)
            let descriptor = Musl.open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        #else
            let descriptor = Darwin.open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        #endif
        guard descriptor >= 0 else { throw unreadable() }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            _ = close(descriptor)
            throw ImportError(.unreadable, file: name, "This is no regular file; give a file or a folder of files")
        }
        return (descriptor, Int(status.st_size))
    }

    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            #if canImport(Glibc)
                let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let got = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let got = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if got >= 0 || errno != EINTR { return got }
        }
    }

    private func unreadable() -> ImportError {
        ImportError(
            .unreadable, file: name,
            "The file cannot be read (\(String(cString: strerror(errno)))); check that it is there and may be read")
    }
}

extension ImportError {
    static func wholeFileTooLarge(_ file: String, limit: Int) -> Self {
        Self(.tooLarge, file: file, "The file has more than the allowed \(limit) bytes; split it, or check what it is")
    }
}
