// SPDX-License-Identifier: Apache-2.0
import Automation
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

/// What an installation hands to the health check, and what the doctor says of it.
@Suite(.timeLimit(.minutes(1))) struct MachineHealthTests {
    private static func with(_ body: (Installation) async throws -> Void) async throws {
        let folder = try TemporaryFolder("health")
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { try await body($0) }
    }

    @Test("an installation knows its folders, credentials, books and schedules")
    func sources() async throws {
        try await Self.with { installation in
            try await installation.secrets.put(Secret("a"), named: "mail.password", by: "tests")
            try await installation.secrets.put(Secret("a"), named: "backups/x/passphrase", by: "tests")
            try await installation.secrets.put(Secret("a"), named: "t.1", by: "files")
            let sources = installation.healthSources
            let folders = try await sources.folders()
            #expect(folders.map(\.path) == [installation.folder.path])
            #expect(try await sources.credentials().map(\.name) == ["mail.password"])
            #expect(try await sources.certificates().isEmpty)
            #expect(try await sources.backups().isEmpty)
            #expect(try await sources.quotas().isEmpty)
            #expect(try await sources.missing().isEmpty)
            #expect(try sources.disk(installation.folder.path).bytes > 0)
        }
    }

    @Test("the doctor says what the health check finds, and has each check once")
    func doctor() async throws {
        try await Self.with { installation in
            let doctor = Doctor(
                installation.folder, options: .init(isQuick: true, isOffline: true), environment: [:],
                health: { installation in
                    var sources = installation.healthSources
                    sources.file = { _ in "MemTotal: 1000 kB\nMemAvailable: 20 kB\n" }
                    sources.program = { _, _ in nil }
                    return sources
                })
            let all = doctor.examineFolder() + (await doctor.examine(installation))
            #expect(all.first { $0.name == "memory" }?.verdict == .failing)
            #expect(all.first { $0.name == "services" }?.verdict == .skipped)
            #expect(Set(all.map(\.name)).count == all.count)
        }
    }

    @Test("the jobs are among those that the server does, and nothing of its own data can be purged")
    func handlers() async throws {
        try await Self.with { installation in
            let kinds = Set(Handlers.all(installation).map(\.kind))
            #expect(kinds.isSuperset(of: ["automation.command", "automation.health", "automation.purge"]))
            let rule: JSON = ["file": .string(installation.folder.path + "/steward.sqlite"), "truncate": true]
            let job = try await installation.jobs.enqueue(
                JobRequest(kind: LogPurge.kind, payload: ["rules": [rule]], maxAttempts: 1))
            let done = try await Handlers.perform(job, installation)
            #expect(done.state == .discarded)
            let health = try await installation.jobs.enqueue(JobRequest(kind: "automation.health", maxAttempts: 1))
            let checked = try await Handlers.perform(health, installation)
            #expect(checked.state == .done && checked.result?["overall"] != nil)
            #expect(try await installation.automation.health.newest()?.findings.isEmpty == false)
        }
    }
}
