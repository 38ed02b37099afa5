// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

extension Files {
    /// Notes down that files shall be read into a folder on disk. For folders see
    /// ``planMirror(_:folder:options:book:id:)``.
    /// - Parameters:
    ///   - files: their ids, each once.
    ///   - folder: an absolute path; made when it is missing.
    ///   - existing: what becomes of files of the same names.
    package func planDownload(
        _ connection: String, files: [String], into folder: String, existing: Download.Existing = .keepVerified,
        id: String? = nil
    ) async throws -> Transfer {
        guard folder.hasPrefix("/") else { throw FilesError(.invalid, "“\(folder)” must be an absolute path.") }
        let table = transferTable
        let transfer = try await table.add(
            id: id ?? UUID().uuidString.lowercased(), .download, connection: connection, source: "", target: folder,
            options: ["existing": .string(existing.rawValue)])
        guard transfer.state == .planning else { return transfer }
        try await table.clear(transfer.id)
        var seen: Set<String> = []
        var number: Int64 = 0
        for part in stride(from: 0, to: files.count, by: 500) {
            let items = files[part..<min(part + 500, files.count)].filter { seen.insert($0).inserted }.map { file in
                number += 1
                return TransferItem(
                    number: number, parent: 0, kind: .file, path: "", name: "", fileID: file, size: nil, stamp: nil,
                    md5: nil, sha256: nil, hasSession: false, state: .waiting, reason: nil)
            }
            try await table.insert(items, into: transfer.id)
        }
        try await table.set(.ready, of: transfer.id)
        return try await table.transfer(transfer.id)
    }

    /// Does a download, from where it stands. Files that cannot be read are counted as failed with their reasons.
    /// - Throws: what stops all, as for uploads; `FilesError` with `diskFull` and `denied`.
    @discardableResult
    package func download(
        _ id: String, with connection: FileConnection, progress: @escaping ProgressReport = { _ in }
    ) async throws -> TransferCounts {
        let table = transferTable
        let transfer = try await table.transfer(id)
        let start = try await table.counts(of: id)
        let meter = TransferMeter(
            items: start.total - start.waiting, of: start.total, bytes: start.bytesDone, of: nil, progress)
        var settings = settings
        settings.flushesEachFile = false
        let folder = try LocalFolder(transfer.target)
        let work = DownloadWork(
            download: Download(store: try connection.storing(), clock: clock, settings: settings), folder: folder,
            exporting: connection.exporting,
            existing: transfer.options["existing"]?.string.flatMap(Download.Existing.init(rawValue:)) ?? .keepVerified,
            meter: meter, names: try await takenNames(id))
        var feed = ItemFeed(table, id)
        var batch: [TransferItem] = []
        do {
            try await Crew.run(settings.workers) {
                try await feed.next()
            } work: { item in
                try await work.fetch(item)
            } take: { item in
                batch.append(item)
                guard batch.count >= 250 else { return }
                try await folder.flushAll()
                try await table.update(batch, of: id)
                batch = []
            }
            try await folder.flushAll()
            try await table.update(batch, of: id)
        } catch {
            await note(error, in: transfer)
            throw error
        }
        let counts = try await table.counts(of: id)
        try await table.set(counts.waiting == 0 ? .done : .ready, of: id)
        return counts
    }

    /// The names that files of earlier runs have.
    private func takenNames(_ id: String) async throws -> NameReservations {
        var names = NameReservations()
        var place: Int64 = 0
        while case let items = try await transferTable.items(of: id, after: place, limit: 1000), let last = items.last {
            place = last.number
            for item in items where !item.path.isEmpty { names.take(item.path) }
        }
        return names
    }
}
