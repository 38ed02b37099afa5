// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardStore

extension Ledger {
    /// Seals a book: writes a folder from which anybody can verify it offline, with ``LedgerVerifier`` or with standard
    /// tools as its `README.txt` says.
    ///
    /// Equal books give equal bytes. The folder appears whole or not at all. Every entry is checked against its stored
    /// hash and the checkpoint while it is written.
    /// - Parameters:
    ///   - folder: is made; what is above it must exist.
    ///   - blobs: the evidence that goes along; each once, in any order.
    ///   - store: where the blobs are.
    /// - Returns: the checkpoint that seals the bundle.
    /// - Throws: ``LedgerError`` with `exists` when the folder or a rest of an earlier try is there, `noSigner`,
    ///   `notFound` for a book or a blob, `damaged` when the stored entries are not those that were written,
    ///   `inconsistent`, `storage`.
    @discardableResult
    package func export(
        _ book: BookID, to folder: String, blobs: [BlobID] = [], from store: BlobStore? = nil
    ) async throws -> SignedCheckpoint {
        let signer = try requireSigner()
        let sealed = try await checkpoint(book)
        guard !FileFault.exists(folder) else { throw FileFault.taken(folder) }
        let partial = folder + ".partial"
        try FileFault.makeFolder(partial)
        do {
            try await writeBook(book, sealed.checkpoint, to: partial)
            try await writeBlobs(Set(blobs).sorted(), from: store, to: partial)
            try Self.writeSeal(sealed, signer, blobs: Set(blobs).map(\.hex), to: partial)
            try FileFault.flushFolder(partial)
            try FileFault.move(partial, to: folder)
            try FileFault.flushFolder(FileFault.parent(of: folder))
        } catch {
            FileFault.removeBundle(partial)
            throw error
        }
        return sealed
    }

    private func writeBook(_ book: BookID, _ checkpoint: Checkpoint, to folder: String) async throws {
        let writer = try BookWriter(folder: folder)
        try await forEachRow(in: book, from: 0, until: checkpoint.size) { row in
            try writer.add(row.bytes("line"), hash: row.bytes("hash"), sequence: row.integer("sequence"))
        }
        try writer.finish(checkpoint)
    }

    private func writeBlobs(_ blobs: [BlobID], from store: BlobStore?, to folder: String) async throws {
        let target = "\(folder)/\(BundleFile.blobs)"
        try FileFault.makeFolder(target)
        for blob in blobs {
            guard let store, store.contains(blob) else {
                throw LedgerError(.notFound, "The blob \(blob) is not in the store.")
            }
            let file = try WritingFile(creating: "\(target)/\(blob.hex)")
            for try await piece in try store.stream(of: blob) { try file.write(piece) }
            try file.finish()
        }
        try FileFault.flushFolder(target)
    }

    private static func writeSeal(
        _ sealed: SignedCheckpoint, _ signer: NoteSigner, blobs: [String], to folder: String
    ) throws {
        for (name, bytes) in try BundleSeal.files(sealed, signer, blobs: blobs) {
            let file = try WritingFile(creating: "\(folder)/\(name)")
            try file.write(bytes)
            try file.finish()
        }
    }
}

/// Writes the entries and their hashes. Used by one thread after the other, never by two at once.
private final class BookWriter: @unchecked Sendable {
    private let book: WritingFile
    private let hashes: WritingFile
    private var frontier = MerkleFrontier()

    init(folder: String) throws {
        book = try WritingFile(creating: "\(folder)/\(BundleFile.book)")
        hashes = try WritingFile(creating: "\(folder)/\(BundleFile.hashes)")
    }

    func add(_ line: [UInt8], hash: [UInt8], sequence: Int64) throws {
        let leaf = TreeHash.leaf(line)
        guard sequence == frontier.size, leaf.bytes == hash else {
            throw LedgerError(
                .damaged,
                sequence == frontier.size
                    ? "Entry \(sequence) was changed in the database: it does not have its hash any more."
                    : "Entry \(frontier.size) is missing in the database.")
        }
        frontier.append(leaf)
        try book.write(line)
        try book.write([0x0A])
        try hashes.write(leaf.hex)
        try hashes.write([0x0A])
    }

    func finish(_ checkpoint: Checkpoint) throws {
        guard frontier.size == checkpoint.size, frontier.root.bytes == checkpoint.root else {
            throw LedgerError(
                .damaged,
                "The entries in the database are not those of the checkpoint over \(checkpoint.size) entries.")
        }
        try book.finish()
        try hashes.finish()
    }
}
