// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardStore

extension JobQueue {
    /// Takes up to `limit` due jobs for a node: higher priority first, then longest due.
    ///
    /// Takes over what other nodes left without a sign of life, leaves out paused kinds, and keeps to the limits of
    /// kinds across all nodes. Each job given is the node's until `leaseUntil`; ``Job/attempt`` is the fencing token.
    package func claim(kinds: Set<String>, limit: Int, node: String, lease: Duration) async throws -> [Job] {
        guard limit > 0, !kinds.isEmpty else { return [] }
        let now = clock.now
        return try await write { connection in
            try self.takeBackExpired(at: now, on: connection)
            return try self.due(kinds, limit, at: now, on: connection)
                .map { try self.take($0, node: node, until: now.addingTimeInterval(lease.inSeconds), now, connection) }
        }
    }

    /// Whether there is anything to claim, and when there will be; a cheap look without a lock.
    package func outlook(kinds: Set<String>) async throws -> Outlook {
        let now = clock.now
        let names = kinds.sorted()
        // The first of each kind, so that each is one look into an index, however many jobs wait.
        let waiting = names.indices.map {
            """
            (SELECT run_at FROM jobs WHERE state = 'waiting' AND kind = $\($0 + 1) ORDER BY run_at LIMIT 1) AS next\($0)
            """
        }
        let running = "(SELECT MIN(lease_until) FROM jobs WHERE state = 'running') AS lease"
        let sql = "SELECT " + (waiting + [running]).joined(separator: ", ")
        return try await database.readCommitted { connection in
            let row = try connection.first(sql, names.map { SQLValue($0) })
            let times = try (row?.columns.names ?? []).compactMap { try row?.dateOrNil($0) }
            return Outlook(isDue: times.contains { $0 <= now }, next: times.min())
        }
    }

    /// What ``outlook(kinds:)`` sees.
    package struct Outlook: Sendable, Equatable {
        package let isDue: Bool
        /// When the next job is due or the next lease ends; `nil` when nothing waits or runs.
        package let next: Date?
    }

    /// Ends the attempts whose lease is over, at whichever node they were.
    private func takeBackExpired(at now: Date, on connection: any SQLConnection) throws {
        let rows = try connection.query(
            "SELECT * FROM jobs WHERE state = 'running' AND lease_until < $1 LIMIT 200 \(engine.takingRows)",
            [SQLValue(now)])
        for row in rows { try record(.lost, of: try Job(row), at: now, on: connection) }
    }

    private func due(_ kinds: Set<String>, _ limit: Int, at now: Date, on connection: any SQLConnection) throws -> [Job]
    {
        let (free, all) = try limits(of: kinds, on: connection)
        try engine.preferOrder(on: connection)
        var found = try select(free.sorted(), limit, at: now, on: connection)
        let room = all.filter { $0.value > 0 }
        for (kind, places) in room.sorted(by: { $0.key < $1.key }) {
            found += try select([kind], min(places, limit), at: now, on: connection)
        }
        found.sort { ($1.priority, $0.runAt, $0.id) < ($0.priority, $1.runAt, $1.id) }
        return Array(found.prefix(limit))
    }

    /// The kinds without a limit, and how many more may run of each kind that has one. Holds the rows of the limits, so
    /// that two nodes that claim at once cannot both count the same free place.
    private func limits(
        of kinds: Set<String>, on connection: any SQLConnection
    ) throws -> (free: Set<String>, room: [String: Int]) {
        var free = kinds
        var room: [String: Int] = [:]
        let rows = try connection.query(
            """
            SELECT kind, paused_at, concurrency_limit FROM job_kinds
            WHERE paused_at IS NOT NULL OR concurrency_limit IS NOT NULL ORDER BY kind \(engine.waitingForRows)
            """)
        for row in rows {
            let kind = try row.text("kind")
            guard free.remove(kind) != nil, try row.dateOrNil("paused_at") == nil else { continue }
            let running = try connection.first(
                "SELECT COUNT(*) AS running FROM jobs WHERE state = 'running' AND kind = $1", [SQLValue(kind)])
            let limit = try row.integerOrNil("concurrency_limit") ?? 0
            room[kind] = Int(limit - (try running?.integer("running") ?? 0))
        }
        return (free, room)
    }

    private func select(
        _ kinds: [String], _ limit: Int, at now: Date, on connection: any SQLConnection
    ) throws -> [Job] {
        guard !kinds.isEmpty else { return [] }
        // `kind || ''` keeps the planner off the indexes that begin with the kind: it is to walk the one that has the
        // order, and stop at the limit, instead of sorting everything that is due.
        return try connection.query(
            """
            SELECT * FROM jobs
            WHERE state = 'waiting' AND run_at <= $1 AND kind || '' IN \(placeholders(kinds, from: 3))
            ORDER BY priority DESC, run_at, id LIMIT $2 \(engine.takingRows)
            """,
            [SQLValue(now), SQLValue(limit)] + kinds.map { SQLValue($0) }
        ).map(Job.init)
    }

    private func take(
        _ job: Job, node: String, until: Date, _ now: Date, _ connection: any SQLConnection
    ) throws -> Job {
        try connection.execute(
            """
            UPDATE jobs SET state = 'running', attempt = attempt + 1, node = $2, lease_until = $3, progress = NULL
            WHERE id = $1
            """,
            [SQLValue(job.id.description), SQLValue(node), SQLValue(until)])
        try connection.execute(
            "INSERT INTO job_attempts (job_id, number, node, started_at) VALUES ($1, $2, $3, $4)",
            [SQLValue(job.id.description), SQLValue(job.attempt + 1), SQLValue(node), SQLValue(now)])
        guard let row = try connection.first("SELECT * FROM jobs WHERE id = $1", [SQLValue(job.id.description)]) else {
            throw JobsError(.notFound, "The job \(job.id) vanished while it was claimed.")
        }
        return try Job(row)
    }
}

/// `($3, $4)` for two values.
func placeholders(_ values: [some Any], from first: Int) -> String {
    "(" + values.indices.map { "$\(first + $0)" }.joined(separator: ", ") + ")"
}
