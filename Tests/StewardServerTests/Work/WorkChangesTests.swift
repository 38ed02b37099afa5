// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import StewardCore
import StewardJobs
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite struct WorkChangesTests {
    @Test("jobs and transfers that change are told, with how they stand") func told() async throws {
        try await MadeFiles.with { made in
            let changes = WorkChanges(made.installation)
            #expect(try await changes.changes().changes.isEmpty, "what is long over is no change")
            _ = try await made.installation.files.planUpload(
                "drive", source: made.folder.path("up"), folder: "root", id: "upload-2")
            made.clock.tick()
            let first = try await changes.changes().changes
            #expect(first.map(\.id) == ["upload-2"] && first.first?.name == "transfer" && first.first?.isOver == false)
            let id = try await made.installation.jobs.enqueue(JobRequest(kind: "tally.check")).id
            let found = try await changes.changes().changes
            #expect(found.map(\.id) == [id.description] && found.first?.data["state"]?.string == "waiting")
            #expect(try await changes.changes().changes.isEmpty)
            _ = try await made.installation.jobs.cancel(id)
            let last = try #require(try await changes.changes().changes.first)
            #expect(last.isOver && last.data["state"]?.string == "cancelled")
        }
    }

    @Test("a change on one node is told by another, on PostgreSQL", .enabled(if: PostgresServer.isInstalled))
    func nodes() async throws {
        let address = try await TestDatabases.emptyPostgres()
        let here = try TemporaryFolder("here")
        let there = try TemporaryFolder("there")
        try await Installation.with(DataFolder(here.path("data")), server: address) { one in
            try await Installation.with(DataFolder(there.path("data")), server: address) { other in
                let hub = EventHub(WorkChanges(one), clock: SystemClock())
                let reader = try #require(hub.subscribe("anna"))
                await hub.look()
                let id = try await other.jobs.enqueue(JobRequest(kind: "tally.check")).id
                await hub.look()
                var names: [String] = []
                hub.end(reader)
                for await case .event(let event) in reader.signals {
                    names.append(event.data["id"]?.string ?? event.name)
                }
                #expect(names == ["hello", id.description])
            }
        }
    }
}
