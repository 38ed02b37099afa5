// SPDX-License-Identifier: Apache-2.0
import Automation
package import Backups
package import Files
package import Logbook
package import StewardCore
package import StewardJobs
package import StewardLedger
package import StewardStore
package import Tally

/// One installation of Steward, open: its database, ledger, blobs and jobs. Several processes may have the same one
/// open.
package struct Installation: Sendable {
    package let folder: DataFolder
    package let database: any Database
    package let ledger: Ledger
    package let blobs: BlobStore
    package let jobs: JobQueue
    package let elections: Elections
    package let files: Files
    package let backups: Backups
    package let logbook: Logbook
    package let secrets: SecretVault
    package let clock: any Timekeeping
    /// What this process counts, for `/metrics`.
    package let meters = Meters()
    /// The last call of every connection.
    let uses: ConnectionUses

    /// Every table there is, each owner's list in its order.
    package static let migrations =
        Ledger.migrations + Jobs.migrations + Settings.migrations + SecretVault.migrations + SavedConnections.migrations
        + Files.migrations + Backups.migrations + Alerts.migrations + Access.migrations + BookVerifications.migrations
        + Logbook.migrations + Brokers.migrations + ImportResults.migrations + Automation.migrations

    /// Opens a data folder, makes what it lacks, and brings the database to this version's shape.
    /// - Parameters:
    ///   - server: a PostgreSQL connection string; `nil` for SQLite in the folder.
    ///   - upgrades: whether a database of an earlier version is brought to this one's shape. Else it stays as it is,
    ///     for whoever only looks or copies; a new one is made all the same.
    /// - Throws: `DatabaseError`, `LedgerError`; one sentence each.
    package static func open(
        _ folder: DataFolder, server: Secret?, upgrades: Bool = true, clock: any Timekeeping = SystemClock()
    ) async throws -> Installation {
        try folder.prepare()
        let database: any Database
        if let server {
            database = try await PostgresDatabase.connect(server)
        } else {
            database = try await SQLiteDatabase.open(at: folder.database)
        }
        do {
            let isNew = try await database.appliedMigrations().isEmpty
            if upgrades || isNew { try await database.migrate(migrations) }
            return try Installation(folder, database, clock)
        } catch {
            await database.close()
            throw error
        }
    }

    private init(_ folder: DataFolder, _ database: any Database, _ clock: any Timekeeping) throws {
        self.folder = folder
        self.database = database
        self.clock = clock
        uses = ConnectionUses(database: database, clock: clock)
        blobs = folder.blobs
        ledger = Ledger(database: database, clock: clock, signer: try folder.signer())
        jobs = JobQueue(database: database, clock: clock)
        secrets = SecretVault(database: database, key: folder.secretsSource, clock: clock)
        elections = Elections(ledger: ledger, blobs: folder.blobs)
        files = Files(
            database: database, ledger: ledger, blobs: folder.blobs, vault: secrets, clock: clock,
            staging: folder.path + "/staging")
        backups = Backups(
            database: database, ledger: ledger, vault: secrets, clock: clock, scratch: folder.path + "/scratch")
        logbook = Logbook(database: database, ledger: ledger, jobs: jobs, clock: clock)
    }

    /// The connections by name.
    package var connections: SavedConnections { SavedConnections(self) }

    /// This process, as the holder of a lock: a name of its own for each call.
    package var lockOwner: LockOwner {
        let number = String(UInt64.random(in: .min ... .max), radix: 36)
        return LockOwner(
            run: number, node: ProcessName.host, pid: Int64(ProcessName.identifier))
    }

    /// Closes the database. The value must not be used afterwards.
    package func close() async {
        await uses.flush()
        await database.close()
    }

    /// Opens, runs `body`, and closes, also when it throws.
    package static func with<Value: Sendable>(
        _ folder: DataFolder, server: Secret?, upgrades: Bool = true, clock: any Timekeeping = SystemClock(),
        _ body: (Installation) async throws -> Value
    ) async throws -> Value {
        let installation = try await open(folder, server: server, upgrades: upgrades, clock: clock)
        do {
            let value = try await body(installation)
            await installation.close()
            return value
        } catch {
            await installation.close()
            throw error
        }
    }
}
