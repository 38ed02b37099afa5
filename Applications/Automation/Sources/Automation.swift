// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs
package import StewardLedger
package import StewardStore

/// Commands, upkeep and alerts of one installation, done by its schedules.
package struct Automation: Sendable {
    let database: any Database
    let ledger: Ledger
    let vault: SecretVault
    let clock: any Timekeeping

    package init(database: any Database, ledger: Ledger, vault: SecretVault, clock: any Timekeeping) {
        self.database = database
        self.ledger = ledger
        self.vault = vault
        self.clock = clock
    }

    /// The health checks that were made.
    package var health: HealthRecords { HealthRecords(database: database, ledger: ledger) }

    /// The book of commands that were run.
    package static let commands = BookID("automation:commands")

    /// Whether a job of this kind with this payload could be run: asked when a schedule is made. Kinds of others are
    /// not looked at.
    /// - Throws: `AutomationError` in one sentence; `DatabaseError`.
    package func check(kind: String, payload: JSON) async throws {
        switch kind {
        case CommandAction.kind: try await CommandAction(payload).check(vault)
        case HealthJob.kind: _ = try HealthLimits(payload)
        case LogPurge.kind: _ = try LogPurge(payload)
        default: break
        }
    }

    /// Records that a program was run. A ledger that cannot be written does not make the program's end unknown: the
    /// job still says it, with the sentence that this gives.
    func record(_ job: Job, _ action: CommandAction, _ facts: [JSON.Member]) async -> String? {
        let members: [JSON.Member] = [
            .init("job", .string(job.id.description)), .init("attempt", .integer(Int64(job.attempt))),
            .init("schedule", job.schedule.map(JSON.string) ?? .null),
            .init("program", .string(action.usesShell ? CommandAction.shell : action.program)),
            .init("action_sha256", .string(action.digest)),
        ]
        let draft = EntryDraft(
            kind: AutomationEntry.commandEnded, actor: "job \(job.kind)", payload: .object(members + facts),
            idempotencyKey: "\(job.id) \(job.attempt)")
        return await append(draft, to: Self.commands, "run")
    }

    /// Appends to a book, also in a task that was cancelled, which could not write any more.
    /// - Returns: a sentence when it could not be written.
    func append(_ draft: EntryDraft, to book: BookID, _ what: String) async -> String? {
        await Task { [ledger] in
            do {
                try await ledger.append(draft, to: book)
                return nil
            } catch { return "The book \(book) does not have this \(what): \(error)" }
        }.value
    }
}
