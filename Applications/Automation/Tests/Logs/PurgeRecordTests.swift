// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardTestKit
import Testing

@testable import Automation

@Suite("What purges took away, in the ledger", .timeLimit(.minutes(1)))
struct PurgeRecordTests {
    /// Makes a file that is as old as so many days.
    private func old(_ bench: AutomationBench, _ name: String, days: Double) throws {
        let path = try bench.folder.write(name, Array("the content of \(name)".utf8))
        let past = Date(timeIntervalSinceNow: -days * 86_400)
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: path)
    }

    private func run(_ bench: AutomationBench, _ rules: [JSON], dry: Bool = false) async throws -> Job? {
        try await bench.run(
            JobRequest(
                kind: LogPurge.kind, payload: ["rules": .array(rules), "dry_run": .bool(dry)], maxAttempts: 1),
            PurgeJob(automation: bench.automation, protected: [bench.folder.path("data")]))
    }

    @Test("the book has names, sizes, counts and the rule, and no content")
    func recorded() async throws {
        try await AutomationBench.with { bench in
            try old(bench, "logs/a.log", days: 40)
            try old(bench, "logs/b.log", days: 1)
            let file = try bench.folder.write("app.log", Array("2020-01-01 00:00:00 secret\nstays\n".utf8))
            let folder: JSON = ["folder": .string(bench.folder.path("logs")), "older_than_days": 30]
            let lines: JSON = ["file": .string(file), "retention_days": 30]
            let job = try #require(try await run(bench, [folder, lines]))
            #expect(job.state == .done)
            let entries = try await bench.entries(Automation.purges)
            #expect(entries.map(\.kind) == ["logs.purged", "logs.purged"])
            let first = entries[0].payload
            #expect(first["job"]?.string == job.id.description && first["rule"]?["older_than_days"] == 30)
            #expect(first["result"]?["removed"] == 1 && first["result"]?["freed_bytes"] == 25)
            #expect(first["result"]?["files"] == [["bytes": 25, "path": "a.log", "reason": "age"]])
            #expect(entries[1].payload["result"]?["purged_lines"] == 1)
            #expect(entries[1].payload["rule"]?["retention_days"] == 30)
            let text = try entries.map { String(decoding: try $0.payload.canonicalBytes(), as: UTF8.self) }.joined()
            #expect(!text.contains("content of") && !text.contains("secret"))
        }
    }

    @Test("a dry run and a purge that finds nothing are not recorded")
    func nothing() async throws {
        try await AutomationBench.with { bench in
            try old(bench, "logs/a.log", days: 40)
            let rule: JSON = ["folder": .string(bench.folder.path("logs")), "older_than_days": 30]
            _ = try await run(bench, [rule], dry: true)
            #expect(try await bench.entries(Automation.purges).isEmpty)
            _ = try await run(bench, [rule])
            _ = try await run(bench, [rule])
            #expect(try await bench.entries(Automation.purges).count == 1)
        }
    }

    @Test("Steward's own data stays, also when the rule is for a folder above it or the path is written oddly")
    func own() async throws {
        try await AutomationBench.with { bench in
            try old(bench, "data/steward.log", days: 40)
            try old(bench, "other/x.log", days: 40)
            let above: JSON = [
                "folder": .string(bench.folder.path), "pattern": "*", "recurse": true, "older_than_days": 30,
            ]
            let job = try await run(bench, [above])
            #expect(job?.result?["rules"]?.array?.first?["files"]?.array?.map { $0["path"] } == ["other/x.log"])
            let odd: JSON = ["file": .string("/" + bench.folder.path + "//data/steward.log"), "truncate": true]
            let refused = try await run(bench, [odd])
            #expect(refused?.reason?.contains("Steward’s own data") == true)
            #expect(try bench.folder.bytes("data/steward.log") == Array("the content of data/steward.log".utf8))
        }
    }

    @Test("a data folder that is reached through a link is kept too")
    func linked() async throws {
        try await AutomationBench.with { bench in
            try old(bench, "real/a.log", days: 40)
            try FileManager.default.createSymbolicLink(
                atPath: bench.folder.path("link"), withDestinationPath: bench.folder.path("real"))
            let rule = PurgeRule.folder(FolderRule(folder: bench.folder.path("real"), days: 30))
            let all = try await LogPurge([rule]).run(now: Date(), protecting: [bench.folder.path("link")])
            #expect(all.first?.isWhole == false && all.first?.tookAway == false)
            #expect(!(try bench.folder.bytes("real/a.log")).isEmpty)
        }
    }
}
