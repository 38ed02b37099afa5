// SPDX-License-Identifier: Apache-2.0
import Backups
import FoundationEssentials
import Hummingbird
import StewardCore
import StewardIntegration

/// What the pages of backups show, as JSON.
enum BackupRoutes {
    static let all: [Route] = [
        Route(
            "/api/backups", "Backup sets, and how each database stands", isData: true, scope: .read,
            gives: .array(of: BackupSchemas.set)
        ) { _, _, site in
            JSONAnswer.response(.array(try await BackupSetView.all(site).map { .object(members($0)) }))
        },
        Route(
            "/api/backups/{set}", "A backup set with its backups", isData: true, scope: .read,
            gives: BackupSchemas.setWithBackups
        ) { _, context, site in
            let view = try await BackupSetView.named(in: context, site)
            let backups = JSON.Member("backups", .array(view.present.map(json)))
            return JSONAnswer.response(.object(members(view) + [backups]))
        },
    ]

    private static func members(_ view: BackupSetView) -> [JSON.Member] {
        let set = view.set
        return [
            .init("name", .string(set.name)), .init("connection", .string(set.connection)),
            .init("folder", .string(set.folder)), .init("format", .string(set.format.rawValue)),
            .init("compression", .integer(Int64(set.compression))),
            .init("encryption", set.encryption.json["kind"] ?? "none"),
            .init("retention", .string(set.retentionRule.text)),
            .init("offsite", set.offsite.map { .string($0.connection) } ?? .null),
            .init("state", .string(view.state.name)), .init("databases", .array(view.databases.map(json))),
            .init("jobs", .array(view.jobs.map(WorkJSON.job))),
        ]
    }

    private static func json(_ view: BackupDatabaseView) -> JSON {
        let reason = view.proof.failure ?? view.failure?.reason
        return [
            "name": .string(view.name), "current": .bool(view.isCurrent), "state": .string(view.state.name),
            "backups": .integer(Int64(view.present.count)),
            "newest": view.newest.map { .string($0.id.text) } ?? .null, "newest_at": time(view.newest?.madeAt),
            "bytes": view.newest.map { .integer($0.bytes) } ?? .null, "proved_at": time(view.proof.provedAt),
            "proof_due": .bool(view.proof.isDue), "failure": reason.map(JSON.string) ?? .null,
        ]
    }

    private static func json(_ backup: Backup) -> JSON {
        [
            "id": .string(backup.id.text), "database": .string(backup.database), "globals": .bool(backup.isGlobals),
            "file": .string(backup.file), "made_at": time(backup.madeAt), "bytes": .integer(backup.bytes),
            "sha256": .string(backup.sha256), "dump_bytes": .integer(backup.dumpBytes),
            "format": .string(backup.format.rawValue), "encrypted": .bool(!backup.encryption.isNone),
            "adopted": .bool(backup.isAdopted), "pinned": .bool(backup.isPinned), "proved_at": time(backup.provedAt),
            "proof_failure": backup.lastProof?.reason.map(JSON.string) ?? .null,
            "copies": .array(backup.copies.map { .string($0.connection) }),
            "copy_failure": backup.copyFailure.map(JSON.string) ?? .null,
        ]
    }

    private static func time(_ date: Date?) -> JSON { date.map { .string($0.formatted(.iso8601)) } ?? .null }
}
