// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import StewardCore
import StewardStore
import StewardTestKit

@testable import StewardJobs

/// A queue on an empty database of one engine, with a clock that the test moves.
struct JobsBench {
    let clock: ManualClock
    let database: any Database
    let queue: JobQueue
    var schedules: Schedules { Schedules(queue: queue) }

    static func with(
        _ engine: DatabaseEngine, from start: String = "2026-01-01T00:00:00Z", _ body: (JobsBench) async throws -> Void
    ) async throws {
        try await TestDatabases.with(engine) { database in
            try await database.migrate(Jobs.migrations)
            let clock = try ManualClock(start)
            let queue = JobQueue(
                database: database, clock: clock, backOff: BackOff(first: .seconds(10), limit: .seconds(60)))
            try await body(JobsBench(clock: clock, database: database, queue: queue))
        }
    }

    /// Claims with a lease of 30 seconds.
    func claim(_ limit: Int = 1, node: String = "a", kinds: Set<String> = ["k"]) async throws -> [Job] {
        try await queue.claim(kinds: kinds, limit: limit, node: node, lease: .seconds(30))
    }

    /// Claims the one job that must be there.
    func claimOne(node: String = "a", kinds: Set<String> = ["k"]) async throws -> Job {
        guard let job = try await claim(node: node, kinds: kinds).first else {
            throw JobsError(.notFound, "nothing to claim")
        }
        return job
    }

    func state(_ id: JobID) async throws -> JobState? { try await queue.show(id)?.job.state }
}

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
