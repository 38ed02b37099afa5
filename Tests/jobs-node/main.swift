// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import StewardCore
import StewardJobs
import StewardStore

// A node for tests: does jobs of the kind `effect` until it is killed, or until the tests that started it are gone.
//
//     jobs-node sqlite /path/to/file node-name lease-in-milliseconds
//     jobs-node postgresql 'host=… dbname=…' node-name lease-in-milliseconds

let arguments = CommandLine.arguments
guard arguments.count == 5, let lease = Int(arguments[4]) else {
    print("usage: jobs-node sqlite|postgresql DATABASE NODE LEASE-MILLISECONDS")
    exit(2)
}
let database: any Database =
    arguments[1] == "sqlite"
    ? try await SQLiteDatabase.open(at: arguments[2])
    : try await PostgresDatabase.connect(Secret(arguments[2]))
try await database.migrate(Jobs.migrations)
try await database.migrate(EffectHandler.migrations)

var configuration = Worker.Configuration(node: arguments[3])
configuration.lease = .milliseconds(lease)
configuration.slots = 4
configuration.pollInterval = .milliseconds(50)
configuration.progressInterval = .milliseconds(100)

let queue = JobQueue(
    database: database, clock: SystemClock(), backOff: BackOff(first: .milliseconds(20), limit: .milliseconds(100)))
let schedules = Schedules(queue: queue)
let logger = Logger(label: "jobs-node") { _ in SwiftLogNoOpLogHandler() }
let worker = Worker(queue: queue, handlers: [EffectHandler()], configuration: configuration, logger: logger)
let scheduler = Scheduler(schedules: schedules, logger: logger, pollInterval: .milliseconds(100))
let parent = getppid()
await withTaskGroup(of: Void.self) { group in
    group.addTask {
        while getppid() == parent { try? await SystemClock().sleep(for: .milliseconds(200)) }
        exit(0)
    }
    group.addTask { await scheduler.run() }
    group.addTask { await worker.run() }
}
