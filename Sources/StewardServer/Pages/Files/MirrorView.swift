// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import StewardCore
import StewardLedger

/// What pages and programs see of a mirror.
struct MirrorView: Sendable {
    let mirror: Mirror
    let coverage: Coverage

    static func list(_ site: Site) async throws -> [MirrorView] {
        var views: [MirrorView] = []
        for mirror in try await site.installation.files.mirrors().reversed() {
            views.append(
                MirrorView(mirror: mirror, coverage: try await site.installation.files.coverage(mirror.id)))
        }
        return views
    }

    /// - Throws: `FilesError` with `notFound`.
    static func one(_ id: String, _ site: Site) async throws -> MirrorView {
        let files = site.installation.files
        return MirrorView(mirror: try await files.mirror(id), coverage: try await files.coverage(id))
    }

    var path: String { "/mirrors/\(HTML.pathComponent(mirror.id))" }

    /// The folder on disk, else the folder at the service.
    var place: String {
        if case .folder(let path) = mirror.options.target { return path }
        return mirror.folder
    }

    func tag(_ parts: FilesParts) -> HTML {
        if mirror.generation == 0 { return parts.tag(.never, "missing") }
        if !mirror.isListed { return parts.tag(.notFinished, "low") }
        if coverage.missing + coverage.changed > 0 { return parts.tag(.missing, "medium") }
        return parts.tag(.done, "good")
    }

    var json: JSON {
        var target: JSON = .null
        if case .folder(let path) = mirror.options.target { target = .string(path) }
        return [
            "id": .string(mirror.id), "connection": .string(mirror.connection), "folder": .string(mirror.folder),
            "target": target, "public": .bool(mirror.options.isPublic),
            "documents": .bool(mirror.options.exportsDocuments), "book": .string(mirror.book.name),
            "generation": .integer(mirror.generation), "is_listed": .bool(mirror.isListed),
            "listed_at": mirror.listedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
            "finished_at": mirror.finishedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
            "coverage": coverage.json,
        ]
    }

    static func json(_ file: CoveredFile) -> JSON {
        [
            "item": .string(file.item), "file": .string(file.fileID), "path": .string(file.path),
            "name": .string(file.name), "status": .string(file.status.rawValue),
            "reason": file.reason.map(JSON.string) ?? .null, "size": file.size.map(JSON.integer) ?? .null,
            "sha256": file.sha256.map(JSON.string) ?? .null, "local": file.local.map(JSON.string) ?? .null,
            "versions": .integer(file.versions),
            "fetched_at": file.fetchedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
            "modified_at": file.modifiedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
        ]
    }
}

/// The files of a mirror that a page shows.
struct MirrorFiles: Sendable {
    typealias Status = Coverage.Status

    let files: [CoveredFile]
    let next: String?
    let unread: [(path: String, reason: String)]
    /// Only these; `nil`: what is missing or changed, then all the others.
    let status: Status?
    /// What the part begins behind; `nil` for the beginning.
    let after: String?

    static let pageSize = 200

    static func of(
        _ id: String, status: Status?, after: String?, _ site: Site
    ) async throws -> MirrorFiles {
        let files = site.installation.files
        let unread = try await files.unreadFolders(id, limit: 100)
        var shown: [CoveredFile] = []
        if status == nil, after == nil {
            for first in [Status.missing, .changed] {
                shown += try await files.covered(id, status: first, limit: pageSize).items
            }
        }
        let page = try await files.covered(id, status: status, after: after, limit: pageSize)
        let known = Set(shown.map(\.item))
        shown += page.items.filter { !known.contains($0.item) }
        return MirrorFiles(files: shown, next: page.next, unread: unread, status: status, after: after)
    }
}
