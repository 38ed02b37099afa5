// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

/// What became of an entry whose content was looked at.
struct FetchOutcome: Sendable {
    enum Kind: Sendable {
        /// It is kept: newly, or found to be the same as before.
        case kept(DigestedContent)
        /// Nothing changed since it was fetched.
        case unchanged
        case failed(String)
        case skipped(String)
    }
    let row: MirrorRow
    let kind: Kind
    /// The content of a small file that is yet to become a blob, together with others.
    var bytes: [UInt8]?
    /// Where it lies on disk, and how it looks there.
    var local: String?
    var stamp: String?
    /// What a public file is asked with the next time.
    var validator: String?
    var modifiedAt: Date?
    var fetchedAt: Date
}

/// Fetches the content of single entries.
struct MirrorFetcher: Sendable {
    let mirror: Mirror
    let store: (any FileStoring)?
    let exporting: (any DocumentExporting)?
    let reader: (any FolderPublic)?
    let blobs: BlobStore
    let vault: SecretVault
    /// Where files go, or where large ones wait until they are complete and become blobs.
    let folder: LocalFolder
    let settings: TransferSettings
    let clock: any Timekeeping

    /// Up to this size, files become blobs many at once.
    private static let smallBytes: Int64 = 128 << 10

    private var keepsBlobs: Bool { mirror.options.target == .blobs }

    /// Looks at one entry. What concerns it alone is in the outcome.
    /// - Throws: what stops all.
    func fetch(_ row: MirrorRow, progress: @escaping @Sendable (Int64) -> Void) async throws -> FetchOutcome {
        do {
            if let reader { return try await fetchPublic(row, reader, progress) }
            if row.kind == "document" { return try await export(row) }
            return try await fetchOwn(row, progress)
        } catch {
            try Task.checkCancellation()
            if Self.stopsAll(error) { throw error }
            return outcome(row, .failed(UploadWork.sentence(error)))
        }
    }

    private static func stopsAll(_ error: any Error) -> Bool {
        if let error = error as? FilesError { return error.code == .diskFull || error.code == .denied }
        if let error = error as? BlobError { return error.code == .storage }
        return UploadWork.stopsAll(error)
    }

    private func outcome(_ row: MirrorRow, _ kind: FetchOutcome.Kind) -> FetchOutcome {
        FetchOutcome(
            row: row, kind: kind, local: row.keptLocal, stamp: row.keptStamp, validator: row.validator,
            modifiedAt: row.modifiedAt, fetchedAt: clock.now)
    }

