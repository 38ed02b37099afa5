// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore

extension Ledger {
    /// Adds entries to the end of a book, all of them or none, in their order. When this returns they are on disk.
    ///
    /// Calls that arrive while others are being written share the next transaction and its one disk flush. A draft that
    /// cannot be recorded fails its own call only. Once the call waits for the disk, cancelling its task does not take
    /// the append back.
    /// - Returns: the entries, one a draft; for a repeated idempotency key the entry that was there first.
    /// - Throws: `CancellationError` before anything is done; ``LedgerError`` with `invalidEntry`; the database's
    ///   error, after which nothing of this call is recorded unless the connection broke during the commit itself (use
    ///   idempotency keys and repeat).
    @discardableResult
    public func append(_ drafts: [EntryDraft], to book: BookID) async throws -> [Entry] {
        try Task.checkCancellation()
        guard book.isValid else {
            throw LedgerError(
                .invalidEntry,
                "A book's name has 1 to 128 bytes of letters, digits and - . _ ~ : / @; "
                    + "\(book.name.debugDescription) does not do.")
        }
        guard !drafts.isEmpty else { return [] }
        let request = AppendRequest(book: book, drafts: try drafts.map { try PreparedDraft($0, book: book) })
        return try await queue.append(request)
    }

    /// Adds one entry.
    /// - Throws: what appending several throws.
    @discardableResult
    public func append(_ draft: EntryDraft, to book: BookID) async throws -> Entry {
        let entries = try await append([draft], to: book)
        guard let entry = entries.first else {
            throw LedgerError(.damaged, "Nothing was recorded in \(book), and no reason was given.")
        }
        return entry
    }
}
