// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardStore

extension Ledger {
    /// Seals a book, or its first entries, as an archive to be written piece by piece; memory does not grow with the
    /// book.
    /// - Parameters:
    ///   - size: how many entries go along; all when `nil`. What is signed of fewer is a tree head like any other, with
    ///     which all later ones agree.
    ///   - blobs: the evidence that goes along; each once, in any order.
    ///   - store: where the blobs are.
    /// - Throws: ``LedgerError`` with `noSigner`, `notFound` for a book or a blob, `inconsistent`;
    ///   the database's error.
    package func archive(
        _ book: BookID, size: Int64? = nil, blobs: [BlobID] = [], from store: BlobStore? = nil
    ) async throws -> BundleArchive {
        let signer = try requireSigner()
        let sealed = if let size { try await checkpoint(book, size: size) } else { try await checkpoint(book) }
        let size = sealed.checkpoint.size
        let evidence = try Set(blobs).sorted().map { id in
            guard let length = store?.size(of: id) else {
                throw LedgerError(.notFound, "The blob \(id) is not in the store.")
            }
            return (id: id, size: length)
        }
        let bytes = try await database.read { connection in
            try connection.first(
                "SELECT SUM(length(line)) AS bytes FROM ledger_entry WHERE book = $1 AND sequence < $2",
                [.text(book.name), .integer(size)])?.integerOrNil("bytes")
        }
        let last = try await entry(in: book, at: size - 1)
        return BundleArchive(
            self, book, sealed, seal: try BundleSeal.files(sealed, signer, blobs: evidence.map(\.id.hex)),
            blobs: evidence, from: store, lineBytes: bytes ?? 0,
            time: Int64(last?.time.timeIntervalSince1970.rounded(.down) ?? 0))
    }

    /// Lines with their line ends, about a megabyte of them and at least one, and their leaves.
    func linePiece(
        of book: BookID, from start: Int64, until end: Int64
    ) async throws -> (bytes: [UInt8], leaves: [TreeHash]) {
        try await database.read { connection in
            let place: [SQLValue] = [.text(book.name), .integer(start), .integer(end)]
            let lengths = try connection.query(
                """
                SELECT length(line) AS bytes FROM ledger_entry WHERE book = $1 AND sequence >= $2 AND sequence < $3
                ORDER BY sequence LIMIT 1024
                """, place)
            var count: Int64 = 0
            var room: Int64 = 0
            for row in lengths where count == 0 || room < 1 << 20 {
                room += try row.integer("bytes")
                count += 1
            }
            var bytes: [UInt8] = []
            var leaves: [TreeHash] = []
            try connection.forEach(
                """
                SELECT sequence, hash, line FROM ledger_entry WHERE book = $1 AND sequence >= $2 AND sequence < $3
                ORDER BY sequence LIMIT $4
                """, place + [.integer(count)]
            ) { row in
                let sequence = start + Int64(leaves.count)
                // SQLite keeps whatever type it is given; another one than bytes is damage, not a fault of the program.
                guard try row.integer("sequence") == sequence, let line = try? row.bytes("line"),
                    let stored = try? row.bytes("hash")
                else { throw Self.changed(sequence) }
                let leaf = TreeHash.leaf(line)
                guard leaf.bytes == stored else { throw Self.changed(sequence) }
                leaves.append(leaf)
                bytes.append(contentsOf: line)
                bytes.append(0x0A)
            }
            guard !leaves.isEmpty else { throw Self.changed(start) }
            return (bytes, leaves)
        }
    }

    /// The listed hashes of up to some thousand entries.
    func hashPiece(of book: BookID, from start: Int64, until end: Int64) async throws -> [UInt8] {
        try await database.read { connection in
            var bytes: [UInt8] = []
            try connection.forEach(
                """
                SELECT hash FROM ledger_entry WHERE book = $1 AND sequence >= $2 AND sequence < $3
                ORDER BY sequence LIMIT 4096
                """, [.text(book.name), .integer(start), .integer(end)]
            ) { row in
                bytes.append(contentsOf: Hexadecimal.digits(try row.bytes("hash")))
                bytes.append(0x0A)
            }
            return bytes
        }
    }

    private static func changed(_ sequence: Int64) -> LedgerError {
        LedgerError(.damaged, "Entry \(sequence) is missing in the database, or was changed there.")
    }
}
