// SPDX-License-Identifier: Apache-2.0
import Logging
import StewardCore
import StewardIntegration
package import StewardJobs

/// The jobs of this application: the command line and the server do the same.
///
/// | kind | payload |
/// |---|---|
/// | `backups.run` | `{set, databases?: [name]}`: makes backups, and adds the two jobs below when it has |
/// | `backups.prove` | `{set, backup?}`: without a backup, the newest of each database that is due |
/// | `backups.prune` | `{set}` |
/// | `backups.restore` | `{set, backup, to}` |
///
/// Each may be attempted any number of times.
package enum BackupJobs {
    package static let run = "backups.run"
    package static let prove = "backups.prove"
    package static let prune = "backups.prune"

    /// A handler for every kind.
    package static func handlers(
        _ backups: Backups, connecting: any DatabaseConnecting, storing: any StoreConnecting
    ) -> [any JobHandler] {
        func job(_ kind: String, _ work: @escaping BackupJob.Work) -> BackupJob {
            BackupJob(kind: kind, backups: backups, work: work)
        }
        return [
            restoring(backups, connecting),
            job(run) { job, backups, set, context in
                try await run(job, backups, set, connecting, storing, context)
            },
            job(prove) { job, backups, set, context in
                try await prove(job, backups, set, connecting, context)
            },
            job(prune) { job, backups, set, _ in
                let report = try await backups.prune(set, stores: storing, by: actor(job))
                guard let failure = report.failures.first else { return .done(report.json) }
                return .retry(after: nil, reason: failure)
            },
        ]
    }

    private static func actor(_ job: Job) -> String { job.payload["by"]?.string ?? "job \(job.kind)" }

    private static func run(
        _ job: Job, _ backups: Backups, _ set: BackupSet, _ connecting: any DatabaseConnecting,
        _ storing: any StoreConnecting, _ context: JobContext
    ) async throws -> Outcome {
        let chosen = job.payload["databases"]?.array?.compactMap(\.string) ?? set.databases
        // What an earlier attempt made is kept, and not made again.
        let before = Set(
            try await backups.history(of: set.name).backups.filter { $0.run?.hasPrefix("\(job.id)-") == true }
                .map(\.database))
        let made = try await backups.run(
            set, databases: chosen.filter { !before.contains($0) }, id: "\(job.id)-\(job.attempt)",
            connections: connecting, stores: storing,
            by: actor(job)
        ) { context.report($0.jobProgress) }
        for state in try await backups.proofStates(of: set) where state.isDue {
            guard let newest = state.newest else { continue }
            try await context.enqueue(
                JobRequest(
                    kind: prove, payload: ["set": .string(set.name), "backup": .string(newest.text)],
                    idempotencyKey: "prove:\(set.name):\(newest)"))
        }
        try await context.enqueue(
            JobRequest(
                kind: prune, payload: ["set": .string(set.name)], idempotencyKey: "prune:\(set.name):\(job.id)"))
        guard let failure = made.failures.first else { return .done(made.json) }
        for failure in made.failures {
            context.logger.error("\(failure.database ?? set.name), \(failure.step.rawValue): \(failure.reason)")
        }
        return .retry(after: nil, reason: "\(failure.database.map { "\($0): " } ?? "")\(failure.reason)")
    }

    private static func prove(
        _ job: Job, _ backups: Backups, _ set: BackupSet, _ connecting: any DatabaseConnecting, _ context: JobContext
    ) async throws -> Outcome {
        var wanted = job.payload["backup"]?.string.map { [BackupID($0)] } ?? []
        if wanted.isEmpty { wanted = try await backups.proofStates(of: set).filter(\.isDue).compactMap(\.newest) }
        var reports: [ProofReport] = []
        for id in wanted {
            reports.append(
                try await backups.prove(
                    id, in: set, connecting: connecting, by: actor(job), progress: { context.report($0) }))
        }
        guard let failed = reports.first(where: { !$0.isProved }), let failure = failed.failure else {
            return .done(["proved": .array(reports.map(\.json))])
        }
        // Trying again would find the same.
        return .discard(reason: "“\(failed.backup)” is not proved: \(failure.sentence)")
    }
}

/// A job on one set, named by the payload's `set`.
struct BackupJob: JobHandler {
    typealias Work = @Sendable (Job, Backups, BackupSet, JobContext) async throws -> Outcome
    let kind: String
    let backups: Backups
    let work: Work

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        guard let name = job.payload["set"]?.string else {
            return .discard(reason: "The payload names no backup set. Add {\"set\": …}.")
        }
        do {
            return try await work(job, backups, try await backups.set(name), context)
        } catch {
            if let outcome = Self.outcome(of: error) { return outcome }
            throw error
        }
    }

    /// What an error means for a job; `nil`: what it means everywhere.
    static func outcome(of error: any Error) -> Outcome? {
        switch error {
        case let error as BackupsError:
            switch error.code {
            case .held: .retry(after: .seconds(300), reason: error.description)
            case .notFound, .invalid, .exists, .locked, .program: .discard(reason: error.description)
            default: .retry(after: nil, reason: error.description)
            }
        case let error as IntegrationError where error.code == .unauthorized || error.code == .notFound:
            // A person has to act; running the job again is enough then.
            .discard(reason: error.message)
        default: nil
        }
    }
}
