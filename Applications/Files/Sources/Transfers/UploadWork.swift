// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardStore

/// Uploads single items of a transfer.
struct UploadWork: Sendable {
    let store: any FileStoring
    let table: TransferTable
    let vault: SecretVault
    let transfer: Transfer
    let top: LocalFolder
    let settings: TransferSettings
    let clock: any Timekeeping
    let meter: TransferMeter

    /// An item, and the folder of the service that it goes into.
    struct Task: Sendable {
        let item: TransferItem
        let folder: String
    }

    /// Uploads an item. What concerns this item alone is in what is given back.
    /// - Throws: what stops all: the grant, the storage, the day's limit, a service that cannot be reached.
    func send(_ task: Task) async throws -> TransferItem {
        let item = task.item
        do {
            let sent = item.kind == .folder ? try await makeFolder(task) : try await sendFile(task)
            meter.finished(item.number, bytes: sent.size ?? 0)
            return sent
        } catch {
            try Swift.Task.checkCancellation()
            if Self.stopsAll(error) { throw error }
            meter.finished(item.number, bytes: 0)
            return item.with(.failed, reason: Self.sentence(error))
        }
    }

    static func stopsAll(_ error: any Error) -> Bool {
        if error is CancellationError || error is DatabaseError { return true }
        guard let error = error as? IntegrationError else { return false }
        let stopping: [IntegrationError.Code] = [
            .unauthorized, .storageFull, .dailyLimit, .quotaExceeded, .unavailable, .rateLimited, .cancelled,
        ]
        return stopping.contains(error.code)
    }

    /// One sentence for a person; it may name a file, and tables take no NUL.
    static func sentence(_ error: any Error) -> String {
        let sentence =
            switch error {
            case let error as IntegrationError: error.message
            case let error as FilesError: error.description
            default: "\(error)"
            }
        return sentence.replacing("\0", with: "\u{FFFD}")
    }

    private func makeFolder(_ task: Task) async throws -> TransferItem {
        let made = try await patiently {
            try await store.makeFolder(named: task.item.name, in: task.folder, id: task.item.fileID)
        }
        return task.item.with(.done, fileID: made.id)
    }

    private func patiently<Value: Sendable>(_ call: () async throws -> Value) async throws -> Value {
        var patience = Patience(attempts: settings.attempts)
        while true {
            do { return try await call() } catch {
                guard let wait = patience.wait(after: error) else { throw error }
                try await clock.sleep(for: wait)
            }
        }
    }

    private func sendFile(_ task: Task) async throws -> TransferItem {
        let place = try LocalPath(text: task.item.path)
        let item = task.item
        let id = transfer.id
        let keeper = ItemKeeper(
            SessionKeeper(vault: vault, name: SessionKeeper.name(id, item.number)) { [meter] in
                meter.reached($0, of: item.number)
            },
            has: item.hasSession
        ) { [table] has in try await table.mark(item.number, of: id, hasSession: has) }
        var target: FileTarget =
            item.kind == .replacement
            ? .replacing(id: item.fileID ?? "") : .new(name: item.name, folder: task.folder, id: item.fileID)
        var expected = item.stamp
        for _ in 0..<3 {
            let file = try top.open(reading: place)
            let stamp = try file.stamp()
            if stamp.text != expected {
                // A session is bound to the content that it was begun with.
                try await keeper.keep(nil)
                try await table.mark(item.number, of: id, stamp: stamp.text, size: stamp.size)
                expected = stamp.text
            }
            let content = FileContent(
                length: stamp.size, mediaType: MediaType.of(item.name), modifiedAt: stamp.changedAt
            ) { offset in file.stream(from: offset, expecting: stamp) }
            do {
                let stored = try await patiently { try await store.write(content, to: target, keeper: keeper) }
                guard try file.stamp().text != stamp.text else { return try await done(item, stored, stamp, keeper) }
                target = .replacing(id: stored.id)
            } catch let error as IntegrationError where error.code == .conflict {
                guard case .new(_, _, let made?) = target else { throw error }
                // The id is this transfer's own: it holds what an earlier attempt sent before the file changed.
                target = .replacing(id: made)
            } catch {
                // What reading threw may come back as another error of the service's.
                guard try file.stamp().text != stamp.text else { throw error }
                try await keeper.keep(nil)
            }
        }
        throw FilesError(.changed, "\(top.path)/\(place) keeps changing while it is uploaded; upload it when it rests.")
    }

    private func done(
        _ item: TransferItem, _ stored: StoredFile, _ stamp: FileStamp, _ keeper: ItemKeeper
    ) async throws -> TransferItem {
        if keeper.hasSession { try await keeper.keep(nil) }
        if let size = stored.size, size != stamp.size {
            throw IntegrationError(
                .malformedReply,
                "“\(item.name)” is stored with \(size) bytes instead of \(stamp.size); upload it again.")
        }
        return item.with(
            .done, fileID: stored.id, checksums: (stored.checksums.md5, stored.checksums.sha256), size: stamp.size,
            stamp: stamp.text, hasSession: false)
    }
}

extension TransferTable {
    func mark(_ number: Int64, of id: String, hasSession: Bool) async throws {
        try await database.write { database in
            _ = try database.execute(
                "UPDATE files_items SET has_session = $3 WHERE transfer = $1 AND number = $2",
                [SQLValue(id), SQLValue(number), SQLValue(hasSession)])
        }
    }

    func mark(_ number: Int64, of id: String, stamp: String, size: Int64) async throws {
        try await database.write { database in
            _ = try database.execute(
                "UPDATE files_items SET stamp = $3, size = $4 WHERE transfer = $1 AND number = $2",
                [SQLValue(id), SQLValue(number), SQLValue(stamp), SQLValue(size)])
        }
    }
}
