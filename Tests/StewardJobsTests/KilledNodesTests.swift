// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardJobs

/// Two real processes work on one database while they are killed at random moments and started again.
///
/// Not timed by an injected clock: what is shown here is that nothing depends on where a process dies.
@Suite(.serialized) struct KilledNodesTests {
    static let kills = 200

    @Test("on SQLite, two nodes killed 200 times lose no job and double no effect") func sqlite() async throws {
        let folder = try TemporaryFolder("killed")
        defer { withExtendedLifetime(folder) {} }
        let database = try await SQLiteDatabase.open(at: folder.path("steward.sqlite"))
        try await run(on: database, ["sqlite", folder.path("steward.sqlite")])
        await database.close()
    }

    @Test(
        "on PostgreSQL, two nodes killed 200 times lose no job and double no effect",
        .enabled(if: PostgresServer.isInstalled))
    func postgresql() async throws {
        try await TestDatabases.withPostgres { database, address in
            try await run(on: database, ["postgresql", address.reveal()])
        }
    }

    private func run(on database: any Database, _ arguments: [String]) async throws {
        try await database.migrate(Jobs.migrations)
        let clock = SystemClock()
        let queue = JobQueue(database: database, clock: clock)
        try await Schedules(queue: queue).put(
            Schedule(
                name: "tick", kind: "effect", payload: ["steps": 1], trigger: .interval(.seconds(1)), zone: .utc,
                maxAttempts: 10_000))
        let nodes = try ["a", "b"].map { try KillableProcess("jobs-node", arguments + [$0, "500"]) }
        for node in nodes { try node.start() }

        let enqueuer = Task { try await Self.enqueue(into: queue) }
        var random = SeededGenerator(seed: 20_261_121)
        var killed = 0
        for _ in 0..<Self.kills {
            try await clock.sleep(for: .milliseconds(random.below(160)))
            let node = nodes[random.below(nodes.count)]
            if node.kill() { killed += 1 }
            try node.start()
        }
        enqueuer.cancel()
        let acknowledged = try await enqueuer.value
        #expect(killed == Self.kills, "a node ended by itself")

        try await Schedules(queue: queue).pause("tick")
        try await Self.settle(queue)
        for node in nodes { node.kill() }
        try await Self.verify(queue, acknowledged)
    }

    /// Adds jobs until it is cancelled; gives those whose addition was acknowledged, in order.
    private static func enqueue(into queue: JobQueue) async throws -> [JobID] {
        var random = SeededGenerator(seed: 42)
        var acknowledged: [JobID] = []
        while !Task.isCancelled {
            let request = JobRequest(
                kind: "effect", payload: ["steps": 3, "depth": 1], idempotencyKey: "job \(acknowledged.count)",
                priority: random.below(3), maxAttempts: 10_000)
            let wait = random.below(60)
            // Not cancelled halfway: a job is either acknowledged or was never asked for.
            acknowledged.append(
                try await Task {
                    let job = try await queue.enqueue(request)
                    // A client that did not hear the answer asks again.
                    if wait % 5 == 0 { #expect(try await queue.enqueue(request).id == job.id) }
                    return job.id
                }.value)
            try? await queue.clock.sleep(for: .milliseconds(wait))
        }
        return acknowledged
    }

    /// Waits until nothing waits or runs.
    private static func settle(_ queue: JobQueue) async throws {
        let end = queue.clock.now + 60
        while queue.clock.now < end {
            let counts = try await queue.counts()
            if counts[.waiting] == nil, counts[.running] == nil { return }
            try await queue.clock.sleep(for: .milliseconds(50))
        }
        Issue.record("jobs were left over after a minute: \(try await queue.counts())")
    }

    private static func verify(_ queue: JobQueue, _ acknowledged: [JobID]) async throws {
        #expect(acknowledged.count > 100)
        #expect(Set(acknowledged).count == acknowledged.count)
        var effects: [String: Int] = [:]
        for row in try await queue.database.read({ try $0.query("SELECT job_id, step FROM effects") }) {
            effects["\(try row.text("job_id")) \(try row.text("step"))", default: 0] += 1
        }
        let doubled = effects.filter { $0.value != 1 }
        #expect(doubled.isEmpty, "doubled: \(doubled.keys.sorted().prefix(5))")

        let all = try await queue.list(limit: 100_000).items
        #expect(all.filter { $0.state != .done }.map(\.id.description) == [])
        #expect(Set(acknowledged).subtracting(all.map(\.id)).isEmpty, "lost")
        let missing = all.filter { job in
            (0..<(job.payload["steps"]?.integer ?? 0)).contains { effects["\(job.id) \($0)"] == nil }
        }
        #expect(missing.isEmpty, "done without effect: \(missing.map(\.id).prefix(5))")
        // No effect without a job, and one follow-up for each job that wanted one.
        #expect(effects.count == all.reduce(0) { $0 + Int($1.payload["steps"]?.integer ?? 0) })
        #expect(all.filter { $0.payload["depth"]?.integer == 0 }.count == acknowledged.count)
        let due = all.compactMap(\.dueAt)
        #expect(due.count > 3 && Set(due).count == due.count)
        try await report(queue, all.count)
    }

    /// The kills must have hit work in progress, or the test shows nothing.
    private static func report(_ queue: JobQueue, _ jobs: Int) async throws {
        let endings = try await queue.database.read { connection in
            try connection.query("SELECT ending, COUNT(*) AS attempts FROM job_attempts GROUP BY ending")
                .map { ("\(try $0.textOrNil("ending") ?? "open")", try $0.integer("attempts")) }
        }
        let counts = Dictionary(uniqueKeysWithValues: endings)
        #expect(counts["lost", default: 0] > 20)
        #expect(counts["done"] == Int64(jobs))
        #expect(counts["open"] == nil)
        print("\(queue.database.engine.rawValue): \(jobs) jobs, attempts \(counts.sorted { $0.key < $1.key })")
    }
}
