// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

extension Files {
    /// Finds what lies directly in the root of a connection: a plan, of which nothing is done yet.
    ///
    /// Folders are left out, by the service and again here. What stays (not owned, documents and shortcuts that were
    /// not asked for) is in the plan as skipped, with the reason. Page through it with
    /// ``items(of:state:after:limit:)``.
    package func planCleanUp(
        _ connection: FileConnection, options: CleanOptions = .init(), id: String? = nil
    ) async throws -> Transfer {
        let store = try connection.searching()
        let table = transferTable
        let transfer = try await table.add(
            id: id ?? UUID().uuidString.lowercased(), .cleanUp, connection: connection.name,
            source: store.rootFolder, target: "", options: options.json)
        guard transfer.state == .planning else { return transfer }
        try await table.clear(transfer.id)
        let root = try await store.file(store.rootFolder).id
        let query = FileQuery(folder: root, isTrashed: false, exceptMediaType: options.folderType)
        var number: Int64 = 0
        var seen: Set<String> = []
        var page: String?
        repeat {
            let part = try await store.search(query, after: page)
            var items: [TransferItem] = []
            for file in part.items where file.kind != .folder && !file.isTrashed {
                // A list that changes while it is read may show a file twice.
                guard seen.insert(file.id).inserted else { continue }
                number += 1
                items.append(Self.item(file, number, options))
            }
            try await table.insert(items, into: transfer.id)
            page = part.next
        } while page != nil
        try await table.set(.ready, of: transfer.id)
        return try await table.transfer(transfer.id)
    }

    private static func item(_ file: StoredFile, _ number: Int64, _ options: CleanOptions) -> TransferItem {
        let kind: TransferItem.Kind =
            switch file.kind {
            case .document: .document
            case .shortcut: .shortcut
            default: .file
            }
        let reason = CleanWork.reasonToStay(file, options)
        return TransferItem(
            number: number, parent: 0, kind: kind, path: file.name.replacing("\0", with: "\u{FFFD}"), name: file.name,
            fileID: file.id, size: file.size, stamp: nil, md5: file.checksums.md5, sha256: file.checksums.sha256,
            hasSession: false, state: reason == nil ? .waiting : .skipped, reason: reason)
    }

    /// Does what a plan says, from where it stands: moves files into the trash, or removes them for good when the plan
    /// was made so. Each file that went is an entry of the connection's book. Under the connection's lock when files
    /// are removed for good, so never while a recovery runs.
    /// - Throws: `FilesError` with `held`; what stops all.
    @discardableResult
    package func cleanUp(
        _ id: String, with connection: FileConnection, owner: LockOwner, actor: String,
        progress: @escaping ProgressReport = { _ in }
    ) async throws -> TransferCounts {
        let transfer = try await transferTable.transfer(id)
        guard transfer.kind == .cleanUp else { throw FilesError(.notFound, "There is no clean-up “\(id)”.") }
        let options = CleanOptions(transfer.options)
        guard options.isPermanent else { return try await apply(transfer, connection, options, actor, progress) }
        let lock = try await takeLock(connection.name, for: .cleaningUp, owner: owner, lasting: .seconds(3600))
        do {
            let counts = try await apply(transfer, connection, options, actor, progress)
            try await releaseLock(lock)
            return counts
        } catch {
            await Task { try? await releaseLock(lock) }.value
            throw error
        }
    }

    private func apply(
        _ transfer: Transfer, _ connection: FileConnection, _ options: CleanOptions, _ actor: String,
        _ progress: @escaping ProgressReport
    ) async throws -> TransferCounts {
        let table = transferTable
        let store = try connection.trashing()
        let start = try await table.counts(of: transfer.id)
        let meter = TransferMeter(items: start.total - start.waiting, of: start.total, of: nil, progress)
        let work = CleanWork(
            store: store, root: try await store.file(store.rootFolder).id, options: options, settings: settings,
            clock: clock)
        var feed = ItemFeed(table, transfer.id)
        var batch = ItemBatch(self, transfer, actor)
        let size = options.isPermanent ? 1 : 100
        do {
            try await Crew.run(settings.workers) {
                var items: [TransferItem] = []
                while items.count < size, let item = try await feed.next() { items.append(item) }
                return items.isEmpty ? nil : items
            } work: { items in
                try await work.apply(items)
            } take: { items in
                for item in items {
                    meter.finished(item.number, bytes: 0)
                    try await batch.add(item)
                }
            }
            try await batch.flush()
        } catch {
            await batch.flushAnyway()
            await note(error, in: transfer)
            throw error
        }
        let counts = try await table.counts(of: transfer.id)
        try await table.set(counts.waiting == 0 ? .done : .ready, of: transfer.id)
        return counts
    }
}
