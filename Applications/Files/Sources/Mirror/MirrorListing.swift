// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

/// Looks at a tree: at all of it, or at what changed since the last time. What is found passes through memory a page at
/// a time; cut off, the next call goes on with the folders that were not read yet.
struct MirrorListing: Sendable {
    let source: any MirrorSource
    let following: (any ChangeFollowing)?
    let table: MirrorTable
    let vault: SecretVault
    let id: String
    let exportsDocuments: Bool
    let report: @Sendable (Int64) -> Void

    private static let foldersAtOnce = 200
    /// However much the service tells of changes, everything is looked at once in so many seconds: it does not tell
    /// what happens behind shortcuts to what others own.
    private static let wholeEvery = 86_400.0

    /// - Parameter wholly: looks at everything, also where changes could be asked for.
    func run(wholly: Bool) async throws {
        var mirror = try await table.mirror(id)
        if mirror.isListed {
            let root = try await source.root(mirror.folder)
            let isOld = table.clock.now.timeIntervalSince(mirror.wholeAt ?? .distantPast) >= Self.wholeEvery
            let isWhole = wholly || mirror.token == nil || following == nil || !root.tellsChanges || isOld
            // The token is asked for before anything is read: what changes meanwhile is seen again, not missed.
            let token = isWhole ? try await following?.changeToken() : nil
            try await table.begin(id, wholly: isWhole, nextToken: token, root: root.id)
            mirror = try await table.mirror(id)
        }
        var next = mirror.nextToken
        if let token = mirror.token, let following {
            do {
                next = try await follow(following, token, mirror.generation)
            } catch let error as IntegrationError where !UploadWork.stopsAll(error) && error.code != .forbidden {
                // The service no longer knows the token.
                let root = try await source.root(mirror.folder)
                next = try await following.changeToken()
                try await table.begin(id, wholly: true, nextToken: next, root: root.id)
                mirror = try await table.mirror(id)
            }
        }
        try await walk(mirror.generation)
        try await table.end(id, token: next)
    }

    private func walk(_ generation: Int64) async throws {
        var count: Int64 = 0
        while true {
            let folders = try await table.unread(id, generation, limit: Self.foldersAtOnce)
            guard !folders.isEmpty else { return }
            let byTarget = Dictionary(folders.map { ($0.target, $0) }) { first, _ in first }
            var unreadable: Set<String> = []
            try await source.list(folders.map(\.target)) { items in
                var entries: [FoundEntry] = []
                for item in items {
                    guard let folder = byTarget[item.parent] else { continue }
                    entries.append(try await entry(item.file, in: folder, shown: item.shown))
                }
                try await table.found(entries, id, generation)
                count += Int64(items.count)
                report(count)
            } failed: { folder, error in
                unreadable.insert(folder)
                try await table.fail(folder, UploadWork.sentence(error), id)
            }
            try await table.settle(folders.filter { !unreadable.contains($0.target) }, id, generation)
        }
    }

    /// Takes in what changed; gives the token of now.
    private func follow(
        _ following: any ChangeFollowing, _ token: String, _ generation: Int64
    ) async throws -> String {
        var token = token
        while true {
            let page = try await following.changes(since: token)
            for change in page.changes { try await take(change, generation) }
            token = page.next
            if page.isLast { return token }
        }
    }

    private func take(_ change: ChangePage.Change, _ generation: Int64) async throws {
        let known = try await table.items(id, of: change.id)
        guard let file = change.file, !file.isTrashed else {
            for entry in known { try await table.vanish(id, item: entry.item) }
            return
        }
        let parents = try await table.folders(id, targets: file.parents)
        for entry in known where entry.item == file.id && !entry.parent.isEmpty {
            if !parents.contains(where: { $0.item == entry.parent }) { try await table.vanish(id, item: entry.item) }
        }
        for parent in parents {
            try await table.found([try await entry(file, in: parent, shown: nil)], id, generation)
            try await table.name(parent, id)
        }
        // What shortcuts point at may have other content now.
        for shortcut in known where shortcut.item != file.id {
            try await table.refresh(id, shortcut.item, file, generation)
        }
    }

    /// What to write down of a file, folder, document or shortcut.
    private func entry(_ found: StoredFile, in folder: TreeFolder, shown: String?) async throws -> FoundEntry {
        var file = found
        if case .shortcut(let target) = found.kind {
            guard let pointed = try await source.target(target), !pointed.isTrashed else {
                return FoundEntry(
                    item: found.id, folder: folder, file: found, name: found.name, shown: shown, state: .failed,
                    reason: "It points at something that is gone or not shared.", kind: "shortcut")
            }
            file = pointed
        }
        var entry = FoundEntry(
            item: found.id, folder: folder, file: file, name: found.name, shown: shown, state: .new, reason: nil,
            kind: "file")
        switch file.kind {
        case .folder:
            entry.kind = "folder"
            entry.state = .folder
        case .document:
            entry.kind = "document"
            if !exportsDocuments {
                entry.state = .skipped
                entry.reason = "It has no content of its own, and is not exported."
            }
        case .shortcut:
            entry.kind = "shortcut"
            entry.state = .failed
            entry.reason = "It points at another shortcut."
        case .file: break
        }
        if entry.state == .new, file.denied.contains(.download) {
            entry.state = .skipped
            entry.reason = "The account may not download it; ask its owner."
        }
        if let key = file.resourceKey, entry.kind != "folder" {
            try await vault.put(key, named: MirrorListing.keyName(id, entry.item), by: "files")
        }
        return entry
    }

    static func keyName(_ mirror: String, _ item: String) -> String { "files.key.\(mirror).\(item)" }
}

extension MirrorTable {
    /// What a shortcut points at is described anew.
    func refresh(_ id: String, _ item: String, _ file: StoredFile, _ generation: Int64) async throws {
        try await database.write { database in
            _ = try database.execute(
                """
                UPDATE files_entries SET size = $3, md5 = $4, sha256 = $5, revision = $6, modified_at = $7,
                    content = $8, state = CASE WHEN kept_content = $8 AND $8 <> '' THEN 'kept' ELSE 'new' END
                WHERE mirror = $1 AND item = $2 AND kind IN ('file', 'document') AND state <> 'skipped'
                """,
                [
                    SQLValue(id), SQLValue(item), SQLValue(optional: file.size), SQLValue(file.checksums.md5),
                    SQLValue(file.checksums.sha256), SQLValue(file.revision), SQLValue(file.modifiedAt),
                    SQLValue(MirrorRow.content(of: file)),
                ])
        }
    }
}
