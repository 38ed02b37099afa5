// SPDX-License-Identifier: Apache-2.0

/// Takes the values of an archive off a buffer; `nil` where the buffer ends before the value does.
///
/// Source: PostgreSQL's `src/bin/pg_dump/pg_backup_archiver.c`, `ReadInt`, `ReadStr`, `ReadOffset`, versions 1.12 to
/// 1.16.
struct ArchiveBytes {
    /// Why the bytes cannot be an archive's.
    struct Nonsense: Error, Equatable { let sentence: String }

    /// More bytes than this has no text of a table of contents.
    static let longestText = 64 << 20

    private let bytes: [UInt8]
    private(set) var offset: Int
    private let intSize: Int

    init(_ bytes: [UInt8], from offset: Int, intSize: Int) {
        self.bytes = bytes
        self.offset = offset
        self.intSize = intSize
    }

    mutating func byte() -> UInt8? {
        guard offset < bytes.count else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// A sign and so many bytes, the lowest first.
    mutating func int() throws(Nonsense) -> Int? {
        guard offset + 1 + intSize <= bytes.count else { return nil }
        let isNegative = bytes[offset] != 0
        var value: UInt64 = 0
        for index in (0..<intSize).reversed() { value = value << 8 | UInt64(bytes[offset + 1 + index]) }
        guard let number = Int(exactly: value) else { throw Nonsense(sentence: "it holds a number that is too large") }
        offset += 1 + intSize
        return isNegative ? -number : number
    }

    /// A text with its length before it; an absent one has a length below zero and reads as empty.
    mutating func text() throws(Nonsense) -> [UInt8]? {
        guard let text = try textOrAbsent() else { return nil }
        return text ?? []
    }

    /// As ``text()``, absent or not.
    mutating func textOrAbsent() throws(Nonsense) -> [UInt8]?? {
        let start = offset
        guard let count = try int() else { return .none }
        guard count >= 0 else { return .some(nil) }
        guard count <= Self.longestText else {
            throw Nonsense(sentence: "it holds a text of \(count) bytes, more than any archive has")
        }
        guard offset + count <= bytes.count else {
            offset = start
            return .none
        }
        defer { offset += count }
        return .some(Array(bytes[offset..<(offset + count)]))
    }

    /// A flag and an offset of so many bytes, which is not looked at.
    mutating func fileOffset(of size: Int) throws(Nonsense) -> UInt8? {
        guard offset + 1 + size <= bytes.count else { return nil }
        let flag = bytes[offset]
        guard (1...3).contains(flag) else { throw Nonsense(sentence: "it holds an unknown kind of position") }
        offset += 1 + size
        return flag
    }
}
