// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import Synchronization

extension Shelf: FileTrashing {
    func setTrashed(_ trashed: Bool, _ ids: [String]) async throws -> [IntegrationError?] {
        store.state.withLock { state in
            var outcomes: [IntegrationError?] = []
            for id in ids {
                if flaw == .stopsAtFirst, outcomes.contains(where: { $0 != nil }) {
                    outcomes.append(nil)
                    continue
                }
                guard state.items[id] != nil else {
                    outcomes.append(ShelfStore.missing)
                    continue
                }
                state.items[id]?.file.isTrashed = trashed
                if flaw == .losesFolder, !trashed { state.items[id]?.file.parents = ["root"] }
                state.changes.append(id)
                outcomes.append(nil)
            }
            return outcomes
        }
    }

    func emptyTrash() async throws {
        store.state.withLock { state in
            let gone = state.all.filter { $0.isTrashed || flaw == .emptiesAll && $0.kind == .file }
            for file in gone { _ = state.remove(file.id, withContent: true) }
        }
    }
}

extension Shelf: FileSearching {
    func search(_ query: FileQuery, after page: String?) async throws -> Page<StoredFile> {
        let found = store.state.withLock { $0.all }.filter { fits($0, query) }
        return self.page(of: found, after: page)
    }

    private func fits(_ file: StoredFile, _ query: FileQuery) -> Bool {
        if let folder = query.folder, file.parents != [folder] { return false }
        if let isTrashed = query.isTrashed, isTrashed != file.isTrashed, flaw != .ignoresTrash { return false }
        if !query.mediaTypes.isEmpty, !query.mediaTypes.contains(file.mediaType), flaw != .ignoresType { return false }
        if let type = query.exceptMediaType, file.mediaType == type { return false }
        if let time = query.modifiedAfter, let changed = file.modifiedAt {
            if changed < time || changed == time && flaw != .notStrict { return false }
        }
        guard let name = query.name else { return true }
        if flaw == .ignoresCase { return file.name.lowercased() == name.lowercased() }
        return Array(file.name.utf8) == Array(name.utf8)
    }

    func children(of folders: [String]) -> AsyncThrowingStream<[StoredFile], any Error> {
        let wanted = flaw == .firstFolders ? Array(folders.prefix(50)) : folders
        let found = store.state.withLock { $0.all }.filter { $0.parents.first.map(wanted.contains) ?? false }
        return AsyncThrowingStream { continuation in
            if !found.isEmpty { continuation.yield(found) }
            continuation.finish()
        }
    }
}

extension Shelf: StorageMeasuring {
    func storageUse() async throws -> StorageUse {
        store.state.withLock { state in
            let files = state.all.filter { $0.kind == .file }
            let trash = files.filter(\.isTrashed).compactMap(\.size).reduce(0, +)
            let counted = flaw == .trashIsFree ? files.filter { !$0.isTrashed } : files
            var used = counted.compactMap(\.size).reduce(0, +)
            if flaw == .countsTwice { used *= 2 }
            let inTrash = flaw == .trashExceeds ? used + 1 : trash
            return StorageUse(limit: 1 << 30, used: used, usedByFiles: used, usedInTrash: inTrash)
        }
    }
}

extension Shelf: ChangeFollowing {
    func changeToken() async throws -> String { store.state.withLock { String($0.changes.count) } }

    func changes(since token: String) async throws -> ChangePage {
        store.state.withLock { state in
            let start = Int(token) ?? 0
            let part = state.changes.dropFirst(start).prefix(Self.pageSize)
            let changes = part.compactMap { id -> ChangePage.Change? in
                let file = state.items[id]?.file
                return file == nil && flaw == .hidesDeletion ? nil : .init(id: id, file: file)
            }
            let end = start + part.count
            let isLast = end == state.changes.count || flaw == .firstChangesOnly
            let next = flaw == .repeatsChanges && isLast ? start : end
            return ChangePage(changes: changes, next: String(next), isLast: isLast)
        }
    }
}

extension Shelf: DocumentExporting {
    func exportTypes(of file: StoredFile) async throws -> [String] {
        file.kind == .document || flaw == .exportsEverything ? ["text/plain", "application/pdf"] : []
    }

    func export(_ file: StoredFile, as mediaType: String) async throws -> ByteStream {
        guard try await exportTypes(of: file).contains(mediaType) else {
            throw IntegrationError(.unsupported, "Not in this form.")
        }
        return ByteStream(flaw == .emptyExport ? [] : Array(mediaType.utf8))
    }
}
