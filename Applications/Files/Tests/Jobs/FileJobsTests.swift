// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Logging
import StewardCore
import StewardIntegration
import StewardJobs
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Files

@Suite struct FileJobsTests {
    struct Connecting: FileConnecting {
        let drive: MemoryDrive
        func connection(named name: String) async throws -> FileConnection {
            guard name == "drive" else { throw FilesError(.notFound, "There is no connection “\(name)”.") }
            return FileConnection(name: name, integration: drive)
        }
    }

    final class Alerts: Sendable {
        let texts = Mutex<[String]>([])
    }

    /// Does what another handler does, and tells when it is done.
    struct Telling: JobHandler {
        let inner: any JobHandler
        let done: Gate
        var kind: String { inner.kind }
        func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
            defer { done.open() }
            return try await inner.perform(job, context)
        }
    }

    /// Runs one job to its end and gives it.
    private static func run(
        _ bench: Bench, _ kind: String, _ payload: JSON, alerts: Alerts = Alerts()
    ) async throws -> Job? {
        let database = bench.files.database
        try await database.migrate(Jobs.migrations)
        let queue = JobQueue(database: database, clock: SystemClock())
        let job = try await queue.enqueue(JobRequest(kind: kind, payload: payload, maxAttempts: 1))
        let done = Gate()
        let handlers = FileJobs.handlers(
            bench.files, connecting: Connecting(drive: bench.drive), node: "n", process: 1
        ) { report in alerts.texts.withLock { $0.append(report.alert ?? "") } }
        let worker = Worker(
            queue: queue, handlers: handlers.map { Telling(inner: $0, done: done) }, configuration: .init(node: "n"),
            logger: Logger(label: "tests"))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await worker.run() }
            await done.wait()
            worker.stop()
        }
        return try await queue.show(job.id)?.job
    }

    @Test("the jobs do what the methods do, and give their counts", arguments: TestDatabases.engines)
    func jobs(engine: DatabaseEngine) async throws {
        try await Bench.with(engine) { bench in
            try bench.folder.write("in/a.txt", [1, 2, 3])
            let up = try await Self.run(
                bench, "files.upload",
                ["connection": "drive", "source": .string(bench.folder.path("in")), "folder": "root"])
            #expect(up?.state == .done && up?.result?["done"]?.integer == 2)
            #expect(up?.progress?.items == 2)
            let ids = bench.drive.state.withLock { $0.files.values.filter { $0.file.name == "a.txt" }.map(\.file.id) }
            let down = try await Self.run(
                bench, "files.download",
                [
                    "connection": "drive", "files": .array(ids.map(JSON.string)),
                    "folder": .string(bench.folder.path("out")),
                ])
            #expect(down?.result?["done"]?.integer == 1 && bench.tree("out") == ["a.txt": [1, 2, 3]])
            let mirror = try await Self.run(
                bench, "files.mirror",
                ["connection": "drive", "folder": "root", "target": .string(bench.folder.path("all"))])
            #expect(mirror?.result?["present"]?.integer == 1 && bench.tree("all") == ["in/a.txt": [1, 2, 3]])
            let alerts = Alerts()
            bench.drive.state.withLock { $0.use = StorageUse(limit: 100, used: 85) }
            let quota = try await Self.run(
                bench, "files.quota", ["connection": "drive", "threshold": 80], alerts: alerts)
            #expect(quota?.result?["above"]?.bool == true)
            #expect(alerts.texts.withLock { $0.count } == 1)
            bench.drive.put("loose", [1])
            let plan = try await bench.files.planCleanUp(bench.connection)
            let clean = try await Self.run(
                bench, "files.clean", ["connection": "drive", "transfer": .string(plan.id)])
            #expect(clean?.result?["done"]?.integer == 1)
        }
    }

    @Test("a job that can never succeed is discarded with the sentence")
    func discarded() async throws {
        try await Bench.with { bench in
            let nameless = try await Self.run(bench, "files.quota", .object([]))
            #expect(nameless?.state == .discarded && nameless?.reason?.contains("connection") == true)
            let unknown = try await Self.run(bench, "files.quota", ["connection": "nobody"])
            #expect(unknown?.reason == "There is no connection “nobody”.")
            bench.drive.failing { _, _ in throw IntegrationError(.unauthorized, "Sign in again.") }
            let revoked = try await Self.run(bench, "files.quota", ["connection": "drive"])
            #expect(revoked?.state == .discarded && revoked?.reason == "Sign in again.")
        }
    }

    @Test("what an error means for a job")
    func outcomes() {
        func outcome(_ code: IntegrationError.Code) -> Outcome? { FileJob.outcome(of: IntegrationError(code, "x")) }
        #expect(outcome(.unauthorized) == .discard(reason: "x") && outcome(.storageFull) == .discard(reason: "x"))
        #expect(outcome(.dailyLimit) == .retry(after: .seconds(3600), reason: "x"))
        #expect(outcome(.unavailable) == nil && outcome(.rateLimited) == nil)
        #expect(FileJob.outcome(of: FilesError(.diskFull, "y")) == .retry(after: .seconds(300), reason: "y"))
        #expect(FileJob.outcome(of: FilesError(.notFound, "y")) == .discard(reason: "y"))
    }
}
