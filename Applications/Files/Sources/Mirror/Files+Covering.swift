// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardStore

extension Files {
    /// Every mirror, the oldest first.
    package func mirrors() async throws -> [Mirror] { try await mirrorTable.all() }

    /// - Throws: `FilesError` with `notFound`.
    package func mirror(_ id: String) async throws -> Mirror { try await mirrorTable.mirror(id) }

    /// How complete a mirror is, by its last look at the tree.
    package func coverage(_ mirror: String) async throws -> Coverage { try await mirrorTable.coverage(mirror) }

    /// The files of a mirrored tree, by id; `after` is the page before's `next`.
    /// - Parameter status: only these; `nil` for all.
    package func covered(
        _ mirror: String, status: Coverage.Status? = nil, after: String? = nil, limit: Int = 100
    ) async throws -> Page<CoveredFile> {
        let condition = status.map(Self.condition) ?? "1 = 1"
        let rows = try await database.read { database in
            try database.query(
                """
                SELECT * FROM files_entries WHERE mirror = $1 AND item > $2 AND kind <> 'folder' AND \(condition)
                ORDER BY item LIMIT $3
                """, [SQLValue(mirror), SQLValue(after ?? ""), SQLValue(max(limit, 1))]
            ).map { try MirrorRow($0).covered }
        }
        return Page(items: rows, next: rows.count == max(limit, 1) ? rows.last?.item : nil)
    }

    private static func condition(_ status: Coverage.Status) -> String {
        switch status {
        case .present: "state = 'kept'"
        case .missing: "state IN ('new', 'failed') AND version = 0"
        case .changed: "state IN ('new', 'failed') AND version > 0"
        case .skipped: "state = 'skipped'"
        case .vanished: "state = 'vanished'"
        }
    }

    /// Hands over every file of a mirrored tree, a thousand at a time, so that memory does not grow with the tree.
    package func forEachCovered(
        _ mirror: String, status: Coverage.Status? = nil, _ body: (CoveredFile) async throws -> Void
    ) async throws {
        var place: String?
        repeat {
            let page = try await covered(mirror, status: status, after: place, limit: 1000)
            for file in page.items { try await body(file) }
            place = page.next
        } while place != nil
    }

    /// Every version of a file that was fetched, the oldest first.
    package func versions(_ mirror: String, item: String) async throws -> [FileVersion] {
        try await mirrorTable.versions(mirror, item: item)
    }

    /// What is kept of a file: from its blob, or from the mirror's folder as long as it was not changed there.
    /// - Throws: `FilesError` with `notFound` when nothing of it is kept, `changed` when somebody changed it on disk;
    ///   `BlobError`.
    package func content(of file: CoveredFile, in mirror: Mirror) throws -> ByteStream {
        guard let hash = file.sha256 else {
            throw FilesError(.notFound, "Nothing of “\(file.path)” is kept yet; run the mirror.")
        }
        switch mirror.options.target {
        case .blobs:
            guard let blob = BlobID(hash) else { throw FilesError(.storage, "“\(hash)” is no blob's name.") }
            return try blobs.stream(of: blob)
        case .folder(let path):
            guard let local = file.local else { throw FilesError(.notFound, "“\(file.path)” has no place on disk.") }
            let opened = try LocalFolder(path, creating: false).open(reading: LocalPath(text: local))
            let stamp = try opened.stamp()
            guard stamp.size == file.size else { throw FilesError.changed(opened.path) }
            return opened.stream(from: 0, expecting: stamp)
        }
    }

    /// Folders that could not be read in the last look at a tree, with the reasons; at most `limit`.
    package func unreadFolders(_ mirror: String, limit: Int = 100) async throws -> [(path: String, reason: String)] {
        try await database.read { database in
            try database.query(
                """
                SELECT path, reason FROM files_entries WHERE mirror = $1 AND listed = -1 AND kind = 'folder'
                ORDER BY path LIMIT $2
                """, [SQLValue(mirror), SQLValue(limit)]
            ).map { (try $0.text("path"), try $0.textOrNil("reason") ?? "") }
        }
    }

    /// Refuses a list of folders in which one id stands twice: such a list gives one folder's files under two names.
    /// - Throws: `FilesError` with `invalid`, naming both.
    package static func check(folders: [(name: String, id: String)]) throws(FilesError) {
        var names: [String: String] = [:]
        for folder in folders {
            if let other = names.updateValue(folder.name, forKey: folder.id) {
                throw FilesError(
                    .invalid, "“\(other)” and “\(folder.name)” have the same folder id \(folder.id); correct the list.")
            }
        }
    }
}
