// SPDX-License-Identifier: Apache-2.0

/// Blobs on their way in together. Nothing is promised before `finish()`; what is not finished is forgotten.
///
/// One task uses it. More than a few small blobs become a pack, one file and one flush for all of them. Large ones
/// become files at once.
package final class BlobBatch {
    private let store: BlobStore
    private var held: [(id: BlobID, bytes: [UInt8])] = []
    private var seen: Set<BlobWords> = []
    /// The folders in which blobs lie as files.
    private let folders: Set<String>
    private var pack: PackWriting?
    private var changed: Set<String> = []

    /// Up to this many small blobs become files, so that single ones do not make a pack each.
    static let mostFiles = 3
    /// A blob of this size pays for its own flush.
    static let largeBytes = 1 << 20
    /// A pack that has as many bytes is ended, and another one begun.
    static let packBytes: Int64 = 64 << 20

    init(_ store: BlobStore) throws {
        self.store = store
        try DurableFolder.make(store.incoming)
        try store.shelf.refresh()
        folders = Set(try DurableFolder.names(store.folder))
    }

    /// Takes bytes. Does nothing when the store has them.
    /// - Parameter id: must be their name; for a caller that computed it anyway.
    /// - Throws: `BlobError` with `storage`.
    package func add(_ bytes: [UInt8], as id: BlobID) throws {
        let words = id.words
        guard seen.insert(words).inserted else { return }
        try store.reporting { () throws -> Void in try keep(bytes, as: id, words) }
    }

    /// Takes bytes. Does nothing when the store has them.
    /// - Returns: their name.
    /// - Throws: `BlobError` with `storage`.
    package func add(_ bytes: [UInt8]) throws -> BlobID {
        let id = BlobID(hashing: bytes)
        try add(bytes, as: id)
        return id
    }

    private func keep(_ bytes: [UInt8], as id: BlobID, _ words: BlobWords) throws {
        // A file of another size was damaged by something else than this program and is replaced.
        let hasFile = folders.contains(String(id.hex.prefix(2)))
        if hasFile, DurableFolder.size(store.path(of: id)) == Int64(bytes.count) { return }
        if let found = try store.shelf.find(words, isFresh: false), found.length == Int64(bytes.count) { return }
        if bytes.count >= Self.largeBytes { return try store.write(bytes, as: id, &changed) }
        if pack == nil, held.count < Self.mostFiles { return held.append((id, bytes)) }
        if pack == nil {
            pack = try PackWriting(store.newFile())
            for piece in held { try pack?.add(piece.bytes, as: piece.id.words) }
            held = []
        }
        try pack?.add(bytes, as: words)
        if let size = pack?.size, size >= Self.packBytes {
            try pack?.settle(in: store.shelf.folder, &changed)
            pack = nil
        }
    }

    /// Returns when everything is on disk.
    /// - Throws: `BlobError` with `storage`; then some of the blobs may be kept.
    package func finish() throws {
        try store.reporting { () throws -> Void in
            for piece in held { try store.write(piece.bytes, as: piece.id, &changed) }
            try pack?.settle(in: store.shelf.folder, &changed)
            for folder in changed { try DurableFolder.flush(folder) }
        }
    }
}

/// A pack on its way in, under a temporary name. Removed when it is given up. Unchecked: one batch writes it.
final class PackWriting: @unchecked Sendable {
    private let file: DurableFile
    private var rows: [PackList.Row] = []
    private var pending: [UInt8] = PackList.head
    private(set) var size = Int64(PackList.head.count)
    private var isSettled = false

    init(_ file: consuming DurableFile) throws {
        self.file = file
        pending.reserveCapacity(2 * Self.writeBytes)
    }

    /// Small blobs are gathered into writes of this size.
    private static let writeBytes = 1 << 18

    deinit { if !isSettled { try? DurableFolder.remove(file.path) } }

    func add(_ bytes: [UInt8], as words: BlobWords) throws {
        if pending.count + bytes.count > Self.writeBytes { try writePending() }
        pending += bytes
        rows.append(PackList.Row(words: words, offset: size, length: Int64(bytes.count)))
        size += Int64(bytes.count)
    }

    private func writePending() throws {
        try file.write(pending)
        pending.removeAll(keepingCapacity: true)
    }

    /// Writes the list, flushes the file and gives it its name. The caller flushes the changed folders.
    func settle(in folder: String, _ changed: inout Set<String>) throws {
        if DurableFolder.size(folder) == nil {
            try DurableFolder.make(folder)
            changed.insert(DurableFolder.parent(of: folder))
        }
        let end = PackList.end(rows)
        pending += end.bytes
        try writePending()
        try file.flush()
        try DurableFolder.rename(file.path, to: folder + "/" + end.name)
        isSettled = true
        changed.insert(folder)
    }
}
