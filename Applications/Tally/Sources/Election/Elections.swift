// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardIntegration
package import StewardLedger
package import StewardStore

/// The elections of one installation: each is a book of the ledger, and everything about it is an entry there.
package struct Elections: Sendable {
    let ledger: Ledger
    let blobs: BlobStore

    package init(ledger: Ledger, blobs: BlobStore) {
        self.ledger = ledger
        self.blobs = blobs
    }

    /// The book of an election, `election:th-2026`.
    package static func book(_ election: String) -> BookID { BookID("election:\(election)") }

    /// The names of all elections, in order.
    package func names() async throws -> [String] { Self.names(of: try await ledger.books()) }

    /// The elections among the ledger's books, in order.
    package static func names(of books: [Book]) -> [String] {
        books.compactMap { book in
            book.id.name.hasPrefix("election:")
                ? String(Substring(book.id.name.utf8.dropFirst("election:".utf8.count))) : nil
        }.sorted()
    }

    /// What an election's book says now.
    /// - Throws: `TallyError` with `notFound`.
    package func state(_ election: String) async throws -> ElectionState {
        var state = ElectionState()
        while true {
            let entries = try await ledger.entries(in: Self.book(election), from: state.size, limit: 4096)
            for entry in entries { state.apply(entry) }
            if entries.count < 4096 { break }
        }
        guard !state.election.isEmpty else {
            throw TallyError(
                .notFound,
                "There is no election “\(election)”. Start it with “steward tally init --election \(election)”.")
        }
        return state
    }

    /// Starts an election with a first fetch of its official data.
    /// - Throws: `TallyError` with `exists`, or `invalid` for a name that is no name; `IntegrationError` when the
    ///   dataset lacks a table.
    @discardableResult
    package func create(
        _ election: String, title: String, dataset: Dataset, actor: String
    ) async throws -> ElectionState {
        guard !election.isEmpty, election.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
            throw TallyError(.invalid, "“\(election)” is no name for an election: use letters, digits and “-”.")
        }
        guard try await ledger.size(of: Self.book(election)) == 0 else {
            throw TallyError(
                .exists, "The election “\(election)” exists already. Import into it, or choose another name.")
        }
        let draft = EntryDraft(
            kind: ElectionEntry.created, actor: actor,
            payload: ["election": .string(election), "title": .string(title)],
            idempotencyKey: "created")
        let feed = try feedDraft(dataset, actor: actor)
        var state = ElectionState()
        for entry in try await ledger.append([draft, feed], to: Self.book(election)) { state.apply(entry) }
        return state
    }

    /// Records another fetch of the official data, and as findings whatever became less since the fetch before. A
    /// dataset that is already the newest is not recorded again.
    /// - Returns: whether an entry was added.
    package func record(_ dataset: Dataset, in election: String, actor: String) async throws -> Bool {
        let state = try await state(election)
        let draft = try feedDraft(dataset, actor: actor)
        if let last = state.feeds.last, last.files.map(\.sha256) == dataset.files.map(\.sha256) { return false }
        var drafts = [draft]
        if let last = state.feeds.last, let tables = BlobID(last.tables) {
            let older = try FeedBuilder.feed(from: try DatasetArchive.dataset(try blobs.bytes(of: tables)))
            let history = FeedHistoryCheck(register: try RegisterBuilder.register(from: dataset))
            let newer = try FeedBuilder.feed(from: dataset)
            drafts += history.findings(from: older, to: newer).map {
                EntryDraft(kind: ElectionEntry.findingRaised, actor: actor, payload: $0.json)
            }
        }
        _ = try await ledger.append(drafts, to: Self.book(election))
        return true
    }

    /// Keeps the tables and the files they came from; gives the tables' name.
    private func keep(_ dataset: Dataset) throws -> BlobID {
        let batch = try blobs.batch()
        let tables = try batch.add(DatasetArchive.bytes(dataset))
        for file in dataset.files {
            if let id = BlobID(file.sha256) { try batch.add(file.bytes, as: id) } else { _ = try batch.add(file.bytes) }
        }
        try batch.finish()
        return tables
    }

    private func feedDraft(_ dataset: Dataset, actor: String) throws -> EntryDraft {
        _ = try RegisterBuilder.register(from: dataset)
        let progress = dataset.tables["progress"]
        let percent = try progress?.reals("percent_counted").first ?? nil
        let lastUpdate = try progress?.texts("last_update").first ?? nil
        let tables = try keep(dataset)
        let files = dataset.files.map { file -> JSON in
            [
                "key": .string(file.key), "url": .string(file.url), "sha256": .string(file.sha256),
                "bytes": .integer(Int64(file.bytes.count)), "etag": file.etag.map(JSON.string) ?? .null,
            ]
        }
        return EntryDraft(
            kind: ElectionEntry.feedFetched, actor: actor,
            payload: [
                "source": .string(dataset.source), "tables": .string(tables.hex), "files": .array(files),
                "fetched_at_ms": .integer(Int64((dataset.fetchedAt.timeIntervalSince1970 * 1000).rounded())),
                "last_update": .string(lastUpdate ?? ""), "percent_counted": percent.map(JSON.number) ?? .null,
                "defects": .array(dataset.defects.prefix(1000).map { .string("\($0.place): \($0.message)") }),
            ])
    }
}