    private func fetchOwn(
        _ row: MirrorRow, _ progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> FetchOutcome {
        guard let store else { throw FilesError(.unsupported, "This connection cannot keep files.") }
        if let moved = try moved(row) { return moved }
        // What is kept already under its hash need not be read again.
        if keepsBlobs, let hash = row.checksums.sha256?.lowercased(), let blob = BlobID(hash), let size = row.size,
            blobs.size(of: blob) == size
        {
            return outcome(row, .kept(DigestedContent(size: size, sha256: hash, md5: row.checksums.md5)))
        }
        let name = MirrorListing.keyName(mirror.id, row.item)
        let key = row.hasKey ? try await vault.secret(named: name) : nil
        return try await keep(
            row.file(key: key), row, Download(store: store, clock: clock, settings: settings), progress)
    }

    private func fetchPublic(
        _ row: MirrorRow, _ reader: any FolderPublic, _ progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> FetchOutcome {
        let inPlace = keepsBlobs ? outcome(row, .unchanged) : try moved(row)
        var asked = row
        if inPlace == nil { asked.validator = nil }
        guard let (content, file) = try await PublicContentStore.open(asked, reader) else {
            return inPlace ?? outcome(row, .unchanged)
        }
        var settings = settings
        settings.parts = 1
        var outcome = try await keep(
            file, row, Download(store: content, clock: clock, settings: settings), progress)
        outcome.validator = file.revision
        outcome.modifiedAt = file.modifiedAt
        return outcome
    }

    /// Puts a file where it belongs.
    private func keep(
        _ file: StoredFile, _ row: MirrorRow, _ download: Download, _ progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> FetchOutcome {
        if keepsBlobs {
            guard let size = file.size, size <= Self.smallBytes else {
                return outcome(row, .kept(try await keepBlob(file, row, download, progress)))
            }
            let stream = VerifiedStream(file, download, progress)
            let bytes = try await stream.bytes.collect(upTo: Int(size))
            var outcome = outcome(row, .kept(stream.content))
            outcome.bytes = bytes
            return outcome
        }
        let place = try place(row)
        let fetched = try await download.fetch(
            file, to: place, in: folder, existing: try existing(row, place), progress: progress)
        return placed(row, fetched.content, place, fetched.stamp)
    }

    /// What was fetched here and not touched since is replaced; whatever else is in the way is somebody's, and is set
    /// aside.
    private func existing(_ row: MirrorRow, _ place: LocalPath) throws -> Download.Existing {
        let isOurs = row.keptLocal == place.description && row.keptStamp != nil
        guard isOurs, let stamp = try folder.stamp(place), stamp.text == row.keptStamp else { return .setAside }
        return .replace
    }

    private func placed(
        _ row: MirrorRow, _ content: DigestedContent, _ place: LocalPath, _ stamp: FileStamp
    ) -> FetchOutcome {
        var outcome = outcome(row, .kept(content))
        outcome.local = place.description
        outcome.stamp = stamp.text
        return outcome
    }

    private func place(_ row: MirrorRow) throws -> LocalPath {
        guard let local = row.local else { throw FilesError(.notFound, "“\(row.path)” has no place on disk yet.") }
        return try LocalPath(text: local)
    }

    private func keepBlob(
        _ file: StoredFile, _ row: MirrorRow, _ download: Download, _ progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> DigestedContent {
        guard (file.size ?? 0) >= settings.resumableFrom else {
            let stream = VerifiedStream(file, download, progress)
            _ = try await blobs.put(stream.bytes)
            return stream.content
        }
        let place = try LocalPath([NameDigits.of(mirror.id + " " + row.item, count: 40)])
        let fetched = try await download.fetch(file, to: place, in: folder, existing: .keepVerified, progress: progress)
        let opened = try folder.open(reading: place)
        _ = try await blobs.put(opened.stream(from: 0, expecting: opened.stamp()))
        try folder.remove(place)
        return fetched.content
    }

    /// Finds out whether the content that was fetched before is still where it was, and moves it to where it belongs
    /// now. `nil`: it must be fetched.
    private func moved(_ row: MirrorRow) throws -> FetchOutcome? {
        guard !row.content.isEmpty || reader != nil, row.keptContent == row.content, let hash = row.keptHash,
            let size = row.keptSize
        else { return nil }
        let content = DigestedContent(size: size, sha256: hash, md5: nil)
        if keepsBlobs {
            guard reader == nil, let blob = BlobID(hash), blobs.size(of: blob) == size else { return nil }
            return outcome(row, .kept(content))
        }
        guard let kept = row.keptLocal, let local = row.local else { return nil }
        let old = try LocalPath(text: kept)
        guard let stamp = try folder.stamp(old), stamp.text == row.keptStamp else { return nil }
        // A document's place on disk has an end that its place in the tree has not.
        if kept == local || (row.kind == "document" && kept.hasPrefix(local + ".")) {
            return outcome(row, .unchanged)
        }
        guard row.kind != "document" else { return nil }
        let new = try LocalPath(text: local)
        guard try folder.move(old, to: new), let stamp = try folder.stamp(new) else { return nil }
        var outcome = outcome(row, .unchanged)
        outcome.local = local
        outcome.stamp = stamp.text
        return outcome
    }

    private func export(_ row: MirrorRow) async throws -> FetchOutcome {
        if let moved = try moved(row) { return moved }
        guard let exporting else {
            return outcome(row, .skipped("It has no content of its own, and this connection cannot export it."))
        }
        let file = row.file(key: nil)
        guard let type = try await exporting.exportTypes(of: file).first else {
            return outcome(row, .skipped("It has no content of its own, and cannot be exported."))
        }
        let exported = ExportStore(exporting, type)
        let described = StoredFile(
            id: row.target, name: row.name, kind: .file, mediaType: type, modifiedAt: row.modifiedAt)
        let download = Download(store: exported, clock: clock, settings: settings)
        if keepsBlobs { return outcome(row, .kept(try await keepBlob(described, row, download) { _ in })) }
        let place = try place(row)
        let named = try place.beside(place.name + (MediaType.ending(of: type).map { "." + $0 } ?? ""))
        let fetched = try await download.fetch(described, to: named, in: folder, existing: try existing(row, named))
        return placed(row, fetched.content, named, fetched.stamp)
    }
}
