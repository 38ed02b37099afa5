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
        return try await queue.append(request) { requests in await commit(requests) }
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

    /// Writes the requests in one transaction; each gets its own outcome.
    private func commit(_ requests: [AppendRequest]) async -> [Result<[Entry], any Error>] {
        do {
            return try await commitTogether(requests).map { .success($0) }
        } catch let error as DatabaseError where error.code == .constraint || error.code == .statement {
            // One request that the database refuses must not spoil the others.
            guard requests.count > 1 else { return [.failure(error)] }
            var outcomes: [Result<[Entry], any Error>] = []
            for request in requests { outcomes += await commit([request]) }
            return outcomes
        } catch {
            return requests.map { _ in .failure(error) }
        }
    }

    private func commitTogether(_ requests: [AppendRequest]) async throws -> [[Entry]] {
        let clock = clock
        let database = database
        // A task of its own: the caller that happens to write for all must not take the others' entries back when it is
        // cancelled. It ends before this function does.
        let write = Task {
            try await database.write { connection in
                let time = clock.now.microseconds
                var outcomes = [[Entry]](repeating: [], count: requests.count)
                var page = LedgerPage()
                // Locking books in one order keeps two nodes from waiting for each other.
                for (book, places) in Dictionary(grouping: requests.indices, by: { requests[$0].book })
                    .sorted(by: { $0.key < $1.key })
                {
                    var appender = try BookAppender(book, connection: connection, microseconds: time)
                    try appender.findRepeated(places.flatMap { requests[$0].drafts.compactMap(\.idempotencyKey) })
                    for place in places { outcomes[place] = try requests[place].drafts.map { try appender.add($0) } }
                    appender.store(in: &page)
                }
                try page.write(on: connection)
                return outcomes
            }
        }
        return try await write.value
    }
}
