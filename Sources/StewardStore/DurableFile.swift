// SPDX-License-Identifier: Apache-2.0
import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The C functions under names that the methods below do not hide.
private let systemRead = read
private let systemReadAt = pread
private let systemWrite = write
private let systemWriteAt = pwrite
private let systemRename: @Sendable (String, String) -> Int32 = { rename($0, $1) }

/// A system call that failed.
struct SystemCallError: Error, CustomStringConvertible {
    let number: Int32
    let path: String

    init(_ path: String, _ number: Int32 = errno) {
        self.number = number
        self.path = path
    }

    var isMissing: Bool { number == ENOENT }
    var description: String {
        switch number {
        case ENOSPC, EDQUOT: "The disk that holds \(path) is full; free some space."
        case EACCES, EPERM, EROFS: "\(path) may not be read or written; change its owner or mode."
        case ENOENT: "\(path) does not exist."
        default: "\(path): \(String(cString: strerror(number)))."
        }
    }
}

/// An open file, closed when nobody holds it. Reads and writes whole buffers.
struct DurableFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    /// Makes a file that nobody else may read. Fails when it exists.
    init(creating path: String) throws(SystemCallError) {
        try self.init(path, O_WRONLY | O_CREAT | O_EXCL)
    }

    /// Opens a file to read it; a symbolic link is refused.
    init(reading path: String) throws(SystemCallError) { try self.init(path, O_RDONLY | O_NOFOLLOW) }

    /// Opens a file to be locked or changed; makes it when it is missing.
    init(locking path: String) throws(SystemCallError) { try self.init(path, O_RDWR | O_CREAT | O_NOFOLLOW) }

    private init(_ path: String, _ flags: Int32) throws(SystemCallError) {
        let opened = open(path, flags | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw SystemCallError(path) }
        self.path = path
        descriptor = opened
    }

    deinit { _ = close(descriptor) }

    /// Waits for the file's lock, which goes when the file is closed or its process dies.
    func waitForLock() throws(SystemCallError) {
        while flock(descriptor, LOCK_EX) != 0 { guard errno == EINTR else { throw SystemCallError(path) } }
    }

    /// Takes the file's lock, which goes when the file is closed or its process dies. `false` when another holds it.
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Shares the file's lock with others who do; waits while somebody has it alone.
    func share() { while flock(descriptor, LOCK_SH) != 0, errno == EINTR {} }

    /// Gives the file's lock back.
    func unlock() { _ = flock(descriptor, LOCK_UN) }

    /// Whether the file still has a name.
    var isLinked: Bool { (try? status())?.st_nlink ?? 0 > 0 }

    /// The permission bits.
    func mode() throws(SystemCallError) -> UInt32 { UInt32(try status().st_mode) & 0o7777 }
    func size() throws(SystemCallError) -> Int64 { Int64(try status().st_size) }

    private func status() throws(SystemCallError) -> stat {
        var result = stat()
        guard fstat(descriptor, &result) == 0 else { throw SystemCallError(path) }
        return result
    }

    func write(_ bytes: [UInt8]) throws(SystemCallError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                systemWrite(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
            }
            if count < 0, errno != EINTR { throw SystemCallError(path) }
            done += max(count, 0)
        }
    }

    /// Writes bytes from `offset` on, over what is there.
    func write(_ bytes: [UInt8], at offset: Int64) throws(SystemCallError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                systemWriteAt(
                    descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset) + off_t(done))
            }
            if count < 0, errno != EINTR { throw SystemCallError(path) }
            done += max(count, 0)
        }
    }

    /// The next bytes, at most `limit`; empty at the end.
    func read(upTo limit: Int) throws(SystemCallError) -> [UInt8] {
        try filled(limit) { buffer, _ in systemRead(descriptor, buffer.baseAddress, buffer.count) }
    }

    /// `count` bytes from `offset` on; fewer only when the file ends there.
    func read(_ count: Int, at offset: Int64) throws(SystemCallError) -> [UInt8] {
        try filled(count, isWhole: true) { buffer, done in
            systemReadAt(descriptor, buffer.baseAddress, buffer.count, off_t(offset) + off_t(done))
        }
    }

    /// A buffer of up to `limit` bytes, filled by one call of `fill`, or by as many as it takes until it is full or
    /// nothing comes. `fill` gets what is left of the buffer and how many bytes there are.
    private func filled(
        _ limit: Int, isWhole: Bool = false, _ fill: (UnsafeMutableBufferPointer<UInt8>, Int) -> Int
    ) throws(SystemCallError) -> [UInt8] {
        var failure: SystemCallError?
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, done in
            done = 0
            while done < limit {
                let count = fill(UnsafeMutableBufferPointer(rebasing: buffer[done..<limit]), done)
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = SystemCallError(path) }
                guard count > 0 else { return }
                done += count
                guard isWhole else { return }
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Returns when the bytes are on disk.
    func flush() throws(SystemCallError) {
        guard fsync(descriptor) == 0 else { throw SystemCallError(path) }
    }

    /// Returns when the bytes are on disk, for a file whose length has not changed.
    func flushContent() throws(SystemCallError) {
        #if canImport(Glibc)
            guard fdatasync(descriptor) == 0 else { throw SystemCallError(path) }
        #else
            try flush()
        #endif
    }
}

/// What the stores do to folders.
enum DurableFolder {
    /// Returns when the folder's names are on disk.
    static func flush(_ path: String) throws(SystemCallError) {
        try DurableFile(reading: path).flush()
    }

    /// Makes the folder and what is above it; does nothing when it exists.
    static func make(_ path: String) throws(SystemCallError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        let failure = SystemCallError(path)
        let parent = parent(of: path)
        guard failure.isMissing, parent != path, parent != "." else { throw failure }
        try make(parent)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemCallError(path) }
        try flush(parent)
    }

    /// The folder that holds a path.
    static func parent(of path: String) -> String {
        guard let place = path.lastIndex(of: "/") else { return "." }
        return place == path.startIndex ? "/" : String(path[..<place])
    }

    static func rename(_ old: String, to new: String) throws(SystemCallError) {
        let result = systemRename(old, new)
        guard result == 0 else { throw SystemCallError(new) }
    }

    /// Removes a file; it is no error when it is gone already.
    static func remove(_ path: String) throws(SystemCallError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw SystemCallError(path) }
    }

    /// The bytes that a file has, or `nil` when there is no such file.
    static func size(_ path: String) -> Int64? {
        var result = stat()
        return lstat(path, &result) == 0 ? Int64(result.st_size) : nil
    }

    /// The names in a folder, sorted; none when there is no such folder.
    static func names(_ path: String) throws(SystemCallError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw SystemCallError(path)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

/// Runs blocking work beside Swift's own few threads.
func offThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
}
