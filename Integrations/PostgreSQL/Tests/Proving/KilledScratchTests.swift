// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardTestKit
import Testing

@testable import PostgreSQL

@Suite(
    "Scratch servers of processes that are killed", .enabled(if: PostgresServer.isInstalled), .serialized,
    .timeLimit(.minutes(5)))
struct KilledScratchTests {
    private let folder: TemporaryFolder
    private let connection: PostgreSQL

    init() throws {
        folder = try TemporaryFolder("killed")
        try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder.path)
        connection = try Bench.connection([:])
    }

    private func left(_ path: String? = nil) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path ?? folder.path).filter {
            $0.hasPrefix("steward-scratch-")
        }
    }

    /// Waits, at most ten seconds, until nothing runs in the folder.
    private func isQuiet() async throws -> Bool {
        for _ in 0..<500 {
            if RunningInside.processes(in: folder.path).isEmpty { return true }
            try await SystemClock().sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test("a busy server ends by itself when its owner is killed, and its folder is swept up")
    func busy() async throws {
        let output = folder.path("output")
        let process = try KillableProcess("scratch-node", [folder.path], output: output)
        try process.start()
        while (try? String(contentsOfFile: output, encoding: .utf8))?.hasPrefix("ready") != true {
            try #require(process.ended() == nil)
            try await SystemClock().sleep(for: .milliseconds(20))
        }
        // Until the query runs: a server's own processes, and one that uses the processor.
        while RunningInside.processes(in: folder.path).count < 6 {
            try await SystemClock().sleep(for: .milliseconds(20))
        }
        #expect(await connection.sweepScratchServers(in: folder.path) == [])
        #expect(process.kill())
        #expect(try await isQuiet())
        let names = try left()
        #expect(names.count == 1)
        #expect(await connection.sweepScratchServers(in: folder.path) == names)
        #expect(try left() == [])
    }

    @Test("whenever it is killed, no server stays and the sweep leaves nothing")
    func anywhere() async throws {
        var random = Seeded(21)
        // Every other one with a path that is too long for a socket, so that there is a link besides.
        let long = folder.path(String(repeating: "long", count: 25))
        try FileManager.default.createDirectory(
            atPath: long, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o711])
        for round in 0..<12 {
            let path = round.isMultiple(of: 2) ? folder.path : long
            let process = try KillableProcess("scratch-node", [path], output: folder.path("output"))
            try process.start()
            // From before its folder is made until it is in use.
            let wait = Int.random(in: 0...2500, using: &random)
            try await SystemClock().sleep(for: .milliseconds(wait))
            #expect(process.kill())
            #expect(try await isQuiet(), "killed after \(wait) ms")
            let names = try left(path)
            #expect(names.count <= 1)
            let links = names.compactMap { try? String(contentsOfFile: "\(path)/\($0)/link", encoding: .utf8) }
            #expect(await connection.sweepScratchServers(in: path) == names)
            #expect(try left(path) == [], "killed after \(wait) ms")
            for link in links {
                #expect(throws: (any Error).self) { try FileManager.default.destinationOfSymbolicLink(atPath: link) }
            }
        }
    }

    @Test("the sweep ends a server that nobody ended, and touches nothing else")
    func orphan() async throws {
        let other = folder.path("steward-scratch-notes.txt")
        try Data("mine".utf8).write(to: URL(filePath: other))
        let link = folder.path("steward-scratch-1-link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc")
        let dead = folder.path("steward-scratch-999999999-0")
        try FileManager.default.createDirectory(atPath: dead + "/data", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: dead + "/owner.lock"))
        let sleeper = try await KeptProcess.start(
            ["/usr/bin/sleep", "600"], as: nil, setpriv: "/usr/bin/setpriv", environment: [:], folder: dead + "/data",
            log: folder.path("log"))
        while RunningInside.processes(in: dead).isEmpty { await Task.yield() }
        #expect(await connection.sweepScratchServers(in: folder.path) == ["steward-scratch-999999999-0"])
        #expect(await sleeper.end() & 0x7F == SIGKILL)
        #expect(FileManager.default.fileExists(atPath: other))
        #expect(FileManager.default.fileExists(atPath: link + "/passwd"))
    }
}
