// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Downloads the files of a recovery. What one file's failure is, stops that file; what stops all is thrown.
struct RecoveryFetcher: Sendable {
    private let recovery: Recovery
    private let folder: LocalFolder
    private let download: Download

    init(_ recovery: Recovery, _ folder: LocalFolder) throws {
        self.recovery = recovery
        self.folder = folder
        var settings = recovery.files.settings
        settings.flushesEachFile = false
        download = Download(
            store: try recovery.connection.storing(), clock: recovery.files.clock, settings: settings)
    }

    /// Downloads and verifies one file, or finds that it is here already.
    func fetch(_ item: RecoveryItem) async throws -> FetchResult {
        do {
            guard item.hasContent else {
                return .failed(
                    "“\(item.name)” is a document and not downloadable; export it with “steward drive get”."
                )
            }
            var file = item.file
            if file.size == nil || (file.checksums.md5 == nil && file.checksums.sha256 == nil) {
                try await recovery.pace.wait()
                file = try await download.store.file(item.id)
            }
            let target = try LocalPath(text: item.target ?? RecoveryName.make(item.name, id: item.id))
            try await recovery.pace.wait()
            let fetched = try await download.fetch(file, to: target, in: folder, existing: existing)
            return .fetched(sha256: fetched.content.sha256, wasPresent: fetched.wasPresent)
        } catch let error as IntegrationError {
            if [.cancelled, .unauthorized].contains(error.code) { throw error }
            return .failed(error.message, isUnreachable: error.code == .unavailable)
        } catch let error as FilesError {
            if [.diskFull, .denied].contains(error.code) { throw error }
            return .failed(error.description)
        }
    }

    private var existing: Download.Existing {
        switch recovery.request.existing {
        case .overwrite: .replace
        case .skip, .distinguish: .keepVerified
        }
    }
}
