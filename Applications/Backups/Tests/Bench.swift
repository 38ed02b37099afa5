// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore
import StewardTestKit

@testable import Backups

/// An installation with a ledger, a vault and a folder, for one test.
struct Bench {
    var backups: Backups
    let folder: TemporaryFolder
    let clock: SettableClock
    var ledger: Ledger { backups.ledger }
    var book: BookID { Backups.book("nightly") }

    static func with<Value>(_ body: (Bench) async throws -> Value) async throws -> Value {
        try await TestDatabases.with(.sqlite) { database in
            let folder = try TemporaryFolder("backups")
            let clock = SettableClock()
            try await database.migrate(Ledger.migrations + SecretVault.migrations + Backups.migrations)
            let backups = Backups(
                database: database, ledger: Ledger(database: database, clock: clock),
                vault: SecretVault(database: database, key: .file(folder.path("key")), clock: clock), clock: clock,
                scratch: folder.path("scratch"))
            return try await body(Bench(backups: backups, folder: folder, clock: clock))
        }
    }

    func record(_ kind: String, _ payload: JSON) async throws {
        try await ledger.append(EntryDraft(kind: kind, actor: "test", payload: payload), to: book)
    }

    func history() async throws -> BackupHistory { try await backups.history(of: "nightly") }

    /// The kinds of a book's entries, in order.
    func kinds() async throws -> [String] { try await ledger.entries(in: book, limit: 1000).map(\.kind) }
}

extension Backup {
    /// A backup as the book would hold it.
    static func sample(_ stem: String, database: String) -> Backup {
        let sha256 = String(repeating: "1a2b3c4d", count: 8)
        return Backup(
            id: BackupID(stem: stem, sha256: sha256), database: database, isGlobals: false, run: "r1",
            format: .custom, file: "\(database)/\(stem).backup.zst",
            madeAt: Date(timeIntervalSince1970: 1_790_000_000.25), milliseconds: 1250, bytes: 3, sha256: sha256,
            md5: String(repeating: "5d", count: 16), dumpBytes: 12, dumpSHA256: sha256, serverVersion: "15.20",
            toolVersion: "15.20", tables: [DumpedTable(schema: "public", name: "t", rows: 3)],
            extensions: ["postgis"], roles: ["backup"], warnings: [], globals: nil, compression: 3,
            encryption: .recipients(["age1x"]), isAdopted: false)
    }
}
