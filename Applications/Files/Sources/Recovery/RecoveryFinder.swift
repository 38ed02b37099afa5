// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardIntegration

/// Finds the files of a recovery, one page after the other.
struct RecoveryFinder: Sendable {
    let connection: FileConnection
    let pace: RecoveryPace
    let clock: any Timekeeping
    /// Told of what was left out.
    let skipped: @Sendable (SkippedFile) -> Void

    /// Calls `found` with one page after the other.
    /// - Returns: whether everything could be listed; a folder below the chosen one that cannot is told and left.
    func find(
        _ selection: RecoveryRequest.Selection, _ found: ([FoundFile]) async throws -> Void
    ) async throws -> Bool {
        switch selection {
        case .trash(let filter, let after):
            try await trash(filter, after, found)
            return true
        case .files(let ids):
            try await files(ids, found)
            return true
        case .folder(let id, let filter, let after): return try await folder(id, filter, after, found)
        case .failed(let rows):
            try await failed(rows, found)
            return true
        }
    }

    private func trash(
        _ filter: ExtensionFilter, _ after: Date?, _ found: ([FoundFile]) async throws -> Void
    ) async throws {
        let store = try connection.searching()
        var types = filter.mediaTypes
        // Folders in the trash are restored first, so they must be among what is listed.
        if !types.isEmpty { types.append(Self.folderType) }
        let query = FileQuery(isTrashed: true, mediaTypes: types, modifiedAfter: after)
        var page: String?
        repeat {
            try await pace.wait()
            let answer = try await store.search(query, after: page)
            let fitting = answer.items.filter { file in
                file.isTrashed && (file.kind == .folder || (filter.fits(file.name) && Self.isLater(file, after)))
            }
            try await found(fitting.map { FoundFile(file: $0) })
            page = answer.next
        } while page != nil
    }

    private func files(_ ids: [String], _ found: ([FoundFile]) async throws -> Void) async throws {
        let store = try connection.storing()
        for id in ids {
            try await pace.wait()
            let file = try await store.file(id)
            if file.isTrashed { try await found([FoundFile(file: file)]) } else { skipped(.notTrashed(file)) }
        }
    }

    private func failed(_ rows: [FailedFile], _ found: ([FoundFile]) async throws -> Void) async throws {
        let store = try connection.storing()
        for row in rows {
            try await pace.wait()
            let file = try await store.file(row.id)
            try await found([FoundFile(file: file, target: row.target.isEmpty ? nil : row.target)])
        }
    }

    private func folder(
        _ id: String, _ filter: ExtensionFilter, _ after: Date?, _ found: ([FoundFile]) async throws -> Void
    ) async throws -> Bool {
        let store = try connection.storing()
        var waiting: [(id: String, path: String)] = [(id, "")]
        var seen: Set<String> = [id]
        var isComplete = true
        while !waiting.isEmpty {
            let (folder, path) = waiting.removeFirst()
            do {
                var page: String?
                repeat {
                    try await pace.wait()
                    let answer = try await store.files(in: folder, after: page)
                    for file in answer.items where file.kind == .folder && seen.insert(file.id).inserted {
                        let name = file.name.isEmpty ? "unknown" : RecoveryName.make(file.name, id: file.id)
                        waiting.append((file.id, path.isEmpty ? name : path + "/" + name))
                    }
                    let fitting = answer.items.filter { file in
                        file.kind != .folder && filter.fits(file.name) && Self.isLater(file, after)
                    }
                    try await found(fitting.map { FoundFile(file: $0, folder: path) })
                    page = answer.next
                } while page != nil
            } catch let error as IntegrationError where !path.isEmpty && error.code != .cancelled {
                skipped(.folder(path: path, reason: error.message))
                isComplete = false
            }
        }
        return isComplete
    }

    /// The media type that stores give folders (Google Drive API v3).
    private static let folderType = "application/vnd.google-apps.folder"

    private static func isLater(_ file: StoredFile, _ after: Date?) -> Bool {
        guard let after, let modified = file.modifiedAt else { return true }
        return modified > after
    }
}

/// Something that a recovery leaves out, and why.
package enum SkippedFile: Sendable {
    /// It is not in the trash.
    case notTrashed(StoredFile)
    /// A folder below the chosen one cannot be listed.
    case folder(path: String, reason: String)

    /// One sentence.
    package var description: String {
        switch self {
        case .notTrashed(let file): "“\(file.name)” (\(file.id)) is not in the trash; it is left as it is."
        case .folder(let path, let reason): "The folder \(path) cannot be listed: \(reason)"
        }
    }
}
