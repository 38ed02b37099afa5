// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardLedger
import StewardStore

/// Writes down what was fetched, many files at once: first that the versions are kept, as a numbered batch; then the
/// batch as one entry of the book, with a key; then that it is recorded. Cut off anywhere, the next run completes it,
/// and no version is recorded twice.
struct MirrorRecorder {
    private let table: MirrorTable
    private let ledger: Ledger
    private let mirror: Mirror
    private let actor: String
    private let folder: LocalFolder?
    private let blobs: BlobStore
    private var outcomes: [FetchOutcome] = []
    private var heldBytes = 0

    /// - Parameter folder: flushed before anything is written down; `nil` for blobs, which are on disk when they are
    ///   kept.
    init(
        _ table: MirrorTable, _ ledger: Ledger, _ mirror: Mirror, _ actor: String, folder: LocalFolder?,
        blobs: BlobStore
    ) {
        self.blobs = blobs
        self.table = table
        self.ledger = ledger
        self.mirror = mirror
        self.actor = actor
        self.folder = folder
    }

    mutating func add(_ outcome: FetchOutcome) async throws {
        outcomes.append(outcome)
        heldBytes += outcome.bytes?.count ?? 0
        if outcomes.count >= 500 || heldBytes >= 8 << 20 { try await flush() }
    }

    mutating func flush() async throws {
        guard !outcomes.isEmpty else { return }
        let outcomes = outcomes
        self.outcomes = []
        heldBytes = 0
        try await folder?.flushAll()
        let small = outcomes.compactMap(\.bytes)
        let blobs = blobs
        if !small.isEmpty { _ = try await offThread { try blobs.putAll(small) } }
        try await table.keep(outcomes, mirror.id)
        try await recordBatches()
    }

    /// The same in a task of its own, after something failed.
    mutating func flushAnyway() async {
        let copy = self
        outcomes = []
        await Task {
            var copy = copy
            try? await copy.flush()
        }.value
    }

    /// Brings into the book what is written down and not recorded yet.
    func recordBatches() async throws {
        var state = try await table.mirror(mirror.id)
        while state.recorded < state.batch {
            let batch = state.recorded + 1
            let versions = try await table.versions(mirror.id, batch: batch)
            if !versions.isEmpty {
                let draft = EntryDraft(
                    kind: FilesEntry.fetched, actor: actor,
                    payload: [
                        "mirror": .string(mirror.id), "folder": .string(mirror.folder), "batch": .integer(batch),
                        "files": .array(versions.map(\.json)),
                    ],
                    idempotencyKey: "mirror:\(mirror.id):batch:\(batch)")
                try await ledger.append(draft, to: mirror.book)
            }
            try await table.recorded(mirror.id, batch: batch)
            state = try await table.mirror(mirror.id)
        }
    }

    /// Records what vanished since the last look; gives how many.
    func recordVanished(_ generation: Int64) async throws -> Int64 {
        var count: Int64 = 0
        while case let rows = try await table.unnotedVanished(mirror.id), let first = rows.first {
            let files = rows.map { row -> JSON in ["file": .string(row.fileID), "path": .string(row.path)] }
            let draft = EntryDraft(
                kind: FilesEntry.vanished, actor: actor,
                payload: [
                    "mirror": .string(mirror.id), "generation": .integer(generation), "files": .array(files),
                ],
                idempotencyKey: "mirror:\(mirror.id):vanished:\(generation):\(NameDigits.of(first.item, count: 24))")
            try await ledger.append(draft, to: mirror.book)
            try await table.set(.vanished, reason: "noted", mirror.id, items: rows.map(\.item))
            count += Int64(rows.count)
        }
        return count
    }
}

/// One version of a file that was fetched.
package struct FileVersion: Sendable, Hashable {
    package let item: String
    package let number: Int64
    package let fileID: String
    package let path: String
    package let sha256: String
    package let size: Int64
    package let fetchedAt: Date
    package let modifiedAt: Date?

    init(_ row: SQLRow) throws {
        item = try row.text("item")
        number = try row.integer("number")
        fileID = try row.text("file_id")
        path = try row.text("path")
        sha256 = try row.text("sha256")
        size = try row.integer("size")
        fetchedAt = try row.date("fetched_at")
        modifiedAt = try row.dateOrNil("modified_at")
    }

    /// As in the book.
    var json: JSON {
        var members: [JSON.Member] = [
            .init("file", .string(fileID)), .init("path", .string(path)), .init("version", .integer(number)),
            .init("size", .integer(size)), .init("sha256", .string(sha256)),
            .init("fetched_at_ms", .integer(fetchedAt.microseconds / 1000)),
        ]
        if item != fileID { members.append(.init("item", .string(item))) }
        if let modifiedAt { members.append(.init("modified_at_ms", .integer(modifiedAt.microseconds / 1000))) }
        return .object(members)
    }
}
