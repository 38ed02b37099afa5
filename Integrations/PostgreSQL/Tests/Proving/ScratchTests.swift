// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardTestKit
import Testing

@testable import PostgreSQL

@Suite("Scratch servers", .enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(3)))
struct ScratchTests {
    private let folder: TemporaryFolder
    private let connection: PostgreSQL
    private let limits = ScratchLimits(memory: 64 << 20)

    init() throws {
        folder = try TemporaryFolder("scratch")
        // The user who runs the server must be able to pass.
        try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder.path)
        connection = try Bench.connection([:])
    }

    private func left() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path) }

    private func running() -> [pid_t] { RunningInside.processes(in: folder.path) }

    @Test("a dump is restored into one, with its roles, and nothing stays", arguments: [DumpFormat.plain, .custom])
    func restores(format: DumpFormat) async throws {
        let bench = try await RestoreBench.make()
        let dump = try await bench.dump(format)
        let expected = try await bench.facts(RestoreBench.database, of: bench.connection)
        let roles = DumpTexts.read(dump, by: connection.dumpReader(of: format), sizes: [65_536]).roles
        let found = try await connection.withScratchServer(in: folder.path, limits: limits) { server in
            let summary = try await bench.restore(dump, RestoreRequest("mixed", format, roles: roles), into: server)
            #expect(summary.warnings == [])
            let survey = try await server.survey(of: "mixed", counting: true)
            #expect(survey.tables == RestoreBench.tables)
            return try await bench.facts("mixed", of: server)
        }
        #expect(found == expected)
        #expect(try left() == [])
        #expect(running() == [])
    }

    @Test("it listens on a private socket alone, and another user than root runs it")
    func isPrivate() async throws {
        try await connection.withScratchServer(in: folder.path, limits: limits) { server in
            func setting(_ name: String) async throws -> String? {
                try await server.rows(of: "select current_setting('\(name)')", in: "postgres").first?.first ?? nil
            }
            #expect(try await setting("listen_addresses") == "")
            #expect(try await setting("fsync") == "off")
            #expect(try await setting("shared_buffers") == "16MB")
            let name = try #require(try left().first)
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
            #expect(attributes[.posixPermissions] as? Int == 0o700)
            // A server starts and ends helpers of its own; one that ended meanwhile has no owner to look at.
            let owners = running().compactMap {
                try? FileManager.default.attributesOfItem(atPath: "/proc/\($0)")[.ownerAccountID] as? UInt32
            }
            #expect(!owners.isEmpty && !owners.contains(0))
        }
    }

    @Test("a missing extension and a missing role are said of the scratch server")
    func missing() async throws {
        let bench = try await RestoreBench.make()
        let dump = try await bench.dump(.plain)
        try await connection.withScratchServer(in: folder.path, limits: limits) { server in
            let role = await failure {
                try await bench.restore(dump, RestoreRequest("mixed", .plain, roles: ["backup_user"]), into: server)
            }
            #expect(role?.message.contains("names the role Odd ") == true)
            #expect(role?.message.contains("the scratch server does not have") == true)
            let stays = try await server.hasDatabase("mixed")
            #expect(!stays)
        }
    }

    @Test("a folder with a long path gets a short link, which goes too")
    func longPath() async throws {
        let long = folder.path(String(repeating: "long ", count: 24))
        try FileManager.default.createDirectory(atPath: long, withIntermediateDirectories: false)
        func links() throws -> Set<String> {
            Set(try FileManager.default.contentsOfDirectory(atPath: "/tmp").filter { $0.hasPrefix("steward-s-") })
        }
        let name = try await connection.withScratchServer(in: long, limits: limits) { server in
            let answers = try await server.hasDatabase("postgres")
            #expect(answers)
            let scratch = try #require(try FileManager.default.contentsOfDirectory(atPath: long).first)
            let note = try String(contentsOfFile: "\(long)/\(scratch)/link", encoding: .utf8)
            #expect(FileManager.default.fileExists(atPath: note))
            return note
        }
        let after = try links()
        #expect(!after.contains(String(name.dropFirst(5))))
        #expect(try FileManager.default.contentsOfDirectory(atPath: long) == [])
    }

    @Test("what the work throws comes back, and nothing stays")
    func throwing() async throws {
        let connection = connection
        let error = await failure {
            try await connection.withScratchServer(in: folder.path, limits: limits) { _ in
                throw IntegrationError(.conflict, "No.")
            }
        }
        #expect(error?.code == .conflict)
        #expect(try left() == [])
        #expect(running() == [])
    }

    private static let busy = "select count(*) from pg_class a, pg_class b, pg_class c, pg_class d"

    @Test("one that lives too long is ended, whatever it does")
    func timeLimit() async throws {
        let error = await failure {
            _ = try await connection.withScratchServer(
                in: folder.path, limits: ScratchLimits(memory: 64 << 20, time: .seconds(2))
            ) { try await $0.rows(of: Self.busy, in: "postgres") }
        }
        #expect(error?.message.contains("lived longer than the allowed") == true)
        #expect(try left() == [])
        #expect(running() == [])
    }

    @Test("one that takes too much of the disk is ended")
    func diskLimit() async throws {
        let error = await failure {
            _ = try await connection.withScratchServer(
                in: folder.path, limits: ScratchLimits(memory: 64 << 20, disk: 20 << 20)
            ) { try await $0.rows(of: Self.busy, in: "postgres") }
        }
        #expect(error?.code == .storageFull)
        #expect(try left() == [])
        #expect(running() == [])
    }

    @Test("one whose work is cancelled goes")
    func cancelled() async throws {
        let (connection, path, limits) = (connection, folder.path, limits)
        let (inside, entered) = AsyncStream<Void>.makeStream()
        let task = Task {
            await failure {
                try await connection.withScratchServer(in: path, limits: limits) { server in
                    entered.finish()
                    _ = try await server.rows(of: Self.busy, in: "postgres")
                }
            }
        }
        for await _ in inside {}
        task.cancel()
        let error = await task.value
        #expect(error?.code == .cancelled)
        #expect(try left() == [])
        #expect(running() == [])
    }

    @Test("one that is cancelled while it starts goes")
    func cancelledEarly() async throws {
        let (connection, path, limits) = (connection, folder.path, limits)
        let task = Task {
            await failure {
                try await connection.withScratchServer(in: path, limits: limits) { server in
                    _ = try await server.rows(of: Self.busy, in: "postgres")
                }
            }
        }
        while try left().isEmpty { await Task.yield() }
        task.cancel()
        let error = await task.value
        #expect(error?.code == .cancelled)
        #expect(try left() == [])
        #expect(running() == [])
    }

    @Test("two live side by side, and sweeping up leaves both alone")
    func together() async throws {
        let (connection, path, limits) = (connection, folder.path, limits)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try await connection.withScratchServer(in: path, limits: limits) { server in
                        #expect(await connection.sweepScratchServers(in: path) == [])
                        let answers = try await server.hasDatabase("postgres")
                        #expect(answers)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try left() == [])
    }

    @Test(
        "a folder that the server's user cannot pass is named",
        .enabled(if: geteuid() == 0, "only root runs it as another user"))
    func unreachable() async throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
        let error = await failure {
            try await connection.withScratchServer(in: folder.path, limits: limits) { _ in }
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("the user nobody would run the scratch server and cannot enter") == true)
        #expect(try left() == [])
    }

    @Test("without server programs it is unsupported, in a sentence")
    func noPrograms() async throws {
        let finder = ProgramFinder(folder: nil, environment: ["PATH": "/nowhere"], installRoot: "/nowhere")
        let error = await failure { _ = try await ScratchPrograms(finder) }
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("install the package postgresql") == true)
    }
}
