// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Something found in a folder of the tree.
struct MirrorItem: Sendable {
    /// The id of the folder it is in.
    let parent: String
    let file: StoredFile
    /// The time of change as shown to people, where that is all there is.
    var shown: String?
}

/// Where a tree is read: a connection's own files, or what is shared with everyone.
protocol MirrorSource: Sendable {
    /// The id that the folder is known by in its children's parents, and whether the service tells of what changes in
    /// it: of what others own and share by a link it may not.
    func root(_ folder: String) async throws -> (id: String, tellsChanges: Bool)
    /// What is directly in these folders, handed over a part at a time; and which of them cannot be read, and why.
    /// - Throws: what stops all.
    func list(
        _ folders: [String], take: ([MirrorItem]) async throws -> Void,
        failed: (String, any Error) async throws -> Void
    ) async throws
    /// What a shortcut points at; `nil` when it is gone or out of sight.
    func target(_ id: String) async throws -> StoredFile?
}

/// Reads a connection's own files.
struct OwnSource: MirrorSource {
    let store: any FileStoring

    func root(_ folder: String) async throws -> (id: String, tellsChanges: Bool) {
        let file = try await store.file(folder)
        guard file.kind == .folder else {
            throw FilesError(.invalid, "“\(file.name)” is not a folder; give a folder's id.")
        }
        return (file.id, file.isOwned != false)
    }

    func list(
        _ folders: [String], take: ([MirrorItem]) async throws -> Void,
        failed: (String, any Error) async throws -> Void
    ) async throws {
        if let searching = store as? any FileSearching, folders.count > 1 {
            do {
                if try await listTogether(folders, searching, take) { return }
            } catch {
                if UploadWork.stopsAll(error) || error is FilesError { throw error }
            }
        }
        // One after the other: for services that cannot do better, that do not say which folder a file is in, and to
        // find out which of the folders cannot be read.
        for folder in folders {
            do { try await list(folder, take) } catch {
                if UploadWork.stopsAll(error) || error is FilesError { throw error }
                try await failed(folder, error)
            }
        }
    }

    /// `false`: some of what came does not say which folder it is in.
    private func listTogether(
        _ folders: [String], _ searching: any FileSearching, _ take: ([MirrorItem]) async throws -> Void
    ) async throws -> Bool {
        let asked = Set(folders)
        var isComplete = true
        for try await page in searching.children(of: folders) {
            var items: [MirrorItem] = []
            for file in page where !file.isTrashed {
                if let parent = file.parents.first(where: asked.contains) {
                    items.append(MirrorItem(parent: parent, file: file))
                } else {
                    isComplete = false
                }
            }
            try await take(items)
        }
        return isComplete
    }

    private func list(_ folder: String, _ take: ([MirrorItem]) async throws -> Void) async throws {
        var page: String?
        repeat {
            let part = try await store.files(in: folder, after: page)
            try await take(part.items.filter { !$0.isTrashed }.map { MirrorItem(parent: folder, file: $0) })
            page = part.next
        } while page != nil
    }

    func target(_ id: String) async throws -> StoredFile? {
        do { return try await store.file(id) } catch let error as IntegrationError
            where error.code == .notFound || error.code == .forbidden
        { return nil }
    }
}

/// Reads what is shared with everyone.
struct PublicSource: MirrorSource {
    let reader: any FolderPublic
    let workers: Int

    func root(_ folder: String) async throws -> (id: String, tellsChanges: Bool) { (folder, false) }

    func list(
        _ folders: [String], take: ([MirrorItem]) async throws -> Void,
        failed: (String, any Error) async throws -> Void
    ) async throws {
        var waiting = folders[...]
        let reader = reader
        try await Crew.run(workers) {
            waiting.popFirst()
        } work: { folder -> (String, Result<PublicFolder, any Error>) in
            do { return (folder, .success(try await reader.publicFolder(folder))) } catch {
                if UploadWork.stopsAll(error) { throw error }
                return (folder, .failure(error))
            }
        } take: { folder, outcome in
            switch outcome {
            case .success(let found): try await take(found.items.map { Self.item($0, in: folder) })
            case .failure(let error): try await failed(folder, error)
            }
        }
    }

    private static func item(_ item: PublicItem, in folder: String) -> MirrorItem {
        MirrorItem(
            parent: folder,
            file: StoredFile(
                id: item.id, name: item.name ?? "", kind: item.kind, mediaType: item.mediaType ?? MediaType.unknown,
                parents: [folder]),
            shown: item.shownDate)
    }

    func target(_ id: String) async throws -> StoredFile? {
        do {
            let item = try await reader.publicItem(id)
            return StoredFile(
                id: item.id, name: item.name ?? "", kind: item.kind, mediaType: item.mediaType ?? MediaType.unknown)
        } catch let error as IntegrationError where error.code == .notFound || error.code == .forbidden {
            return nil
        }
    }
}
