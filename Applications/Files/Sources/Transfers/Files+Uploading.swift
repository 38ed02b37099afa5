// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore

extension Files {
    var transferTable: TransferTable { TransferTable(database: database, clock: clock) }

    /// Notes down that a file or folder shall be uploaded. Nothing is read or sent yet.
    /// - Parameters:
    ///   - source: an absolute path of a file or folder.
    ///   - folder: the id of the folder that it goes into.
    ///   - id: the same id twice is one transfer; without one, an id is made.
    package func planUpload(
        _ connection: String, source: String, folder: String, options: UploadOptions = .init(), id: String? = nil
    ) async throws -> Transfer {
        _ = try UploadPlan.source(source)
        return try await transferTable.add(
            id: id ?? UUID().uuidString.lowercased(), .upload, connection: connection, source: source,
            target: folder, options: options.json)
    }

    /// Does an upload, from where it stands: what is done is not sent again, large files go on from the byte that the
    /// service confirmed, and nothing is made twice, whenever and however the process before ended.
    ///
    /// Files that cannot be uploaded are counted as failed with their reasons, and the others go on. Every file and
    /// folder that was made is an entry in the connection's book.
    /// - Throws: what stops all: `IntegrationError` with `unauthorized`, `storageFull`, `dailyLimit`, or transient
    ///   after ``TransferSettings/attempts``; what was done until then is noted, and a later call goes on.
    @discardableResult
    package func upload(
        _ id: String, with connection: FileConnection, actor: String, progress: @escaping ProgressReport = { _ in }
    ) async throws -> TransferCounts {
        let store = try connection.storing()
        let table = transferTable
        var transfer = try await table.transfer(id)
        do {
            if transfer.state == .planning {
                var plan = UploadPlan(store, table, transfer)
                try await plan.make()
                transfer = try await table.transfer(id)
            }
            try await send(transfer, store, actor, progress)
            let counts = try await table.counts(of: id)
            try await table.set(counts.waiting == 0 ? .done : .ready, of: id)
            return counts
        } catch {
            await note(error, in: transfer)
            throw error
        }
    }

    private func send(
        _ transfer: Transfer, _ store: any FileStoring, _ actor: String, _ progress: @escaping ProgressReport
    ) async throws {
        let table = transferTable
        let start = try await table.counts(of: transfer.id)
        guard start.waiting > 0 else { return }
        let meter = TransferMeter(
            items: start.total - start.waiting, of: start.total, bytes: start.bytesDone, of: start.bytes, progress)
        let work = UploadWork(
            store: store, table: table, vault: vault, transfer: transfer,
            top: try UploadPlan.source(transfer.source).0, settings: settings, clock: clock, meter: meter)
        // Folders first and one after the other, in order: each must be there before what goes into it.
        try await send(work, workers: 1, actor) { $0.kind == .folder }
        try await send(work, workers: settings.workers, actor) { $0.kind != .folder }
    }

    private func send(
        _ work: UploadWork, workers: Int, _ actor: String, where belongs: (TransferItem) -> Bool
    ) async throws {
        var feed = ItemFeed(work.table, work.transfer.id)
        var made: [Int64: String] = [:]
        var batch = ItemBatch(self, work.transfer, actor)
        do {
            try await Crew.run(workers) {
                while let item = try await feed.next() {
                    guard belongs(item) else { continue }
                    let known = item.parent == 0 ? work.transfer.target : made[item.parent] ?? feed.folders[item.parent]
                    guard let folder = known else {
                        try await batch.add(item.with(.failed, reason: "The folder it belongs into could not be made."))
                        continue
                    }
                    return UploadWork.Task(item: item, folder: folder)
                }
                return nil
            } work: { task in
                try await work.send(task)
            } take: { item in
                if item.kind == .folder, let folder = item.fileID { made[item.number] = folder }
                try await batch.add(item)
            }
            try await batch.flush()
        } catch {
            await batch.flushAnyway()
            throw error
        }
    }

    /// Keeps why a transfer stopped, for those who look at it.
    func note(_ error: any Error, in transfer: Transfer) async {
        let table = transferTable
        let reason = error is CancellationError ? "Stopped." : UploadWork.sentence(error)
        // In a task of its own: the one that is being cancelled can no longer write.
        await Task {
            guard let state = try? await table.transfer(transfer.id).state else { return }
            try? await table.set(state, of: transfer.id, reason: reason)
        }.value
    }
}
