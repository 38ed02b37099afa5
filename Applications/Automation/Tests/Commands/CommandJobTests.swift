// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Automation

@Suite("The job of a command", .timeLimit(.minutes(1)))
struct CommandJobTests {
    private func request(_ payload: JSON, attempts: Int = 20) -> JobRequest {
        JobRequest(kind: CommandAction.kind, payload: payload, maxAttempts: attempts)
    }
    private func handler(_ bench: AutomationBench) -> CommandJob {
        CommandJob(automation: bench.automation, runner: bench.runner)
    }

    @Test("a run is its result, and an entry of the book without its output", arguments: TestDatabases.engines)
    func done(engine: DatabaseEngine) async throws {
        try await AutomationBench.with(engine) { bench in
            let job = try await bench.run(
                request(["program": "echo well; true", "shell": true]), handler(bench))
            #expect(job?.state == .done)
            #expect(job?.result?["status"] == 0 && job?.result?["output"] == "well\n")
            let entries = try await bench.entries(Automation.commands)
            #expect(entries.map(\.kind) == [AutomationEntry.commandEnded])
            #expect(entries.first?.payload["job"]?.string == job?.id.description)
            #expect(entries.first?.payload["status"] == 0 && entries.first?.payload["output"] == nil)
            #expect(entries.first?.payload["output_bytes"] == 5)
        }
    }

    @Test("a failure is given up at once unless the command asks to be repeated")
    func failed() async throws {
        try await AutomationBench.with { bench in
            var payload: JSON = ["program": "echo why >&2; exit 3", "shell": true]
            let job = try await bench.run(request(payload), handler(bench))
            #expect(job?.state == .discarded && job?.reason == "sh ended with status 3: why")
            payload = [
                "program": "exit 3", "shell": true, "restart": ["count": 1, "after_seconds": 0],
            ]
            let again = try #require(try await bench.run(request(payload), handler(bench)))
            #expect(again.state == .waiting && again.failures == 1)
            let last = try await bench.attempt(again, handler(bench))
            #expect(last?.state == .discarded && last?.attempt == 2)
            #expect(try await bench.entries(Automation.commands).count == 3)
        }
    }

    @Test("what was broken off by a dead node is not run again unless the command asks for it")
    func lost() async throws {
        try await AutomationBench.with { bench in
            let marker = bench.folder.path("ran")
            let payload: JSON = ["program": "/usr/bin/touch", "arguments": [.string(marker)]]
            let job = try await bench.queue.enqueue(request(payload))
            try await bench.automation.database.write { connection in
                _ = try connection.execute("UPDATE jobs SET failures = 1, reason = 'No sign of life.'")
            }
            let after = try await bench.attempt(job, handler(bench))
            #expect(after?.state == .discarded)
            #expect(after?.reason == "touch is not run again: No sign of life.")
            #expect(throws: (any Error).self) { try bench.folder.bytes("ran") }
        }
    }

    @Test("a payload that is wrong can never succeed")
    func wrong() async throws {
        try await AutomationBench.with { bench in
            let job = try await bench.run(request(["program": "relative"]), handler(bench))
            #expect(job?.state == .discarded && job?.attempt == 1)
        }
    }
}
