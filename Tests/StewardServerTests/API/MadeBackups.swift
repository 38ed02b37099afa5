// SPDX-License-Identifier: Apache-2.0
import Backups
import StewardCore
import StewardIntegration
import StewardJobs
import StewardLedger
import StewardStore

@testable import StewardServer

/// A backup set with backups of one database, as its book tells of them; there are no files.
enum MadeBackups {
    static let set = "nightly"
    static let id = "ledger_2026-11-22_02-15-00-00112233"

    static func fill(_ installation: Installation) async throws {
        let backups = installation.backups
        try await backups.save(
            BackupSet(
                name: set, connection: "server", databases: ["ledger", "never <made>"], folder: "/backups <of> nobody",
                encryption: .recipients(["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"]),
                offsite: OffsitePlace(connection: "drive")), by: "anna")
        for (number, name) in ["ledger_2026-11-21_02-15-00-99112233", id].enumerated() {
            let made = 1_795_300_000_000 + Int64(number) * 86_400_000
            try await add(BackupEntry.made, backup(name, made: made), installation)
        }
        try await add(
            BackupEntry.proved, ["backup": .string(id), "seconds": 3, "server_version": "15.20"], installation)
        try await add(
            BackupEntry.storeFailed, ["backup": .string(id), "connection": "drive", "reason": "It is <full>."],
            installation)
        try await add(
            BackupEntry.failed,
            ["run": "1", "database": "never <made>", "step": "dump", "reason": "The server is <gone>."], installation)
    }

    private static func add(_ kind: String, _ payload: JSON, _ installation: Installation) async throws {
        try await installation.ledger.append(
            EntryDraft(kind: kind, actor: "test", payload: payload), to: Backups.book(set))
    }

    private static func backup(_ name: String, made: Int64) -> JSON {
        [
            "backup": .string(name), "database": "ledger", "run": "1", "format": "custom",
            "file": .string("ledger/\(name).backup.zst.age"), "made_at_ms": .integer(made), "milliseconds": 1200,
            "bytes": 123_456, "sha256": .string(String(repeating: "a", count: 64)),
            "dump_bytes": 654_321, "dump_sha256": .string(String(repeating: "b", count: 64)),
            "server_version": "15.20", "tool_version": "15.20",
            "tables": [["schema": "public", "name": "entries <all>", "rows": 5000]], "extensions": [], "roles": ["app"],
            "warnings": [], "compression": 3, "encryption": ["kind": "recipients", "recipients": ["age1"]],
        ]
    }
}
