// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension Ledger {
    /// What is wrong with the checkpoints over fewer entries than `size`: each must be signed by the key it is kept
    /// under, and its root must be that of the tree as it was then. At most ``faultLimit``, the smallest first.
    func faults(inCheckpointsBefore size: Int64, of book: BookID) async throws -> [VerificationReport.Problem] {
        var faults: [VerificationReport.Problem] = []
        var next: (size: Int64, signer: String)? = (-1, "")
        while let place = next, faults.count < Self.faultLimit {
            let page = try await database.read { connection in
                let tree = try StoredTree(book, connection: connection)
                return try connection.query(
                    """
                    SELECT size, signer, note FROM ledger_checkpoint
                    WHERE book = $1 AND size < $2 AND (size, signer) > ($3, $4) ORDER BY size, signer LIMIT 64
                    """, [.text(book.name), .integer(size), .integer(place.size), .text(place.signer)]
                ).map { row in
                    let (size, signer) = (try row.integer("size"), try row.text("signer"))
                    return (size: size, signer: signer, fault: Self.fault(try row.text("note"), size, signer, tree))
                }
            }
            faults += page.compactMap(\.fault)
            next = page.last.map { ($0.size, $0.signer) }
        }
        return Array(faults.prefix(Self.faultLimit))
    }

    /// More would say nothing new: one changed entry breaks every checkpoint after it.
    static let faultLimit = 20

    private static func fault(
        _ text: String, _ size: Int64, _ key: String, _ tree: StoredTree
    ) -> VerificationReport.Problem? {
        func problem(_ fault: String, _ cause: String) -> VerificationReport.Problem {
            .init("ledger_checkpoint", fault, cause: cause)
        }
        do throws(LedgerError) {
            let signed = try SignedCheckpoint(parsing: Array(text.utf8))
            try signed.note.verify(by: [try NoteVerifier(parsing: key)])
            guard signed.checkpoint.size == size else {
                return problem(
                    "The checkpoint kept over \(size) entries is over \(signed.checkpoint.size).", "it was moved.")
            }
            guard let root = try? tree.hashes.root(0, size).bytes, root == signed.checkpoint.root else {
                return problem(
                    "The first \(size) entries are not those that were signed.",
                    "entries were rewritten together with their hashes.")
            }
            return nil
        } catch {
            return problem(
                "The checkpoint over \(size) entries: \(error.message)",
                "the checkpoint was changed after it was signed.")
        }
    }
}
