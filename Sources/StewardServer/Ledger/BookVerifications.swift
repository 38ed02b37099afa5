// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardJobs
package import StewardLedger
package import StewardStore

/// Verifies books as jobs, one at a time of each book, and keeps what was found last.
package struct BookVerifications: Sendable {
    /// The table it needs.
    package static let migrations = [
        Migration(
            "verifications-0001-last",
            [
                """
                CREATE TABLE ledger_verified (
                    book TEXT PRIMARY KEY, verified_at BIGINT NOT NULL, job TEXT NOT NULL, actor TEXT NOT NULL,
                    entries BIGINT NOT NULL, root BYTEA NOT NULL, signed BIGINT, problems TEXT NOT NULL,
                    problem_count BIGINT NOT NULL)
                """
            ])
    ]

    /// The kind of its jobs. The payload names the `book`, and `by` who asked.
    package static let kind = "ledger.verify"

    private let database: any Database
    private let queue: JobQueue

    package init(_ installation: Installation) {
        database = installation.database
        queue = installation.jobs
    }

    /// What was found last; `nil` for a book that was never verified.
    package func last(of book: BookID) async throws -> BookVerification? {
        try await database.read { connection in
            try connection.first("SELECT * FROM ledger_verified WHERE book = $1", [.text(book.name)])
                .map { try BookVerification($0) }
        }
    }

    /// What was found last of every book that was verified.
    package func all() async throws -> [BookID: BookVerification] {
        let found = try await database.read { connection in
            try connection.query("SELECT * FROM ledger_verified").map { try BookVerification($0) }
        }
        return Dictionary(found.map { ($0.book, $0) }) { first, _ in first }
    }

    /// Keeps what was found, unless something newer is kept.
    func record(_ found: BookVerification) async throws {
        let problems = try JSON.array(found.problems.map(\.json)).canonicalBytes()
        _ = try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO ledger_verified
                    (book, verified_at, job, actor, entries, root, signed, problems, problem_count)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                ON CONFLICT (book) DO UPDATE SET verified_at = excluded.verified_at, job = excluded.job,
                    actor = excluded.actor, entries = excluded.entries, root = excluded.root,
                    signed = excluded.signed, problems = excluded.problems, problem_count = excluded.problem_count
                WHERE ledger_verified.verified_at <= excluded.verified_at
                """,
                [
                    .text(found.book.name), SQLValue(found.at), .text(found.job), .text(found.actor),
                    .integer(found.entries), .bytes(found.root), found.signed.map { .integer($0) } ?? .null,
                    .text(String(decoding: problems, as: UTF8.self)), .integer(found.problemCount),
                ])
        }
    }
}

extension BookVerifications {
    /// The job that verifies the book now or soon; `nil` when none does.
    package func underWay(_ book: BookID) async throws -> Job? {
        try await newest(of: book, in: [.waiting, .running])
    }

    /// Begins to verify a book, or gives the job that does already: of each book one at a time, however many ask at
    /// once.
    package func begin(_ book: BookID, by actor: String) async throws -> Job {
        let before = try await newest(of: book, in: [])
        if let before, !before.state.isFinal { return before }
        // All who ask at this moment know the same job before, so they ask with the same key and get one job.
        var request = JobRequest(
            kind: Self.kind, payload: ["book": .string(book.name), "by": .string(actor)],
            idempotencyKey: "\(book.name) after \(before?.id.description ?? "none")", maxAttempts: 3)
        let job = try await queue.enqueue(request)
        guard job.state.isFinal else { return job }
        request.idempotencyKey = nil
        return try await queue.enqueue(request)
    }

    private func newest(of book: BookID, in states: Set<JobState>) async throws -> Job? {
        let filter = JobFilter(states: states, kinds: [Self.kind])
        var after: String?
        repeat {
            let page = try await queue.list(filter, after: after, limit: 200)
            if let job = page.items.first(where: { $0.payload["book"]?.string == book.name }) { return job }
            after = page.next
        } while after != nil
        return nil
    }
}

extension BookVerification {
    fileprivate init(_ row: SQLRow) throws {
        let problems = try JSON(parsing: Array(try row.text("problems").utf8)).array ?? []
        self.init(
            book: BookID(try row.text("book")), at: try row.date("verified_at"), job: try row.text("job"),
            actor: try row.text("actor"), entries: try row.integer("entries"), root: try row.bytes("root"),
            signed: try row.integerOrNil("signed"), problems: problems.compactMap { Problem($0) },
            problemCount: try row.integer("problem_count"))
    }
}
