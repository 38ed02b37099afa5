// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardTestKit
import Testing

@testable import Automation

@Suite("A purge by rules", .timeLimit(.minutes(1)))
struct LogPurgeTests {
    @Test("what is written is read again")
    func roundTrip() throws {
        let text = #"""
            {"rules": [{"file": "/a/b.log", "retention_days": 30}, {"file": "/a/b.log", "max_size_mb": 1.5},
            {"file": "/a/b.log", "truncate_if_larger": "500KB"}, {"file": "/a/b.log", "truncate_if_larger": 1024},
            {"file": "/a/b.log", "truncate": true}, {"file": "/a/b.log"}, {"folder": "/a"},
            {"folder": "/a",
            "pattern": "x*", "recurse": true, "older_than_days": 7, "max_total_mb": 2, "max_count": 9}],
            "dry_run": true, "zone": "Asia/Bangkok"}
            """#
        let purge = try LogPurge(JSON(parsing: Array(text.utf8)))
        #expect(purge.rules.count == 8 && purge.isDryRun && purge.zone.identifier == "Asia/Bangkok")
        #expect(purge.rules[6] == .folder(.logs("/a")))
        #expect(purge.rules[3] == .file("/a/b.log", .truncateIfLarger(bytes: 1024)))
        #expect(try LogPurge(purge.json) == purge)
        #expect(try LogPurge(["rules": []]).rules.isEmpty)
    }

    @Test(
        "rules that are wrong are refused",
        arguments: [
            (#"{"rules": [{}]}"#, "no “file”"), (#"{"rules": [{"file": "a.log"}]}"#, "not an absolute path"),
            (#"{"rules": [{"file": "/a/../b"}]}"#, ". or .."), (#"{"rules": [{"folder": "/"}]}"#, "/ itself"),
            (#"{"rules": [{"file": "/a", "retention_days": -1}]}"#, "retention_days"),
            (#"{"rules": [{"file": "/a", "max_size_mb": -1}]}"#, "max_size_mb"),
            (#"{"rules": [{"file": "/a", "older_than_days": 1}]}"#, "older_than_days"),
            (#"{"rules": [{"folder": "/a", "truncate": true}]}"#, "truncate"),
            (#"{"rules": [{"file": "/a", "truncate_if_larger": "big"}]}"#, "no size"),
            (#"{"rules": [], "zone": "IST"}"#, "no time zone"), (#"{"rule": []}"#, "“rule”"),
            (#"{"rules": 1}"#, "a list"),
        ])
    func refused(text: String, part: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        let error = #expect(throws: AutomationError.self) { try LogPurge(json) }
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }

    @Test("the job does every rule it can, and says what it could not")
    func job() async throws {
        try await AutomationBench.with { bench in
            let path = try bench.folder.write("logs/a.log", Array("2020-01-01 00:00:00 old\nstays\n".utf8))
            try bench.folder.write("data/steward.log", [1])
            let handler = PurgeJob(automation: bench.automation, protected: [bench.folder.path("data")])
            func run(_ rules: [JSON], dry: Bool = false) async throws -> Job? {
                try await bench.run(
                    JobRequest(
                        kind: LogPurge.kind, payload: ["rules": .array(rules), "dry_run": .bool(dry)], maxAttempts: 2),
                    handler)
            }
            let rule: JSON = ["file": .string(path), "retention_days": 30]
            let dry = try await run([rule], dry: true)
            #expect(dry?.state == .done && dry?.result?["rules"]?.array?.first?["purged_lines"] == 1)
            let missing: JSON = ["file": "/nowhere/at/all.log", "truncate": true]
            let own: JSON = ["file": .string(bench.folder.path("data/steward.log")), "truncate": true]
            let bad = try await run([missing, own, rule])
            #expect(bad?.state == .discarded && bad?.reason == "/nowhere does not exist.")
            #expect(try bench.folder.bytes("logs/a.log") == Array("stays\n".utf8))
            #expect(try bench.folder.bytes("data/steward.log") == [1])
            let none = try await run([])
            #expect(none?.state == .done && none?.result?["freed_bytes"] == 0)
        }
    }
}
