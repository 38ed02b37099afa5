// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
import StewardStore
import Synchronization

extension Ledger {
    /// Computes a projection from the first entry on, up to `size` entries or to the end.
    /// - Throws: what the projection throws; ``LedgerError`` with `damaged`, or with `notFound` when the book is
    ///   shorter than `size`; the database's error.
    public func rebuild<State: Projection>(
        _ projection: State.Type, of book: BookID, size: Int64? = nil
    ) async throws -> Rebuilt<State> {
        let progress = Mutex(Progress(state: State()))
        try await forEachRow(in: book, from: 0, until: size ?? .max) { row in
            let entry = try Entry(row)
            try progress.withLock { progress in
                guard entry.sequence == progress.size, entry.previous == progress.head else {
                    throw LedgerError(
                        .damaged, "The chain of the book \(book) is broken before entry \(entry.sequence).")
                }
                try progress.state.apply(entry)
                progress.size += 1
                progress.head = entry.hash
            }
        }
        let end = progress.withLock { $0 }
        if let size, end.size < size {
            throw LedgerError(.notFound, "The book \(book) has \(end.size) entries, not \(size).")
        }
        let digest = Array(SHA256.hash(data: try end.state.digestible.canonicalBytes()))
        return Rebuilt(state: end.state, size: end.size, head: end.head, digest: digest)
    }

    /// Rebuilds a projection and keeps its digest, to be compared with later. Replaces the digest kept before.
    /// - Throws: as ``rebuild(_:of:size:)``.
    @discardableResult
    public func record<State: Projection>(_ projection: State.Type, of book: BookID) async throws -> Rebuilt<State> {
        let rebuilt = try await rebuild(projection, of: book)
        try await keep(rebuilt, of: book)
        return rebuilt
    }

    /// Keeps the digest of a state that is at hand because the program that holds it wrote the entries: `size` and
    /// `head` are the sequence number after, and the hash of, the last entry it was computed from. A later
    /// ``compare(_:of:)`` rebuilds from the entries and shows whether it was right.
    package func record<State: Projection>(
        _ state: State, size: Int64, head: [UInt8], of book: BookID
    ) async throws {
        let digest = Array(SHA256.hash(data: try state.digestible.canonicalBytes()))
        try await keep(Rebuilt(state: state, size: size, head: head, digest: digest), of: book)
    }

    private func keep<State: Projection>(_ rebuilt: Rebuilt<State>, of book: BookID) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                """
                INSERT INTO ledger_projection (name, book, size, head, digest) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (name, book) DO UPDATE SET size = excluded.size, head = excluded.head,
                    digest = excluded.digest
                """,
                [
                    .text(State.name), .text(book.name), .integer(rebuilt.size), .bytes(rebuilt.head),
                    .bytes(rebuilt.digest),
                ])
        }
    }

    /// Rebuilds a projection as far as its digest was kept, and compares.
    /// - Throws: as ``rebuild(_:of:size:)``, but a book that became shorter is an outcome.
    public func compare<State: Projection>(
        _ projection: State.Type, of book: BookID
    ) async throws -> ProjectionComparison {
        let recorded = try await database.read { connection in
            try connection.first(
                "SELECT size, head, digest FROM ledger_projection WHERE name = $1 AND book = $2",
                [.text(State.name), .text(book.name)])
        }
        guard let recorded else { return .neverRecorded }
        let (size, head, digest) = (
            try recorded.integer("size"), try recorded.bytes("head"), try recorded.bytes("digest")
        )
        let rebuilt: Rebuilt<State>
        do { rebuilt = try await rebuild(projection, of: book, size: size) } catch let error as LedgerError
            where error.code == .notFound
        { return .bookChanged(size: size) }
        guard rebuilt.head == head else { return .bookChanged(size: size) }
        return rebuilt.digest == digest
            ? .equal(size: size) : .differs(size: size, recorded: digest, rebuilt: rebuilt.digest)
    }
}

private struct Progress<State: Projection>: Sendable {
    var state: State
    var size: Int64 = 0
    var head = TreeHash.zero.bytes
}
