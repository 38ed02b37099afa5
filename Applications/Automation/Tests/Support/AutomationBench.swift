// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Logging
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit

@testable import Automation

/// An application over a database of its own, with a folder.
struct AutomationBench {
    let automation: Automation
    let folder: TemporaryFolder
    let queue: JobQueue

    static func with(_ engine: DatabaseEngine = .sqlite, _ body: (AutomationBench) async throws -> Void) async throws {
        try await TestDatabases.with(engine) { database in
            let folder = try TemporaryFolder("automation")
            try await database.migrate(
                Ledger.migrations + Jobs.migrations + SecretVault.migrations + Automation.migrations
                    + Settings.migrations)
            let vault = SecretVault(
                database: database, key: .file(folder.path("keys")), clock: SystemClock())
            let automation = Automation(
                database: database, ledger: Ledger(database: database, clock: SystemClock()), vault: vault,
                clock: SystemClock())
            try await body(
                AutomationBench(
                    automation: automation, folder: folder, queue: JobQueue(database: database, clock: SystemClock())))
        }
    }

    var runner: CommandRunner {
        var runner = CommandRunner(vault: automation.vault, clock: SystemClock())
        runner.grace = .milliseconds(300)
        return runner
    }

    /// The entries of a book, oldest first.
    func entries(_ book: BookID) async throws -> [Entry] {
        let size = try await automation.ledger.books().first { $0.id == book }?.size ?? 0
        return try await automation.ledger.entries(in: book, numbered: Array(0..<size))
    }

    /// Does what another handler does, and tells when it is done.
    private struct Telling: JobHandler {
        let inner: any JobHandler
        let done: Gate
        var kind: String { inner.kind }
        func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
            defer { done.open() }
            return try await inner.perform(job, context)
        }
    }

    /// Makes one attempt at a job and gives it as it is then.
    func run(_ request: JobRequest, _ handler: any JobHandler) async throws -> Job? {
        let job = try await queue.enqueue(request)
        return try await attempt(job, handler)
    }

    func attempt(_ job: Job, _ handler: any JobHandler) async throws -> Job? {
        let done = Gate()
        let worker = Worker(
            queue: queue, handlers: [Telling(inner: handler, done: done)], configuration: .init(node: "n"),
            logger: Logger(label: "tests"))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await worker.run() }
            await done.wait()
            worker.stop()
        }
        return try await queue.show(job.id)?.job
    }
}
