// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import StewardStore

/// Makes an effect that would show if it were doubled, and a follow-up job in the same transaction.
///
/// The table has no uniqueness of its own, so only the queue's promise keeps a job from being there twice.
struct EffectHandler: JobHandler {
    static let migrations = [
        Migration(
            "effects-0001",
            ["CREATE TABLE effects (job_id TEXT NOT NULL, step TEXT NOT NULL, attempt BIGINT NOT NULL)"])
    ]

    var kind: String { "effect" }

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        let steps = Int(job.payload["steps"]?.integer ?? 1)
        for step in 0..<steps {
            context.report(JobProgress(items: Int64(step), of: Int64(steps)))
            try await context.clock.sleep(for: .milliseconds(Int.random(in: 0...15)))
            let depth = job.payload["depth"]?.integer ?? 0
            try await context.once("step \(step)") { connection in
                try connection.execute(
                    "INSERT INTO effects (job_id, step, attempt) VALUES ($1, $2, $3)",
                    [SQLValue(job.id.description), SQLValue("\(step)"), SQLValue(job.attempt)])
                guard step == steps - 1, depth > 0 else { return }
                let next = JobRequest(
                    kind: kind, payload: ["steps": .integer(Int64(steps)), "depth": .integer(depth - 1)],
                    maxAttempts: 10_000)
                try context.enqueue(next, on: connection)
            }
        }
        return .done(["steps": .integer(Int64(steps))])
    }
}
