// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore

/// A sealed bundle as one archive (ustar), written piece by piece: the files that ``Ledger/export(_:to:blobs:from:)``
/// writes into a folder, in a folder of their own. Equal bundles are equal bytes: the order is fixed, and the time of
/// every member is that of the last entry.
package struct BundleArchive: Sendable {
    /// What seals it.
    package let sealed: SignedCheckpoint
    /// The folder in the archive, of letters, digits and `-`: the book's name and how many entries there are.
    package let folder: String
    /// How many bytes the archive has.
    package let length: Int64

    private let ledger: Ledger
    private let book: BookID
    private let store: BlobStore?
    private let members: [Member]
    private let time: Int64

    private struct Member: Sendable {
        enum Content: Sendable { case folder, bytes([UInt8]), entries, hashes, blob(BlobID) }

        let name: String
        let size: Int64
        let content: Content
    }

    init(
        _ ledger: Ledger, _ book: BookID, _ sealed: SignedCheckpoint, seal: [(name: String, bytes: [UInt8])],
        blobs: [(id: BlobID, size: Int64)], from store: BlobStore?, lineBytes: Int64, time: Int64
    ) {
        let size = sealed.checkpoint.size
        var members = seal.map { Member(name: $0.name, size: Int64($0.bytes.count), content: .bytes($0.bytes)) }
        members.append(Member(name: BundleFile.book, size: lineBytes + size, content: .entries))
        members.append(Member(name: BundleFile.hashes, size: 65 * size, content: .hashes))
        members.append(Member(name: BundleFile.blobs + "/", size: 0, content: .folder))
        members += blobs.map { Member(name: "\(BundleFile.blobs)/\($0.id.hex)", size: $0.size, content: .blob($0.id)) }
        self.members = members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        self.sealed = sealed
        self.ledger = ledger
        self.book = book
        self.store = store
        self.time = time
        folder = Self.folder(book, size)
        length =
            UstarHeader.room(0) + members.reduce(0) { $0 + UstarHeader.room($1.size) } + Int64(UstarHeader.end.count)
    }

    /// What ``folder`` is.
    package static func folder(_ book: BookID, _ size: Int64) -> String {
        let name = book.name.unicodeScalars.map { scalar -> String in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                ? String(scalar) : "-"
        }
        return "\(name.joined().prefix(80))-\(size)"
    }

    /// Writes the archive, ``length`` bytes. Every entry is checked against its stored hash and the checkpoint.
    /// - Parameter out: takes the next bytes; the next piece is read when it returns.
    /// - Throws: ``LedgerError`` with `damaged` when what is kept is not what was sealed, and then the archive is not
    ///   whole; the database's and the blob store's errors; what `out` throws.
    package func write(_ out: ([UInt8]) async throws -> Void) async throws {
        try await out(UstarHeader(folder: "", name: folder + "/", size: 0, time: time).bytes)
        for member in members {
            try await out(UstarHeader(folder: folder, name: member.name, size: member.size, time: time).bytes)
            let written = try await write(member, out)
            guard written == member.size else {
                throw LedgerError(
                    .damaged, "\(member.name) has \(written) bytes instead of the \(member.size) it had before.")
            }
            let padding = Int(UstarHeader.padding(member.size))
            if padding > 0 { try await out([UInt8](repeating: 0, count: padding)) }
        }
        try await out(UstarHeader.end)
    }

    private func write(_ member: Member, _ out: ([UInt8]) async throws -> Void) async throws -> Int64 {
        switch member.content {
        case .folder: return 0
        case .bytes(let bytes):
            try await out(bytes)
            return Int64(bytes.count)
        case .entries: return try await writeEntries(out)
        case .hashes: return try await writeHashes(out)
        case .blob(let id):
            guard let store else { throw LedgerError(.notFound, "The blob \(id) is not in the store.") }
            var written: Int64 = 0
            for try await piece in try store.stream(of: id) {
                written += Int64(piece.count)
                try await out(Array(piece))
            }
            return written
        }
    }

    private func writeEntries(_ out: ([UInt8]) async throws -> Void) async throws -> Int64 {
        var frontier = MerkleFrontier()
        var written: Int64 = 0
        while frontier.size < sealed.checkpoint.size {
            let piece = try await ledger.linePiece(of: book, from: frontier.size, until: sealed.checkpoint.size)
            for leaf in piece.leaves { frontier.append(leaf) }
            written += Int64(piece.bytes.count)
            try await out(piece.bytes)
        }
        guard frontier.root.bytes == sealed.checkpoint.root else {
            throw LedgerError(
                .damaged,
                "The entries in the database are not those of the checkpoint over \(frontier.size) entries.")
        }
        return written
    }

    private func writeHashes(_ out: ([UInt8]) async throws -> Void) async throws -> Int64 {
        var next: Int64 = 0
        var written: Int64 = 0
        while next < sealed.checkpoint.size {
            let bytes = try await ledger.hashPiece(of: book, from: next, until: sealed.checkpoint.size)
            guard !bytes.isEmpty else { break }
            next += Int64(bytes.count / 65)
            written += Int64(bytes.count)
            try await out(bytes)
        }
        return written
    }
}
