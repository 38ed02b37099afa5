// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

/// The real program's backups: by the command line, and killed half-way.
@Suite(.timeLimit(.minutes(5))) struct DataCommandTests {
    @Test("backup, check and restore, with the exit statuses that the help names")
    func commands() async throws {
        let steward = try StewardProgram()
        let folder = try #require(steward.folder)
        #expect(try await steward.run("data", "backup", "--to", folder.path("b")).status == 4)
        #expect(try await steward.run("status").status == 4)
        _ = try await steward.run("demo", "start")
        let demo = steward.data + "/demo"
        let made = try await steward.run("data", "backup", "--to", folder.path("b"), "--data", demo)
        #expect(made.status == 0 && made.out.contains("The key files are not in it"), "\(made.err)")
        #expect(try await steward.run("data", "backup", "--to", folder.path("b"), "--data", demo).status == 1)
        let checked = try await steward.json("data", "check", folder.path("b"))
        #expect(checked["whole"]?.bool == true && checked["entries"]?.integer ?? 0 > 100)
        #expect(try await steward.run("data", "check", demo).status == 4)
        let restored = try await steward.run("data", "restore", folder.path("b"), "--data", folder.path("r"))
        #expect(restored.status == 0, "\(restored.err)")
        #expect(try await steward.run("data", "restore", folder.path("b"), "--data", folder.path("r")).status == 1)
        // Without the old key a new one signs, so the books are asked for by the backup's check, not by the ledger's.
        let checks = try await steward.json("doctor", "--offline", "--data", demo).array ?? []
        #expect(checks.count > 10 && !checks.contains { $0["verdict"]?.string == "failing" })
        // The PATH-less tool that everybody has agrees.
        let sums = Process()
        sums.executableURL = URL(filePath: "/usr/bin/sha256sum")
        sums.arguments = ["--check", "--quiet", "files.sha256"]
        sums.currentDirectoryURL = URL(filePath: folder.path("b"))
        try sums.run()
        sums.waitUntilExit()
        #expect(sums.terminationStatus == 0)
        let file = try #require(FileHandle(forUpdatingAtPath: folder.path("b/database.sqlite")))
        try file.seek(toOffset: 5000)
        try file.write(contentsOf: [1, 2, 3])
        try file.close()
        #expect(try await steward.run("data", "check", folder.path("b")).status == 3)
    }

    @Test("a backup that is killed leaves nothing that looks like one, and the next is whole")
    func killed() async throws {
        let steward = try StewardProgram()
        let folder = try #require(steward.folder)
        _ = try await steward.run("demo", "start")
        let demo = steward.data + "/demo"
        var (kills, whole) = (0, 0)
        for round in 0..<12 {
            let target = folder.path("b\(round)")
            let process = try KillableProcess(
                "steward", ["data", "backup", "--to", target, "--data", demo, "--quiet"], output: folder.path("log"))
            try process.start()
            // Somewhere between the first file and the last.
            let deadline = ContinuousClock.now + .seconds(20)
            while !FileManager.default.fileExists(atPath: target + ".partial"), process.ended() == nil,
                ContinuousClock.now < deadline
            { usleep(200) }
            usleep(UInt32(round) * 3000)
            if process.kill() { kills += 1 }
            if FileManager.default.fileExists(atPath: target) {
                whole += 1
                #expect(try await steward.run("data", "check", target).status == 0)
            } else {
                // The manifest comes last: with it, only the name was missing.
                let isWhole = FileManager.default.fileExists(atPath: target + ".partial/manifest.json")
                let restored = try await steward.run(
                    "data", "restore", target + ".partial", "--data", folder.path("r\(round)"))
                #expect(restored.status == (isWhole ? 0 : 4))
                #expect(FileManager.default.fileExists(atPath: folder.path("r\(round)")) == isWhole)
                #expect(try await steward.run("data", "backup", "--to", target, "--data", demo).status == 0)
                #expect(try await steward.run("data", "check", target).status == 0)
                #expect(!FileManager.default.fileExists(atPath: target + ".partial"))
            }
        }
        #expect(kills > 0, "none was killed in time: the test shows nothing")
        #expect(whole < 12)
    }
}
