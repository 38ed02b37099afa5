// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file, closed when it goes. Files made here are readable by their owner alone.
///
/// Used by one reader or one writer at a time, so the unchecked box holds.
final class DiskFile: @unchecked Sendable {
    private let descriptor: Int32

    /// Opens a file for reading; `nil` when there is none.
    init?(reading path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    /// Makes a new file; `nil` when it exists or can't be made.
    init?(creating path: String) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// The next bytes, at most `count`; empty at the end, `nil` when reading fails.
    func read(upTo count: Int) -> [UInt8]? {
        var isFailed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            var got: Int
            repeat { got = readBytes(descriptor, buffer.baseAddress, count) } while got < 0 && errno == EINTR
            isFailed = got < 0
            used = max(0, got)
        }
        return isFailed ? nil : bytes
    }

    /// Writes all bytes; `false` when that fails.
    func write(_ bytes: [UInt8]) -> Bool {
        var done = 0
        return bytes.withUnsafeBytes { buffer in
            while done < buffer.count {
                let wrote = writeBytes(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if wrote < 0 && errno == EINTR { continue }
                if wrote <= 0 { return false }
                done += wrote
            }
            return true
        }
    }

    var size: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : -1
    }

    /// When the file was written or marked as used.
    var modified: Date {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .distantPast }
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        return Date(timeIntervalSince1970: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }
}

extension DiskFile {
    /// A file's bytes; `nil` when it is missing, unreadable, or longer than `limit`.
    static func contents(of path: String, upTo limit: Int) -> [UInt8]? {
        guard let file = DiskFile(reading: path), file.size <= limit else { return nil }
        var all: [UInt8] = []
        while let piece = file.read(upTo: 65_536) {
            if piece.isEmpty { return all }
            guard all.count + piece.count <= limit else { return nil }
            all += piece
        }
        return nil
    }

    /// Writes a whole file at once: readers see the old one or the new one. `false` when that fails.
    static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
        guard let temporary = TemporaryFile(beside: path), temporary.file.write(bytes) else { return false }
        return temporary.move(to: path)
    }

    static func remove(_ path: String) { unlink(path) }

    /// Sets the time that ``modified`` gives.
    static func mark(_ path: String, usedAt date: Date) {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        let nanoseconds = Int((date.timeIntervalSince1970 - seconds) * 1e9)
        let time = timespec(tv_sec: Int(seconds), tv_nsec: nanoseconds)
        _ = [time, time].withUnsafeBufferPointer { utimensat(AT_FDCWD, path, $0.baseAddress, 0) }
    }

    /// Makes a folder that only its owner may read, and the folders above it. `false` when that fails.
    static func makeFolder(_ path: String) -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
        if let slash = path.dropLast().lastIndex(of: "/"), slash > path.startIndex {
            guard makeFolder(String(path[..<slash])) else { return false }
        }
        return mkdir(path, 0o700) == 0 || errno == EEXIST
    }

    /// The names in a folder; empty when there is none.
    static func names(in folder: String) -> [String] {
        (try? FileManager().contentsOfDirectory(atPath: folder)) ?? []
    }
}

/// A file that goes with this object unless it was moved to its place.
final class TemporaryFile: Sendable {
    static let suffix = ".tmp"
    let file: DiskFile
    private let path: String

    /// `nil` when it can't be made.
    init?(beside target: String) {
        path = "\(target).\(String(UInt64.random(in: .min ... .max), radix: 16))\(Self.suffix)"
        guard let file = DiskFile(creating: path) else { return nil }
        self.file = file
    }

    deinit { unlink(path) }

    /// Puts the file in its place, replacing what was there. `false` when that fails.
    func move(to target: String) -> Bool { rename(path, target) == 0 }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
