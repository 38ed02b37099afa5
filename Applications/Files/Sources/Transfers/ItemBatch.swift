// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger

/// What became of items, written down together: first in the connection's book, then in the table. Cut off in between,
/// the work is repeated and finds itself done, and the entry has a key, so that it stays one.
struct ItemBatch {
    private let files: Files
    private let transfer: Transfer
    private let actor: String
    private var items: [TransferItem] = []
    private var since: Date?

    init(_ files: Files, _ transfer: Transfer, _ actor: String) {
        self.files = files
        self.transfer = transfer
        self.actor = actor
    }

    mutating func add(_ item: TransferItem) async throws {
        items.append(item)
        let now = files.clock.now
        let first = since ?? now
        since = first
        if items.count >= 100 || now.timeIntervalSince(first) >= 1 { try await flush() }
    }

    mutating func flush() async throws {
        let batch = items
        items = []
        since = nil
        try await Self.write(batch, files, transfer, actor)
    }

    /// The same in a task of its own, after something failed: what was done must be known.
    mutating func flushAnyway() async {
        let (batch, files, transfer, actor) = (items, files, transfer, actor)
        items = []
        await Task { try? await Self.write(batch, files, transfer, actor) }.value
    }

    private static func write(_ batch: [TransferItem], _ files: Files, _ transfer: Transfer, _ actor: String)
        async throws
    {
        guard !batch.isEmpty else { return }
        let drafts = batch.compactMap { draft($0, transfer, actor) }
        if !drafts.isEmpty { try await files.ledger.append(drafts, to: Files.book(transfer.connection)) }
        try await files.transferTable.update(batch, of: transfer.id)
    }

    private static func draft(_ item: TransferItem, _ transfer: Transfer, _ actor: String) -> EntryDraft? {
        guard item.state == .done, let file = item.fileID, transfer.kind != .download else { return nil }
        let isPermanent = transfer.options["permanent"]?.bool ?? false
        let kind: String
        switch transfer.kind {
        case .upload: kind = item.kind == .folder ? FilesEntry.folderMade : FilesEntry.uploaded
        case .cleanUp: kind = isPermanent ? FilesEntry.deleted : FilesEntry.trashed
        case .download: return nil
        }
        var members: [JSON.Member] = [
            .init("transfer", .string(transfer.id)), .init("file", .string(file)), .init("name", .string(item.name)),
            .init("path", .string(item.path)),
        ]
        if let size = item.size { members.append(.init("size", .integer(size))) }
        if let md5 = item.md5 { members.append(.init("md5", .string(md5))) }
        if let sha256 = item.sha256 { members.append(.init("sha256", .string(sha256))) }
        return EntryDraft(
            kind: kind, actor: actor, payload: .object(members),
            idempotencyKey: "\(transfer.kind.rawValue):\(transfer.id):\(item.number)")
    }
}
