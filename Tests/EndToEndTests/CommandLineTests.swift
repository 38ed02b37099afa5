// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@Suite struct CommandLineTests {
    @Test("a wrong command line is status 64, a missing thing 4, and each says what to do")
    func statuses() async throws {
        let steward = try StewardProgram()
        #expect(try await steward.run("nonsense").status == 64)
        #expect(try await steward.run("tally", "findings", "--limit", "many").status == 64)
        let none = try await steward.run("tally", "check")
        #expect(none.status == 4)
        #expect(none.err == "steward: There is no election yet. Start one with “steward tally init --from FOLDER”.\n")
        #expect(try await steward.run("jobs", "show", "nojob").status == 4)
        #expect(try await steward.run("integrations", "describe", "Nothing").status == 4)
        #expect(try await steward.run("ledger", "verify", "/nowhere").status == 4)
    }

    @Test("a service that cannot be reached is one sentence and status 3")
    func unreachable() async throws {
        let steward = try StewardProgram()
        let answer = try await steward.run(
            "integrations", "check", "ElectionCommission", "--set", "static-address=http://127.0.0.1:1", "--set",
            "stats-address=http://127.0.0.1:1")
        #expect(answer.status == 3)
        #expect(answer.out.contains("127.0.0.1:1"))
        #expect(answer.out.split(separator: "\n").count == 1)
    }

    @Test("schedules are added, listed, exported, removed and imported again, unchanged")
    func schedules() async throws {
        let steward = try StewardProgram()
        let folder = try #require(steward.folder)
        let added = try await steward.run(
            "schedules", "add", "nightly", "tally.check", "--due", "daily at 02:30", "--zone", "Europe/Amsterdam")
        #expect(added.status == 0)
        let exported = try await steward.run("schedules", "export")
        try folder.write("schedules.json", Array(exported.out.utf8))
        #expect(try await steward.run("schedules", "remove", "nightly").status == 0)
        #expect(try await steward.json("schedules", "list") == .array([]))
        #expect(try await steward.run("schedules", "import", folder.path("schedules.json")).status == 0)
        #expect(try await steward.run("schedules", "export").out == exported.out)
        #expect(try await steward.run("schedules", "add", "x", "y", "--due", "sometimes").status == 1)
    }

    @Test("the demonstration is made from the simulator, has findings, runs jobs, and goes away")
    func demonstration() async throws {
        let steward = try StewardProgram()
        #expect(try await steward.run("demo", "start").status == 0)
        let demo = steward.data + "/demo"
        let findings = try await steward.json("tally", "findings", "--data", demo)
        #expect((findings.array?.count ?? 0) >= 20)
        let jobs = try await steward.json("jobs", "list", "--limit", "500", "--data", demo).array ?? []
        // Ways are measured when a connection can; in the demonstration none does.
        let others = jobs.filter { $0["kind"]?.string != "logbook.measure" }
        #expect(others.count == 3 && others.allSatisfy { $0["state"]?.string == "done" })
        #expect(try await steward.run("ledger", "verify", "--data", demo).status == 0)
        let checks = try await steward.json("doctor", "--offline", "--data", demo).array ?? []
        #expect(!checks.isEmpty && !checks.contains { $0["verdict"]?.string == "failing" })
        let again = try await steward.json("jobs", "run", "tally.check", "--here", "--data", demo)
        #expect(again["state"]?.string == "done")
        #expect(try await steward.run("demo", "reset").status == 1)
        #expect(try await steward.run("demo", "reset", "--yes").status == 0)
        #expect(!FileManager.default.fileExists(atPath: demo))
    }

    @Test("two people decide about a finding; both decisions stand in the ledger")
    func decisions() async throws {
        let steward = try StewardProgram()
        #expect(try await steward.run("demo", "start").status == 0)
        let demo = steward.data + "/demo"
        let findings = try await steward.json("tally", "findings", "--data", demo, "--rule", "sum-good")
        let id = try #require(findings.array?.first?["id"]?.string)
        #expect(try await steward.run("tally", "decide", "nothing", "confirm", "--data", demo).status == 4)
        let unexplained = try await steward.run("tally", "decide", id, "reject", "--data", demo, "--as", "anna")
        #expect(unexplained.status == 1)
        #expect(unexplained.err == "steward: To reject a finding, give a reason.\n")
        #expect(try await steward.run("tally", "decide", id, "confirm", "--data", demo, "--as", "anna").status == 0)
        let second = try await steward.json(
            "tally", "decide", id, "reject", "--reason", "the scan says otherwise", "--data", demo, "--as", "bo")
        #expect(second["status"]?.string == "disputed")
        let shown = try await steward.run("tally", "show", id, "--data", demo)
        #expect(shown.out.contains("anna: confirm"))
        #expect(shown.out.contains("bo: reject the scan says otherwise"))
    }
}
