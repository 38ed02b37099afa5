// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import StewardCore
import StewardJobs
import StewardStore
import StewardTestKit
import Testing

@testable import Timeline

@Suite("Jobs of the timeline")
struct TimelineJobsTests {
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

    private func run(_ payload: JSON, _ path: String) async throws -> Job {
        try await TestDatabases.with(.sqlite) { database in
            try await database.migrate(Jobs.migrations)
            let queue = JobQueue(database: database, clock: SystemClock())
            let job = try await queue.enqueue(
                JobRequest(kind: TimelineJobs.importing, payload: payload, maxAttempts: 1))
            let done = Gate()
            let handlers = TimelineJobs.handlers { try await Timeline.open(file: path, clock: FixedClock()) }
            let worker = Worker(
                queue: queue, handlers: handlers.map { Telling(inner: $0, done: done) },
                configuration: .init(node: "n"), logger: Logger(label: "tests"))
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await worker.run() }
                await done.wait()
                worker.stop()
            }
            return try #require(try await queue.show(job.id)?.job)
        }
    }

    @Test("a job imports a file into the timeline, and says what it did")
    func imports() async throws {
        let folder = try TemporaryFolder("timeline")
        let path = folder.path("timeline.sqlite")
        let text = Sample.export([Sample.visit("07:00:00", "08:00:00", "52°, 5°")])
        let file = try folder.write("Timeline.json", Array(text.utf8))
        let job = try await run(["file": .string(file)], path)
        #expect(job.state == .done && job.result?["inserted"]?.integer == 2)
        let timeline = try await Timeline.open(file: path, clock: FixedClock())
        #expect(try await timeline.all().count == 2)
        await timeline.close()
    }

    @Test("a job without a file, or with one that is no export, is discarded with its reason")
    func discarded() async throws {
        let folder = try TemporaryFolder("timeline")
        let file = try folder.write("Records.json", Array("{\"locations\": [{}]}".utf8))
        for payload: JSON in [[:], ["file": "/nowhere"], ["file": .string(file)]] {
            let job = try await run(payload, folder.path("timeline.sqlite"))
            #expect(job.state == .discarded && job.reason?.isEmpty == false)
        }
    }
}
