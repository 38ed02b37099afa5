// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import StewardCore
import StewardJobs

/// What pages and programs see of a transfer.
struct TransferView: Sendable {
    let transfer: Transfer
    let counts: TransferCounts
    /// The job that does it, when one does: it has the transfer's id.
    let job: Job?

    static func list(_ site: Site, limit: Int = 50) async throws -> [TransferView] {
        var views: [TransferView] = []
        for transfer in try await site.installation.files.transfers(limit: limit) {
            views.append(try await of(transfer, site))
        }
        return views
    }

    /// - Throws: `FilesError` with `notFound`.
    static func one(_ id: String, _ site: Site) async throws -> TransferView {
        try await of(try await site.installation.files.transfer(id), site)
    }

    private static func of(_ transfer: Transfer, _ site: Site) async throws -> TransferView {
        let counts = try await site.installation.files.counts(of: transfer.id)
        let job = transfer.state == .done ? nil : try await site.installation.jobs.show(JobID(transfer.id))?.job
        return TransferView(transfer: transfer, counts: counts, job: job)
    }

    /// How far it is: an upload in bytes, all else in things, because sizes are known only when files are read.
    var progress: (done: Int64, total: Int64, isBytes: Bool) {
        guard transfer.kind == .upload, counts.bytes > 0 else {
            return (counts.total - counts.waiting, counts.total, false)
        }
        // A job knows also how far the files under way are.
        if let running = job?.progress, running.totalBytes == counts.bytes, let bytes = running.bytes {
            return (max(bytes, counts.bytesDone), counts.bytes, true)
        }
        return (counts.bytesDone, counts.bytes, true)
    }

    /// Whether something may change while one looks.
    var isOpen: Bool { transfer.state != .done }

    var json: JSON {
        let progress = progress
        return [
            "id": .string(transfer.id), "kind": .string(transfer.kind.rawValue),
            "connection": .string(transfer.connection), "source": .string(transfer.source),
            "target": .string(transfer.target), "state": .string(transfer.state.rawValue),
            "reason": transfer.reason.map(JSON.string) ?? .null,
            "created_at": .string(transfer.createdAt.formatted(.iso8601)),
            "finished_at": transfer.finishedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
            "counts": counts.json,
            "progress": [
                "done": .integer(progress.done), "total": .integer(progress.total),
                "unit": progress.isBytes ? "bytes" : "items",
            ],
            "job": job.map(DataRoutes.job) ?? .null,
        ]
    }

    static func json(_ item: TransferItem) -> JSON {
        [
            "number": .integer(item.number), "kind": .string(item.kind.rawValue), "path": .string(item.path),
            "name": .string(item.name), "file": item.fileID.map(JSON.string) ?? .null,
            "size": item.size.map(JSON.integer) ?? .null, "md5": item.md5.map(JSON.string) ?? .null,
            "sha256": item.sha256.map(JSON.string) ?? .null, "state": .string(item.state.rawValue),
            "reason": item.reason.map(JSON.string) ?? .null,
        ]
    }
}

/// The items of a transfer that a page shows: what failed first.
struct TransferItems: Sendable {
    let failed: [TransferItem]
    let others: [TransferItem]
    /// What the next page begins after; `nil` on the last.
    let next: Int64?

    static let pageSize = 100

    static func of(_ id: String, after: Int64, _ site: Site) async throws -> TransferItems {
        let files = site.installation.files
        let failed = after == 0 ? try await files.items(of: id, state: .failed, limit: 1000) : []
        let page = try await files.items(of: id, after: after, limit: pageSize)
        return TransferItems(
            failed: failed, others: page, next: page.count == pageSize ? page.last?.number : nil)
    }
}
