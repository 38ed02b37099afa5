// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
import StewardStore

/// Which jobs to list; empty sets and `nil` mean all.
package struct JobFilter: Sendable {
    package var states: Set<JobState>
    package var kinds: Set<String>
    package var schedule: String?
    /// Only jobs made at or after this instant.
    package var since: Date?
    /// Only jobs made before this instant.
    package var before: Date?
    /// Only discarded jobs that nobody has settled and whose schedule has not succeeded since.
    package var needsPerson: Bool

    package init(
        states: Set<JobState> = [], kinds: Set<String> = [], schedule: String? = nil, since: Date? = nil,
        before: Date? = nil, needsPerson: Bool = false
    ) {
        self.states = states
        self.kinds = kinds
        self.schedule = schedule
        self.since = since
        self.before = before
        self.needsPerson = needsPerson
    }
}

extension JobQueue {
    /// Jobs, newest first.
    ///
    /// `after` is the page before's `next`.
    package func list(_ filter: JobFilter = .init(), after: String? = nil, limit: Int = 50) async throws -> Page<Job> {
        var conditions: [String] = []
        var values: [SQLValue] = []
        func require(_ column: String, in texts: [String]) {
            guard !texts.isEmpty else { return }
            conditions.append("\(column) IN \(placeholders(texts, from: values.count + 1))")
            values += texts.map { SQLValue($0) }
        }
        // Written out, so that the indexes of single states serve.
        let states = filter.needsPerson ? [JobState.discarded] : filter.states.sorted { $0.rawValue < $1.rawValue }
        if !states.isEmpty {
            conditions.append("(" + states.map { "state = '\($0.rawValue)'" }.joined(separator: " OR ") + ")")
        }
        if filter.needsPerson { conditions.append(Self.isOpen) }
        require("kind", in: filter.kinds.sorted())
        require("schedule", in: filter.schedule.map { [$0] } ?? [])
        if let since = filter.since {
            values.append(SQLValue(since))
            conditions.append("created_at >= $\(values.count)")
        }
        if let before = filter.before {
            values.append(SQLValue(before))
            conditions.append("created_at < $\(values.count)")
        }
        if let (time, id) = try after.map(Self.place) {
            values += [.integer(time), .text(id)]
            conditions.append("(created_at, id) < ($\(values.count - 1), $\(values.count))")
        }
        values.append(SQLValue(max(1, limit) + 1))
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let sql = "SELECT * FROM jobs \(condition) ORDER BY created_at DESC, id DESC LIMIT $\(values.count)"
        let jobs = try await database.readCommitted { [values] connection in
            try connection.query(sql, values).map(Job.init)
        }
        let items = Array(jobs.prefix(max(1, limit)))
        let next = jobs.count > items.count ? items.last.map { "\($0.createdAt.microseconds)-\($0.id)" } : nil
        return Page(items: items, next: next)
    }

    /// A discarded job that still needs a person.
    private static let isOpen = """
        settled_at IS NULL AND (schedule IS NULL OR NOT EXISTS (
            SELECT 1 FROM jobs AS later WHERE later.schedule = jobs.schedule AND later.state = 'done'
                AND later.created_at > jobs.created_at))
        """

    private static func place(_ text: String) throws -> (Int64, String) {
        let parts = text.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let time = Int64(parts[0]) else {
            throw JobsError(.invalidRequest, "“\(text)” is no place in the list of jobs; begin without one.")
        }
        return (time, String(parts[1]))
    }

    /// One job with its attempts; `nil` when there is none, or when it is older than the history.
    package func show(_ id: JobID) async throws -> JobHistory? {
        try await database.readCommitted { connection in
            guard let row = try connection.first("SELECT * FROM jobs WHERE id = $1", [SQLValue(id.description)]) else {
                return nil
            }
            let attempts = try connection.query(
                "SELECT * FROM job_attempts WHERE job_id = $1 ORDER BY number", [SQLValue(id.description)])
            return JobHistory(job: try Job(row), attempts: try attempts.map(JobAttempt.init))
        }
    }

    /// How many jobs are in each state.
    package func counts() async throws -> [JobState: Int] {
        try await database.readCommitted { connection in
            var counts: [JobState: Int] = [:]
            for row in try connection.query("SELECT state, COUNT(*) AS jobs FROM jobs GROUP BY state") {
                if let state = JobState(rawValue: try row.text("state")) {
                    counts[state] = Int(try row.integer("jobs"))
                }
            }
            return counts
        }
    }

    /// Removes finished jobs with their attempts, effects and idempotency keys; gives how many.
    ///
    /// Done and cancelled jobs go after `retention`, discarded ones after three times that.
    @discardableResult
    package func prune(olderThan retention: Duration) async throws -> Int {
        let now = clock.now
        let done = now.addingTimeInterval(-retention.inSeconds)
        let discarded = now.addingTimeInterval(-3 * retention.inSeconds)
        return try await write { connection in
            try connection.execute(
                """
                DELETE FROM jobs WHERE finished_at IS NOT NULL
                    AND ((state IN ('done', 'cancelled') AND finished_at < $1)
                        OR (state = 'discarded' AND finished_at < $2))
                """,
                [SQLValue(done), SQLValue(discarded)])
        }
    }
}
