// SPDX-License-Identifier: Apache-2.0
import Crypto

/// A blob on its way out. Unchecked: one reader reads it, one piece after the other.
final class BlobReading: @unchecked Sendable {
    private let id: BlobID
    private let blob: OpenBlob
    private let end: Int64
    private var offset: Int64
    private var hash = SHA256()
    private var isDone = false

    static let pieceSize = 1 << 18

    /// Opens a blob's file, or else the pack that holds it.
    /// - Throws: `SystemCallError` for a missing file when no pack has the blob; `BlobError` with `damaged` when a pack
    ///   that may have it lost its list.
    init(_ id: BlobID, in store: BlobStore) throws {
        self.id = id
        blob = try Self.open(id, store)
        (offset, end) = (blob.offset, blob.offset + blob.length)
    }

    private static func open(_ id: BlobID, _ store: BlobStore) throws -> OpenBlob {
        do {
            let file = try DurableFile(reading: store.path(of: id))
            let length = try file.size()
            return OpenBlob(file: file, offset: 0, length: length, isInPack: false)
        } catch {
            guard error.isMissing else { throw error }
            if let found = try store.shelf.find(id.words) { return found }
            guard let pack = store.shelf.damaged().first else { throw error }
            throw BlobError(
                .damaged,
                "The blob \(id) is not here, or in the pack \(pack), of which the list was changed. "
                    + "Restore the pack from a backup.")
        }
    }

    /// How many bytes the blob has.
    var length: Int64 { blob.length }

    /// What is thrown when the bytes do not have the hash that is the name.
    var damaged: BlobError {
        blob.isInPack
            ? BlobError(.damaged, "The blob \(id) in the pack \(blob.file.path) is damaged; restore it from a backup.")
            : BlobError(.damaged, "The blob \(id) is damaged; restore it from a backup.")
    }

    /// All bytes that were not read yet. They are not compared with the name.
    func rest() throws -> [UInt8] {
        defer { offset = end }
        return try blob.file.read(Int(end - offset), at: offset)
    }

    /// The next piece; `nil` at the end.
    /// - Throws: ``damaged`` at the end when the bytes do not have the hash that is the name.
    func next() throws -> [UInt8]? {
        if isDone { return nil }
        let piece = try blob.file.read(Int(min(end - offset, Int64(Self.pieceSize))), at: offset)
        hash.update(data: piece)
        offset += Int64(piece.count)
        guard piece.isEmpty else { return piece }
        isDone = true
        guard BlobID(hash.finalize()) == id else { throw damaged }
        return nil
    }
}

/// A reading that begins with the first piece. Unchecked: as `BlobReading`.
final class LateReading: @unchecked Sendable {
    private var reading: BlobReading?

    func next(_ id: BlobID, _ store: BlobStore) throws -> [UInt8]? {
        let reading = try reading ?? BlobReading(id, in: store)
        self.reading = reading
        return try reading.next()
    }
}
