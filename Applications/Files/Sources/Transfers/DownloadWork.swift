// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Synchronization

/// Downloads single items of a transfer into one folder.
final class DownloadWork: Sendable {
    private let download: Download
    private let folder: LocalFolder
    private let exporting: (any DocumentExporting)?
    private let existing: Download.Existing
    private let meter: TransferMeter
    private let names: Mutex<NameReservations>

    init(
        download: Download, folder: LocalFolder, exporting: (any DocumentExporting)?, existing: Download.Existing,
        meter: TransferMeter, names: NameReservations
    ) {
        self.names = Mutex(names)
        self.download = download
        self.folder = folder
        self.exporting = exporting
        self.existing = existing
        self.meter = meter
    }

    /// Fetches an item. What concerns it alone is in what is given back.
    /// - Throws: what stops all.
    func fetch(_ item: TransferItem) async throws -> TransferItem {
        do {
            guard let id = item.fileID else { return item.with(.failed, reason: "It has no id.") }
            let (fetched, place) = try await fetch(id, item.number)
            meter.finished(item.number, bytes: fetched.content.size)
            return item.with(
                fetched.wasPresent ? .skipped : .done, reason: fetched.wasPresent ? "It is there already." : nil,
                checksums: (fetched.content.md5, fetched.content.sha256), size: fetched.content.size,
                stamp: fetched.stamp.text, path: place.description)
        } catch {
            try Task.checkCancellation()
            let isLocal = (error as? FilesError).map { $0.code == .diskFull || $0.code == .denied } ?? false
            if isLocal || UploadWork.stopsAll(error) { throw error }
            meter.finished(item.number, bytes: 0)
            return item.with(.failed, reason: UploadWork.sentence(error))
        }
    }

    private func fetch(_ id: String, _ number: Int64) async throws -> (Download.Fetched, LocalPath) {
        let file = try await download.store.file(id)
        let report: @Sendable (Int64) -> Void = { [meter] in meter.reached($0, of: number) }
        switch file.kind {
        case .folder: throw FilesError(.invalid, "“\(file.name)” is a folder; mirror it.")
        case .shortcut(let target): return try await fetch(target, number)
        case .file:
            let place = try place(file, SafeName.make(file.name, id: file.id))
            return (try await download.fetch(file, to: place, in: folder, existing: existing, progress: report), place)
        case .document:
            guard let exporting, let type = try await exporting.exportTypes(of: file).first else {
                throw FilesError(.unsupported, "“\(file.name)” is a document that cannot be exported.")
            }
            let ending = MediaType.ending(of: type).map { "." + $0 } ?? ""
            let place = try place(file, SafeName.make(file.name + ending, id: file.id))
            let described = StoredFile(
                id: file.id, name: file.name, kind: .file, mediaType: type, modifiedAt: file.modifiedAt)
            let export = Download(
                store: ExportStore(exporting, type), clock: download.clock, settings: download.settings)
            return (
                try await export.fetch(described, to: place, in: folder, existing: .replace, progress: report), place
            )
        }
    }

    private func place(_ file: StoredFile, _ safe: String) throws -> LocalPath {
        try LocalPath([names.withLock { $0.reserve(safe, id: file.id) }])
    }
}
