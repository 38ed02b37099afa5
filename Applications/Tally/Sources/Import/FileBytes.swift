// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads a regular file or a part of one, whole or in pieces.
struct FileBytes {
    private let location: String
    private let part: Range<Int64>?
    private let name: String

    /// `name` stands in errors. `part` is counted in bytes; `nil` is all of the file.
    init(_ location: String, part: Range<Int64>? = nil, shownAs name: String) {
        self.location = location
        self.part = part
        self.name = name
    }

    /// All bytes.
    func readWhole(limit: Int) throws(ImportError) -> [UInt8] {
        let (descriptor, size) = try open()
        defer { _ = close(descriptor) }
        guard size <= limit else { throw .wholeFileTooLarge(name, limit: limit) }
        var failed = false
        // One byte more than the size, so that a file that grew meanwhile is noticed.
        let wanted = part == nil ? size + 1 : size
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            count = 0
            while count < wanted {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count..<wanted])
                let got = Self.read(descriptor, rest, at: start + Int64(count))
                failed = got < 0
                guard got > 0 else { return }
                count += got
                // A regular file gives less than was asked for only at its end.
                if count == size { return }
            }
        }
        guard !failed else { throw unreadable() }
        guard bytes.count == size else {
            throw ImportError(.changed, file: name, "The file was changed while it was read; import it again")
        }
        return bytes
    }

    /// How many bytes there are, without opening the file; 0 when there is none.
    var size: Int {
        if let part { return part.count }
        var status = stat()
        return stat(location, &status) == 0 ? Int(status.st_size) : 0
    }

    private var start: Int64 { part?.lowerBound ?? 0 }

    /// All bytes in pieces of up to 1 MiB.
    func forEachPiece(limit: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let (descriptor, size) = try open()
        defer { _ = close(descriptor) }
        guard size <= limit else { throw ImportError.wholeFileTooLarge(name, limit: limit) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        var next = start
        while true {
            let left = part.map { Int($0.upperBound - next) } ?? buffer.count
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(left, buffer.count)])
            let got = Self.read(descriptor, piece, at: next)
            guard got >= 0 else { throw unreadable() }
            if got == 0 { return }
            next += Int64(got)
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
        return (descriptor, part.map { Int($0.upperBound - $0.lowerBound) } ?? Int(status.st_size))
    }

    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int {
        while true {
            #if canImport(Glibc)
                let got = Glibc.pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            #elseif canImport(Musl)
                let got = Musl.pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            #else
                let got = Darwin.pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
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
