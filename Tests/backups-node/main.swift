// SPDX-License-Identifier: Apache-2.0
import Backups
import Foundation
import PostgreSQL
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardLedger
import StewardStore

// A process for tests that does one thing with a backup set of a real server, and is killed while it does.
//
//     backups-node FOLDER SOCKET-FOLDER HOURS run|prove|prune|restore
//
// The installation's database is FOLDER/steward.sqlite, the set is “nightly”, its off-site place FOLDER/offsite. HOURS
// are added to the clock, so that backups grow old. Ends with 0 when it was done, and with 1 and the reason when not.

let arguments = CommandLine.arguments
guard arguments.count == 5, let hours = Double(arguments[3]) else {
    print("usage: backups-node FOLDER SOCKET-FOLDER HOURS run|prove|prune|restore")
    exit(64)
}
let folder = arguments[1]
let database = try await SQLiteDatabase.open(at: folder + "/steward.sqlite")
let clock = ShiftedClock(hours: hours)
let backups = Backups(
    database: database, ledger: Ledger(database: database, clock: clock),
    vault: SecretVault(database: database, key: .file(folder + "/key"), clock: clock), clock: clock,
    scratch: folder + "/scratch")
let connections = NodeConnections(
    server: try PostgreSQL(
        configuration: try Configuration(
            ["host": arguments[2], "user": "steward", "sslmode": "disable"], fields: PostgreSQLConfiguration.fields),
        context: IntegrationContext(transport: NoTransport())),
    store: StoreFolder(folder: folder + "/offsite"))

let set = try await backups.set("nightly")
do {
    switch arguments[4] {
    case "run":
        let run = try await backups.run(
            set, id: "r\(hours)", connections: connections, stores: connections, by: "node")
        if let failure = run.failures.first { throw BackupsError(.storage, failure.reason) }
        if let failure = run.storeFailures.first { throw BackupsError(.storage, failure.reason) }
    case "prove":
        let report = try await backups.prove(
            try await backups.backup(of: "shop", in: set).id, in: set, connecting: connections, by: "node")
        if let failure = report.failure { throw BackupsError(.damaged, failure.sentence) }
    case "prune": try await backups.prune(set, by: "node")
    default:
        let plan = try await backups.planRestore(
            of: try await backups.backup(of: "shop", in: set).id, in: set, over: "shop_again",
            connecting: connections)
        _ = try await backups.restore(plan, in: set, connecting: connections, by: "node")
    }
} catch {
    print("\(arguments[4]): \(error)")
    exit(1)
}
await database.close()
