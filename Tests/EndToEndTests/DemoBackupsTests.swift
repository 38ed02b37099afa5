// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@Suite("The demonstration's backups", .enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(4)))
struct DemoBackupsTests {
    @Test("are of a server that ends with the demonstration, also when that is killed; one is proved, one damaged")
    func alive() async throws {
        let steward = try StewardProgram()
        let demo = steward.data + "/demo"
        let output = try #require(steward.folder).path("up.out")
        let process = try KillableProcess(
            "steward", ["up", "--demo", "--port", "0", "--json"], environment: ["STEWARD_DATA": steward.data],
            output: output)
        try process.start()
        defer { process.kill() }
        let found = try await Self.wait {
            guard FileManager.default.fileExists(atPath: demo + "/demo-backups") else { return nil as [JSON]? }
            let all = try await steward.json("backup", "list", "--all", "--data", demo).array ?? []
            let proofs = all.compactMap { $0["proof"]?.string }
            return proofs.contains { $0.hasPrefix("proved") } ? all : nil
        }
        let backups = try #require(found, "\(Self.text(output))")
        #expect(backups.count { $0["database"]?.string == "bookkeeping" } == 5)
        #expect(backups.count { $0["database"]?.string == "timeline" } == 5)
        #expect(backups.count { $0["proof"]?.string?.contains("has other bytes than were written") == true } == 1)
        #expect(Set(backups.compactMap { $0["made_at"]?.string?.prefix(10) }).count == 5)
        #expect(try await steward.run("backup", "doctor", "--data", demo).status == 0)
        #expect(try await steward.run("ledger", "verify", "--data", demo).status == 0)

        let server = try #require(Self.server(of: process.id))
        // Its data folder; the next demonstration would remove what is left of it, and here comes none.
        let place = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(server)/cwd"))
        defer {
            let servers = place.deletingLastPathComponent().deletingLastPathComponent()
            if servers.lastPathComponent.hasPrefix("steward-proofs-") {
                try? FileManager.default.removeItem(at: servers)
            }
        }
        process.kill()
        let isGone = try await Self.wait { kill(server, 0) != 0 ? true : nil }
        #expect(isGone == true)
    }

    /// The PostgreSQL server that a process started.
    private static func server(of parent: pid_t) -> pid_t? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.first { id in
            // proc(5): the number, the name in parentheses, the state, the parent.
            let words = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8))?.split(separator: " ") ?? []
            return words.count > 3 && words[1] == "(postgres)" && pid_t(words[3]) == parent
        }
    }

    /// Asks again until there is an answer, for two minutes at most.
    private static func wait<Value>(_ question: () async throws -> Value?) async throws -> Value? {
        for _ in 0..<600 {
            if let value = try await question() { return value }
            try await SystemClock().sleep(for: .milliseconds(200))
        }
        return nil
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
