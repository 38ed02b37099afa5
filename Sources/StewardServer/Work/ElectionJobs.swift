// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import StewardIntegration
import StewardLedger
package import StewardStore
import Tally

/// The jobs of elections.
extension Handlers {
    /// A handler for every kind.
    static func elections(_ installation: Installation) -> [any JobHandler] {
        [
            ScanJob(installation),
            ElectionJob(kind: "tally.fetch", installation: installation, work: fetch),
            ElectionJob(kind: "tally.check", installation: installation, work: check),
            ElectionJob(kind: "tally.reconcile", installation: installation, work: reconcile),
            ElectionJob(kind: "ledger.checkpoint", installation: installation, work: checkpoint),
        ]
    }

    /// The settings of the connection that `tally.fetch` uses, as a JSON object of texts.
    package static let feedConnection = Setting("connection.ElectionCommission", standard: "{}")

    private static func fetch(_ election: String, _ installation: Installation, _ context: JobContext) async throws
        -> JSON
    {
        let text = try await Settings(database: installation.database).value(of: feedConnection)
        let members = (try? JSON(parsing: Array(text.utf8)))?.members ?? []
        let pairs = members.compactMap { member in member.value.string.map { (member.key, $0) } }
        let connections = Connections(folder: installation.folder, clock: installation.clock)
        let feed = try connections.electionFeed(settings: Dictionary(pairs, uniquingKeysWith: { _, new in new }))
        context.report(JobProgress(items: 0, of: 2, message: "fetching"))
        let dataset = try await feed.dataset()
        context.report(JobProgress(items: 1, of: 2, message: "recording"))
        let isNew = try await installation.elections.record(dataset, in: election, actor: "job tally.fetch")
        context.report(JobProgress(items: 2, of: 2))
        return ["new": .bool(isNew), "defects": .integer(Int64(dataset.defects.count))]
    }

    private static func check(_ election: String, _ installation: Installation, _ context: JobContext) async throws
        -> JSON
    {
        let examination = try await installation.elections.examine(election)
        context.report(JobProgress(items: 1, of: 2, message: "recording"))
        let run = try await installation.elections.recordCheck(examination, in: election, actor: "job tally.check")
        context.report(JobProgress(items: 2, of: 2))
        return run.summary
    }

    private static func reconcile(
        _ election: String, _ installation: Installation, _ context: JobContext
    ) async throws -> JSON {
        let examination = try await installation.elections.examine(election)
        context.report(JobProgress(items: 1, of: 2, message: "recording"))
        let run = try await installation.elections.recordReconciliation(
            examination, in: election, actor: "job tally.reconcile")
        context.report(JobProgress(items: 2, of: 2))
        return run.summary
    }

    private static func checkpoint(
        _ election: String, _ installation: Installation, _ context: JobContext
    ) async throws -> JSON {
        try await installation.elections.seal(election)
        let signed = try await installation.ledger.checkpoint(Elections.book(election))
        return ["size": .integer(signed.checkpoint.size)]
    }
}

/// A job about one election, named by the payload's `election`.
struct ElectionJob: JobHandler {
    let kind: String
    let installation: Installation
    let work: @Sendable (String, Installation, JobContext) async throws -> JSON

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        let names = try await installation.elections.names()
        guard let election = job.payload["election"]?.string ?? (names.count == 1 ? names.first : nil) else {
            return .discard(
                reason: "The payload names no election, and there is not exactly one. Add {\"election\": …}.")
        }
        do {
            return .done(try await work(election, installation, context))
        } catch let error as TallyError {
            return .discard(reason: error.description)
        }
    }
}
