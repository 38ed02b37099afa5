// SPDX-License-Identifier: Apache-2.0
import Crypto

/// The list at the end of a pack: which blob lies where.
///
/// A pack is one file: 16 bytes that say what it is, the bytes of its blobs one after another, the list, and 48 bytes
/// at the end. The list has 48 bytes a blob, sorted by name: the SHA-256, where the blob begins, how many bytes it has.
/// The last 48 bytes are how many blobs there are, the SHA-256 of the list and that number, and 8 bytes that say that
/// the file is whole. Numbers have 8 bytes, the highest first. The file is named for the SHA-256 at its end.
struct PackList {
    static let head = Array("steward blobs 1\n".utf8)
    static let tail = Array("packend\n".utf8)
    static let rowBytes = 48
    static let suffix = ".pack"

    /// One blob of a pack.
    struct Row: Sendable {
        let words: BlobWords
        let offset: Int64
        let length: Int64
    }

    /// The end of a pack with these blobs, and the name that the pack has.
    static func end(_ rows: [Row]) -> (bytes: [UInt8], name: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity((rows.count + 1) * rowBytes)
        for row in rows.sorted(by: { $0.words < $1.words }) {
            for place in 0..<4 { append(row.words[place], to: &bytes) }
            append(UInt64(row.offset), to: &bytes)
            append(UInt64(row.length), to: &bytes)
        }
        append(UInt64(rows.count), to: &bytes)
        let hash = Array(SHA256.hash(data: bytes))
        return (bytes + hash + tail, Hexadecimal.text(hash) + suffix)
    }

    /// Reads the list of a pack and checks it against the hash behind it and against the pack's name.
    /// - Throws: `PackFault` when it was damaged.
    static func rows(of file: borrowing DurableFile, named name: String) throws -> [Row] {
        let size = try file.size()
        let shortest = Int64(head.count + rowBytes)
        guard size >= shortest, try file.read(head.count, at: 0) == head else { throw PackFault() }
        let end = try file.read(rowBytes, at: size - Int64(rowBytes))
        let count = number(end, 0)
        guard end.suffix(tail.count).elementsEqual(tail), count <= UInt64(size - shortest) / UInt64(rowBytes) else {
            throw PackFault()
        }
        let start = size - Int64(rowBytes) * (Int64(count) + 1)
        let list = try file.read(Int(count) * rowBytes, at: start)
        var hash = SHA256()
        hash.update(data: list)
        hash.update(data: end[..<8])
        let digest = Hexadecimal.text(hash.finalize())
        guard list.count == Int(count) * rowBytes, digest == Hexadecimal.text(end[8..<40]), name == digest + suffix
        else { throw PackFault() }
        return try (0..<Int(count)).map { try row(list, $0 * rowBytes, before: start) }
    }

    /// The row that stands at `place` of the list, which begins at `listStart` of the file.
    static func row(_ bytes: [UInt8], _ place: Int, before listStart: Int64) throws(PackFault) -> Row {
        var words = BlobWords()
        for word in 0..<4 { words[word] = number(bytes, place + word * 8) }
        let (offset, length) = (number(bytes, place + 32), number(bytes, place + 40))
        guard offset <= UInt64(listStart), length <= UInt64(listStart) - offset else { throw PackFault() }
        return Row(words: words, offset: Int64(offset), length: Int64(length))
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private static func number(_ bytes: [UInt8], _ place: Int) -> UInt64 {
        bytes[place..<(place + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// A pack whose list is not what was written.
struct PackFault: Error {}
