// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

/// Finds what has changed among the jobs since it last looked, whichever node changed it. It only reads, and only what
/// indexes find: what runs, what was made or ended lately, and what it has seen under way.
package struct JobWatch: Sendable {
    /// What a look found.
    package struct Changes: Sendable {
        /// Jobs that are new or stand differently, the oldest first.
        package let jobs: [Job]
        /// Whether these are all; `false` when so much happened that a reader should look for itself.
        package let isComplete: Bool
    }

    /// How a job stands, without the lease, which only shows that its node lives.
    private struct Standing: Hashable {
        let state: JobState
        let attempt: Int
        let runAt: Date
        let progress: JobProgress?
        let reason: String?
        let cancelRequested: Bool
        let finishedAt: Date?

        init(_ job: Job) {
            state = job.state
            attempt = job.attempt
            runAt = job.runAt
            progress = job.progress
            reason = job.reason
            cancelRequested = job.cancelRequested
            finishedAt = job.finishedAt
        }
    }

    /// At most so many jobs of each sort are read in one look.
    static let limit = 200
    /// Nodes' clocks differ a little, and a transaction takes a while.
    private static let overlap = 10.0
    private var seen: [JobID: (standing: Standing, at: Date)] = [:]
    private var lookedAt: Date?

    package init() {}

    /// Looks once. The first look finds what runs now and what changed in the last ten seconds.
    package mutating func look(at queue: JobQueue) async throws -> Changes {
        let now = queue.clock.now
        let since = (lookedAt ?? now).addingTimeInterval(-Self.overlap)
        let known = seen.filter { !$0.value.standing.state.isFinal }.map(\.key)
        let (found, isComplete) = try await Self.read(queue, since: since, known: Array(known.prefix(Self.limit)))
        var changed: [Job] = []
        for job in found.values {
            let standing = Standing(job)
            if seen[job.id]?.standing != standing { changed.append(job) }
            seen[job.id] = (standing, now)
        }
        for id in known where found[id] == nil { seen[id] = nil }
        // What is over stays known for as long as it may be read again.
        seen = seen.filter { !$0.value.standing.state.isFinal || now.timeIntervalSince($0.value.at) < 60 }
        lookedAt = now
        return Changes(jobs: changed.sorted { $0.id < $1.id }, isComplete: isComplete)
    }

    private static func read(
        _ queue: JobQueue, since: Date, known: [JobID]
    ) async throws -> (found: [JobID: Job], isComplete: Bool) {
        try await queue.database.readCommitted { connection in
            var found: [JobID: Job] = [:]
            var isComplete = true
            func take(_ sql: String, _ values: [SQLValue]) throws {
                let rows = try connection.query(sql, values)
                if rows.count >= limit { isComplete = false }
                for row in rows {
                    let job = try Job(row)
                    found[job.id] = job
                }
            }
            let bounds = [SQLValue(since), SQLValue(limit)]
            try take("SELECT * FROM jobs WHERE state = 'running' ORDER BY lease_until LIMIT $1", [SQLValue(limit)])
            try take("SELECT * FROM jobs WHERE finished_at >= $1 ORDER BY finished_at DESC LIMIT $2", bounds)
            try take("SELECT * FROM jobs WHERE created_at >= $1 ORDER BY created_at DESC LIMIT $2", bounds)
            let others = known.filter { found[$0] == nil }
            for row in others.isEmpty
                ? []
                : try connection.query(
                    "SELECT * FROM jobs WHERE id IN \(placeholders(others, from: 1))",
                    others.map { SQLValue($0.description) })
            {
                let job = try Job(row)
                found[job.id] = job
            }
            return (found, isComplete)
        }
    }
}

extension JobQueue {
    /// How much news this process has heard of so far; for ``waitForNews(after:atMost:)``.
    package var news: Int { signal.calls }

    /// Returns when this process hears that something happened to a job, by itself or by the engine's notifications,
    /// when the time is up, or when the task is cancelled. Much can change without such news.
    package func waitForNews(after seen: Int, atMost limit: Duration) async {
        await signal.wait(beyond: seen, atMost: limit, clock: clock)
    }
}
