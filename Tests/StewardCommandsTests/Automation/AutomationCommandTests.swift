// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardServer
import StewardTestKit
import Testing

@testable import StewardCommands

@Suite("Commands of automation")
struct AutomationCommandTests {
    private func run(_ command: (some AsyncParsableCommand).Type, _ arguments: [String]) async throws {
        var command = try command.parse(arguments + ["--quiet"])
        try await command.run()
    }

    private func status(_ command: (some AsyncParsableCommand).Type, _ arguments: [String]) async -> StewardCommands
        .ExitStatus?
    {
        do {
            try await run(command, arguments)
            return .success
        } catch let error as CommandError { return error.status } catch let error as ExitCode {
            return StewardCommands.ExitStatus(rawValue: error.rawValue)
        } catch { return StewardProgram.failure(error)?.status }
    }

    @Test("a file is purged by the first strategy that is given, a folder by its limits")
    func purge() async throws {
        let folder = try TemporaryFolder("purge")
        let data = ["--data", folder.path("none")]
        let text = "2020-01-01 00:00:00 IST old\n2999-01-01 00:00:00 IST new\n"
        let file = try folder.write("logs/a.log", Array(text.utf8))
        try await run(LogsPurgeCommand.self, [file, "--retention-days", "30", "--truncate", "--dry-run"] + data)
        #expect(try folder.bytes("logs/a.log") == Array(text.utf8))
        try await run(LogsPurgeCommand.self, [file, "--retention-days", "30", "--truncate"] + data)
        #expect(try folder.bytes("logs/a.log") == Array(text.utf8.dropFirst(28)))
        let old = try folder.write("logs/b.log", [1])
        let past = Date(timeIntervalSinceNow: -40 * 86_400)
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: old)
        try await run(LogsPurgeCommand.self, ["--folder", folder.path("logs")] + data)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("logs")) == ["a.log"])
    }

    @Test("what a purge takes away is recorded where there is an installation, whose own data stays")
    func recordedPurge() async throws {
        let folder = try TemporaryFolder("purge")
        let data = ["--data", folder.path("data")]
        let file = try folder.write("a.log", [1, 2, 3])
        try await run(LogsPurgeCommand.self, [file, "--truncate"] + data)
        #expect(!FileManager.default.fileExists(atPath: folder.path("data")))
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { _ in }
        try folder.write("a.log", [1, 2, 3])
        try await run(LogsPurgeCommand.self, [file, "--truncate"] + data)
        let own = folder.path("data/steward.sqlite")
        #expect(await status(LogsPurgeCommand.self, [own, "--truncate"] + data) == .failure)
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
            let entries = try await installation.ledger.entries(in: Automation.purges, from: 0, limit: 10)
            #expect(entries.map { $0.payload["result"]?["freed_bytes"] } == [3])
        }
    }

    @Test("what cannot be purged is said, with its exit status")
    func refused() async throws {
        let folder = try TemporaryFolder("purge")
        let file = try folder.write("a.log", [1])
        for (arguments, expected) in [
            ([], StewardCommands.ExitStatus.usage), ([file, "--folder", "/srv"], .usage),
            ([file, "--retention-days=-1"], .usage),
            ([file, "--truncate-if-larger", "big"], .usage), ([file, "--zone", "IST"], .usage),
            ([file, "--older-than-days", "3"], .usage), (["/nowhere/a.log", "--truncate"], .failure),
            ([file], .success),
        ] {
            let data = ["--data", folder.path("none")]
            #expect(await status(LogsPurgeCommand.self, arguments + data) == expected, "\(arguments)")
        }
        #expect(try folder.bytes("a.log") == [1])
    }

    @Test("presets are added as they are wanted; one that is there stays, a backup needs its set")
    func presets() async throws {
        let folder = try TemporaryFolder("presets")
        let data = ["--data", folder.path("data")]
        let arguments = [
            "--add", "health-check", "--add", "purge-logs", "--at", "health-check=05:30", "--rename", "purge-logs=Tidy",
            "--logs", folder.path, "--zone", "Asia/Bangkok",
        ]
        #expect(await status(SchedulesPresetsCommand.self, data + arguments + ["--dry-run"]) == .success)
        try await run(SchedulesPresetsCommand.self, data + arguments)
        #expect(await status(SchedulesPresetsCommand.self, data + ["--all"]) == .notFound)
        #expect(await status(SchedulesPresetsCommand.self, data + ["--add", "none"]) == .notFound)
        #expect(await status(SchedulesPresetsCommand.self, data + ["--all", "--at", "05:30"]) == .usage)
        #expect(await status(SchedulesPresetsCommand.self, data + ["--all", "--at", "purge-logs=x"]) == .usage)
        try await run(SchedulesPresetsCommand.self, data + ["--add", "health-check"])
        func kept() async throws -> [String] {
            try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
                try await Schedules(queue: installation.jobs).list().map {
                    "\($0.schedule.name) | \($0.schedule.trigger) | \($0.schedule.zone)"
                }
            }
        }
        #expect(
            try await kept() == [
                "System Health Check | daily at 05:30 | Asia/Bangkok", "Tidy | weekly on sun at 03:00 | Asia/Bangkok",
            ])
        try await run(SchedulesPresetsCommand.self, data + ["--add", "health-check", "--replace"])
        #expect(try await kept().first == "System Health Check | daily at 06:00 | UTC")
    }

    @Test("a schedule whose program is missing is not added")
    func missingTarget() async throws {
        let folder = try TemporaryFolder("add")
        let data = ["--data", folder.path("data"), "--due", "every 1h"]
        func add(_ payload: String) async -> StewardCommands.ExitStatus? {
            await status(SchedulesAddCommand.self, ["a", "automation.command", "--payload", payload] + data)
        }
        #expect(await add(#"{"program": "/nowhere/at/all"}"#) == .notFound)
        #expect(await add(#"{"program": "relative"}"#) == .failure)
        #expect(await add(#"{"program": "/bin/true"}"#) == .success)
    }

    @Test("paths are made absolute without following anything")
    func paths() {
        #expect(LogsPurgeCommand.absolute("/srv/./logs//a.log") == "/srv/logs/a.log")
        #expect(LogsPurgeCommand.absolute("a") == FileManager.default.currentDirectoryPath + "/a")
    }
}
