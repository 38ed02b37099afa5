// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore

/// What pages and programs see of a recovery.
struct RecoveryView: Sendable {
    let recovery: RecoveryOverview
    var files: [RecoveryFileOverview] = []

    /// Recoveries that are looked through for one, and files that a page shows.
    static let most = 1000

    static func list(_ site: Site) async throws -> [RecoveryView] {
        try await site.installation.files.recoveries().map { RecoveryView(recovery: $0) }
    }

    /// One recovery, with its files, what failed first.
    /// - Parameter withFiles: `false` for its numbers alone, as a page asks for again and again.
    static func one(_ id: String, _ site: Site, withFiles: Bool = true) async throws -> RecoveryView {
        let files = site.installation.files
        guard let found = try await files.recoveries(limit: most).first(where: { $0.id == id }) else {
            throw HTTPError(.notFound, message: "There is no recovery “\(id)”.")
        }
        guard withFiles else { return RecoveryView(recovery: found) }
        let all = try await files.recoveryFiles(id, limit: most)
        let failed = all.filter { !$0.isDone && $0.reason != nil }
        let others = all.filter { $0.isDone || $0.reason == nil }
        return RecoveryView(recovery: found, files: failed + others)
    }

    var path: String { "/recoveries/\(HTML.pathComponent(recovery.id))" }
    /// Whether it runs, or was cut off: it goes on when its command is given again.
    var isOpen: Bool { recovery.finishedAt == nil }

    var json: JSON {
        [
            "id": .string(recovery.id), "connection": .string(recovery.connection), "name": .string(recovery.name),
            "source": .string(recovery.scope.source.rawValue), "command": .string(recovery.scope.command.rawValue),
            "policy": .string(recovery.policy), "folder": recovery.folder.map(JSON.string) ?? .null,
            "started_at": .string(recovery.startedAt.formatted(.iso8601)),
            "finished_at": recovery.finishedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
            "found": .integer(Int64(recovery.found)), "done": .integer(Int64(recovery.done)),
            "failed": .integer(Int64(recovery.failed)),
            "waiting": .integer(Int64(recovery.found - recovery.done - recovery.failed)),
            "bytes": .integer(recovery.bytes),
            "progress": [
                "done": .integer(Int64(recovery.done)), "total": .integer(Int64(recovery.found)), "unit": "items",
            ],
        ]
    }

    /// Its members and its files.
    var fullJSON: JSON {
        .object((json.members ?? []) + [JSON.Member("files", .array(files.map(Self.json)))])
    }

    private static func json(_ file: RecoveryFileOverview) -> JSON {
        [
            "file": .string(file.id), "name": .string(file.name), "size": file.size.map(JSON.integer) ?? .null,
            "target": file.target.map(JSON.string) ?? .null,
            "steps": .array(file.steps.map { .string($0.rawValue) }), "done": .bool(file.isDone),
            "reason": file.reason.map(JSON.string) ?? .null,
        ]
    }
}
