// SPDX-License-Identifier: Apache-2.0
import Backups
import Foundation
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore
import Synchronization

// A node for tests: makes, copies and removes backups, again and again, until it is killed, or until the tests that
// started it are gone. Its clock goes on by half a day a run.
//
//     pass-node FOLDER START RUNS RECIPIENT
//
// START is the clock's first instant in seconds since 1970. After RUNS runs it ends by itself.
let arguments = CommandLine.arguments
guard arguments.count == 5, let start = Double(arguments[2]), let runs = Int(arguments[3]) else {
    print("usage: pass-node FOLDER START RUNS RECIPIENT")
    exit(64)
}

/// A clock that moves when it is told to.
final class SteppedClock: Timekeeping {
    private let instant: Mutex<Date>
    init(_ start: Date) { instant = Mutex(start) }
    var now: Date { instant.withLock { $0 } }
    func step() { instant.withLock { $0 += 43_200 } }
    func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}

let folder = arguments[1]
let database = try await SQLiteDatabase.open(at: folder + "/steward.sqlite")
try await database.migrate(Ledger.migrations + SecretVault.migrations + Backups.migrations)
let clock = SteppedClock(Date(timeIntervalSince1970: start))
let backups = Backups(
    database: database, ledger: Ledger(database: database, clock: clock),
    vault: SecretVault(database: database, key: .file(folder + "/key"), clock: clock), clock: clock,
    scratch: folder + "/scratch")
var set = BackupSet(
    name: "nightly", connection: "numbered", databases: ["a", "b"], folder: folder + "/set", format: .plain,
    encryption: .recipients([arguments[4]]), includesGlobals: false, offsite: OffsitePlace(connection: "away"))
set.retentionRule = RetentionRule(days: 1, minimum: 2)
let connections = NumberedDumping(store: try FolderStore(folder + "/away"))

let parent = getppid()
Thread.detachNewThread {
    while getppid() == parent { Thread.sleep(forTimeInterval: 0.2) }
    exit(0)
}
for number in 0..<runs {
    let run = try await backups.run(
        set, id: "\(Int(start))-\(number)", connections: connections, stores: connections, by: "node")
    if !run.isSuccess || !run.storeFailures.isEmpty {
        print("failed: \(run.failures) \(run.storeFailures)")
        exit(1)
    }
    try await backups.prune(set, by: "node")
    clock.step()
}
exit(0)
