// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Automation

@Suite("The job of the health check", .timeLimit(.minutes(1)))
struct HealthJobTests {
    private func request(_ payload: JSON = .object([])) -> JobRequest {
        JobRequest(kind: HealthJob.kind, payload: payload, maxAttempts: 2)
    }

    @Test("keeps what it found; the ledger has only changes of the overall state", arguments: TestDatabases.engines)
    func changes(engine: DatabaseEngine) async throws {
        try await AutomationBench.with(engine) { bench in
            let told = Mutex<[HealthFinding.Verdict]>([])
            let isFull = Mutex(false)
            var sources = HealthCheckTests.well
            sources.certificates = { [] }
            let disk = sources.disk
            sources.disk = { path in
                var found = try disk(path)
                if isFull.withLock({ $0 }) { found.freeBytes = 1 }
                return found
            }
            let records = bench.automation.health
            let handler = HealthJob(records: records, sources: sources) { report in
                told.withLock { $0.append(report.overall) }
            }
            let limits: JSON = [
                "backup_days": 36_500, "proof_days": 36_500, "longest_proof_days": 36_500, "credential_days": 36_500,
                "book_days": 36_500,
            ]
            for isNow in [false, false, true, true, false] {
                isFull.withLock { $0 = isNow }
                let job = try await bench.run(request(limits), handler)
                #expect(job?.state == .done)
            }
            let states: [HealthFinding.Verdict] = try await records.list().map(\.overall)
            #expect(states == [.ok, .failing, .failing, .ok, .ok])
            let entries = try await bench.entries(HealthRecords.book)
            try #require(entries.count == 3)
            #expect(entries.map(\.kind) == Array(repeating: AutomationEntry.healthChanged, count: 3))
            #expect(entries.map { $0.payload["before"] ?? .null } == [.null, "ok", "failing"])
            #expect(entries[1].payload["troubles"]?.array?.contains { $0["name"] == "disk of the data" } == true)
            #expect(told.withLock { $0 } == states.reversed())
        }
    }

    @Test("the newest findings come back as they were kept, and a clock that was put back hides none")
    func records() async throws {
        try await AutomationBench.with { bench in
            let records = bench.automation.health
            let finding = HealthFinding("a", .warning, "It is so.", repair: "do")
            let later = HealthReport(at: Date(timeIntervalSince1970: 2000), findings: [finding])
            let isFirst = try await records.keep(later, actor: "tests")
            #expect(isFirst)
            #expect(try await records.newest() == later)
            let earlier = HealthReport(at: Date(timeIntervalSince1970: 1000), findings: [])
            #expect(try await records.keep(earlier, actor: "tests"))
            #expect(try await records.newest() == earlier)
            let same = HealthReport(at: Date(timeIntervalSince1970: 1001), findings: [])
            #expect(try await !records.keep(same, actor: "tests"))
        }
    }

    @Test("a payload that is wrong can never succeed")
    func wrong() async throws {
        try await AutomationBench.with { bench in
            let handler = HealthJob(records: bench.automation.health, sources: HealthCheckTests.well) { _ in }
            let job = try await bench.run(request(["none": 1]), handler)
            #expect(job?.state == .discarded && job?.attempt == 1)
        }
    }
}
