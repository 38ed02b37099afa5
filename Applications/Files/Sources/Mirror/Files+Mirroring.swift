// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
import StewardIntegration
import StewardJobs
package import StewardLedger
import StewardStore

/// How a run of a mirror ended.
package struct MirrorRun: Sendable {
    package let coverage: Coverage
    /// Folders that could not be read; what was known of them stays, and they are tried again.
    package let unreadFolders: Int64
    /// Files that vanished since the run before.
    package let vanished: Int64
    /// Whether everything that can be fetched is here, and every folder was read.
    package var isComplete: Bool { coverage.missing + coverage.changed + unreadFolders == 0 }

    /// The form of `--json` and of a job's result.
    package var json: JSON {
        .object(
            (coverage.json.members ?? []) + [
                .init("unread_folders", .integer(unreadFolders)), .init("vanished_now", .integer(vanished)),
                .init("complete", .bool(isComplete)),
            ])
    }
}

extension Files {
    var mirrorTable: MirrorTable { MirrorTable(database: database, clock: clock) }

    /// Notes down that a tree of folders shall be mirrored. The same connection, folder, target and
    /// book are one mirror.
    /// - Parameter book: where fetched versions are recorded; without one the connection's own.
    package func planMirror(
        _ connection: String, folder: String, options: MirrorOptions = .init(), book: BookID? = nil,
        id: String? = nil
    ) async throws -> Mirror {
        guard !folder.isEmpty, !folder.utf8.contains(0) else {
            throw FilesError(.invalid, "Say which folder to mirror: its id, or “root”.")
        }
        if case .folder(let path) = options.target, !path.hasPrefix("/") {
            throw FilesError(.invalid, "“\(path)” must be an absolute path.")
        }
        let text = String(decoding: try options.json.canonicalBytes(), as: UTF8.self)
        let book = book ?? Self.book(connection)
        let made = NameDigits.of("\(connection)\n\(folder)\n\(text)\n\(book)", count: 24)
        return try await mirrorTable.add(id ?? made, connection, folder, options, book)
    }

    /// Brings a mirror up to date: looks at what changed (or at everything), fetches what is new or changed, records
    /// every version in the book and notes what vanished. Nothing that is unchanged is read again.
    ///
    /// Cut off anywhere, a later call goes on. Files that cannot be fetched are counted, the others go on.
    /// - Parameter wholly: looks at every folder, also where the service tells what changed.
    /// - Throws: what stops all: `IntegrationError` with `unauthorized`, `dailyLimit` or transient; `FilesError` with
    ///   `diskFull`, `denied`.
    @discardableResult
    package func mirror(
        _ id: String, with connection: FileConnection, actor: String, wholly: Bool = false,
        progress: @escaping ProgressReport = { _ in }
    ) async throws -> MirrorRun {
        let table = mirrorTable
        let mirror = try await table.mirror(id)
        let source: any MirrorSource =
            mirror.options.isPublic
            ? PublicSource(reader: try connection.reading(), workers: settings.workers)
            : OwnSource(store: try connection.storing())
        let (folder, isTarget) = try place(of: mirror)
        let recorder = MirrorRecorder(table, ledger, mirror, actor, folder: isTarget ? folder : nil, blobs: blobs)
        try await recorder.recordBatches()
        let listing = MirrorListing(
            source: source, following: mirror.options.isPublic ? nil : connection.following, table: table,
            vault: vault, id: id, exportsDocuments: mirror.options.exportsDocuments
        ) { count in progress(JobProgress(items: count, message: "listing")) }
        try await listing.run(wholly: wholly)
        let generation = try await table.mirror(id).generation
        let vanished = try await recorder.recordVanished(generation)
        try await table.retryFailed(id)
        if isTarget { try await recheck(id, folder) }
        try await fetch(mirror, connection, folder, recorder, progress)
        let run = MirrorRun(
            coverage: try await table.coverage(id), unreadFolders: try await table.failedFolders(id),
            vanished: vanished)
        try await ledger.append(summary(run, mirror, generation, actor), to: mirror.book)
        try await table.finish(id)
        return run
    }

    private func place(of mirror: Mirror) throws -> (LocalFolder, isTarget: Bool) {
        switch mirror.options.target {
        case .blobs: (try LocalFolder(staging), false)
        case .folder(let path): (try LocalFolder(path), true)
        }
    }

    private func summary(_ run: MirrorRun, _ mirror: Mirror, _ generation: Int64, _ actor: String) -> EntryDraft {
        let head: [JSON.Member] = [
            .init("mirror", .string(mirror.id)), .init("folder", .string(mirror.folder)),
            .init("generation", .integer(generation)),
        ]
        return EntryDraft(
            kind: FilesEntry.mirrored, actor: actor, payload: .object(head + (run.json.members ?? [])),
            idempotencyKey: "mirror:\(mirror.id):completed:\(generation)")
    }

    /// Finds files that somebody changed or removed on disk, and those that must be moved: they are looked at again.
    private func recheck(_ id: String, _ folder: LocalFolder) async throws {
        var place = ""
        while case let rows = try await mirrorTable.rows(of: id, .kept, after: place, limit: 1000), let last = rows.last
        {
            place = last.item
            let changed = rows.filter { row in
                guard let kept = row.keptLocal, let old = try? LocalPath(text: kept) else { return true }
                let isInPlace = kept == row.local || (row.kind == "document" && kept.hasPrefix((row.local ?? "") + "."))
                return !isInPlace || (try? folder.stamp(old))?.text != row.keptStamp
            }
            try await mirrorTable.set(.new, reason: nil, id, items: changed.map(\.item))
        }
    }

    private func fetch(
        _ mirror: Mirror, _ connection: FileConnection, _ folder: LocalFolder, _ recorder: MirrorRecorder,
        _ progress: @escaping ProgressReport
    ) async throws {
        let table = mirrorTable
        var settings = settings
        settings.flushesEachFile = false
        let fetcher = MirrorFetcher(
            mirror: mirror, store: mirror.options.isPublic ? nil : try connection.storing(),
            exporting: connection.exporting, reader: mirror.options.isPublic ? try connection.reading() : nil,
            blobs: blobs, vault: vault, folder: folder, settings: settings, clock: clock)
        let waiting = try await table.waiting(mirror.id)
        let meter = TransferMeter(of: waiting.files, of: waiting.bytes, progress)
        var feed = MirrorFeed(table, mirror.id)
        var recorder = recorder
        do {
            try await Crew.run(settings.workers) {
                try await feed.next()
            } work: { next in
                let outcome = try await fetcher.fetch(next.row) { meter.reached($0, of: next.number) }
                meter.finished(next.number, bytes: next.row.size ?? 0)
                return outcome
            } take: { outcome in
                try await recorder.add(outcome)
            }
            try await recorder.flush()
        } catch {
            await recorder.flushAnyway()
            throw error
        }
    }
}

/// The entries of a mirror whose content must be looked at, a few hundred at a time.
struct MirrorFeed {
    private let table: MirrorTable
    private let id: String
    private var place = ""
    private var ready: [MirrorRow] = []
    private var isEmpty = false
    private var number: Int64 = 0

    init(_ table: MirrorTable, _ id: String) {
        self.table = table
        self.id = id
    }

    mutating func next() async throws -> (row: MirrorRow, number: Int64)? {
        if ready.isEmpty, !isEmpty {
            let rows = try await table.rows(of: id, .new, after: place, limit: 256)
            isEmpty = rows.isEmpty
            place = rows.last?.item ?? place
            ready = rows.reversed()
        }
        number += 1
        return ready.popLast().map { ($0, number) }
    }
}
