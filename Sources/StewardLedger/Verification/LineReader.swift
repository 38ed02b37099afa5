// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One line in a reader's buffer, good until the next lines are read.
struct Line {
    /// The first byte. The byte before it may be written.
    let start: UnsafeMutableRawPointer
    /// Without the line end.
    let count: Int
    /// From 1.
    let number: Int64
    /// Whether a line end follows.
    let isTerminated: Bool

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// SHA-256(0x00 ‖ line) in one go: the byte before the line is the end of the line before, which is used up.
    var leafHash: TreeHash {
        (start - 1).storeBytes(of: 0, as: UInt8.self)
        return TreeHash(hashing: UnsafeRawBufferPointer(start: start - 1, count: count + 1))
    }
}

/// Reads the lines of a file through one buffer of fixed size.
final class LineReader {
    private let file: ReadingFile
    private let buffer: UnsafeMutableRawBufferPointer
    private var start = 1
    private var end = 1
    private var offset: Int64 = 0
    private var count: Int64 = 0

    /// Longer lines than this are cut; no entry is as long.
    static let longestLine = 16 << 20
    private static let capacity = 1 << 20

    init(_ file: ReadingFile) {
        self.file = file
        buffer = .allocate(byteCount: Self.longestLine + Self.capacity, alignment: 64)
    }

    deinit { buffer.deallocate() }

    /// The next lines, as many as one read gives; none at the end. A line longer than ``longestLine`` comes in parts
    /// that are not terminated.
    func next(into lines: inout [Line]) throws(LedgerError) {
        lines.removeAll(keepingCapacity: true)
        while lines.isEmpty {
            let isEnd = try !fill()
            guard let base = buffer.baseAddress else { return }
            while let found = memchr(base + start, 0x0A, end - start) {
                take(found - (base + start), terminated: true, &lines)
            }
            if end > start, isEnd || end - start >= Self.longestLine { take(end - start, terminated: false, &lines) }
            if isEnd { return }
        }
    }

    private func take(_ length: Int, terminated: Bool, _ lines: inout [Line]) {
        guard let base = buffer.baseAddress else { return }
        count += 1
        lines.append(Line(start: base + start, count: length, number: count, isTerminated: terminated))
        start += length + (terminated ? 1 : 0)
    }

    /// Moves what is left to the front and reads on; `false` at the end of the file.
    private func fill() throws(LedgerError) -> Bool {
        guard let base = buffer.baseAddress else { return false }
        let left = end - start
        memmove(base + 1, base + start, left)
        start = 1
        end = 1 + left
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[end..<min(end + Self.capacity, buffer.count)])
        let count = try file.read(into: room, at: offset)
        offset += Int64(count)
        end += count
        return count > 0
    }
}
