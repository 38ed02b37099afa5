// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Foundation
import StewardCore
import StewardProcess
import StewardServer
import StewardTestKit

@testable import StewardCommands

/// A real PostgreSQL database, an installation that is connected to its server, and a key pair of age.
struct BackupRig {
    let folder: TemporaryFolder
    let database: String
    private let server: PostgresServer
    private let recipient: String

    /// Whether the programs that backups pass through are installed.
    static let hasPrograms = ["/usr/bin/zstd", "/usr/bin/age", "/usr/bin/age-keygen"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    init() async throws {
        folder = try TemporaryFolder("backup")
        server = try await PostgresServer.shared()
        database = "shop\(UInt32.random(in: .min ... .max))"
        try await server.createDatabase(database)
        let key = folder.path("key.txt")
        try await Program("/usr/bin/age-keygen", ["-o", key]).run().checked()
        recipient = try await Program("/usr/bin/age-keygen", ["-y", key]).run().checked().text
            .trimmingCharacters(in: .whitespacesAndNewlines)
        for statement in [
            "CREATE TABLE orders (id int PRIMARY KEY, made_at timestamptz NOT NULL)",
            "INSERT INTO orders SELECT n, now() - n * interval '1 second' FROM generate_series(1, 1000) n",
            "CREATE TABLE empty (id int)",
        ] { try await ask(statement, in: database) }
        try await run(
            ConnectCommand.self,
            [
                "postgresql", "--name", "db", "--set", "host=\(server.folder)", "--set", "port=\(server.port ?? 5432)",
                "--set", "user=steward", "--set", "sslmode=disable",
            ])
    }

    /// What `backup add` is told of the set.
    var addPlain: [String] {
        ["nightly", "--database", database, "--folder", folder.path("backups"), "--no-globals"]
    }
    var add: [String] { addPlain + ["--recipient", recipient, "--identity-file", folder.path("key.txt")] }

    /// Runs a command of this installation.
    func run(
        _ command: (some AsyncParsableCommand).Type, _ arguments: [String] = []
    ) async throws {
        var command = try command.parse(arguments + ["--data", folder.path("data"), "--quiet"])
        try await command.run()
    }

    func history() async throws -> BackupHistory {
        try await Installation.with(DataFolder(folder.path("data")), server: nil) {
            try await $0.backups.history(of: "nightly")
        }
    }

    /// The first value that a statement gives.
    @discardableResult
    func ask(_ statement: String, in database: String) async throws -> String {
        try await client("psql", ["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement, "-d", database])
            .split(separator: "\n").first.map(String.init) ?? ""
    }

    /// A dump as an older program made it.
    func dump(to name: String) async throws {
        try folder.write(name, [])
        _ = try await client("pg_dump", ["-Fc", "-f", folder.path(name), "-d", database])
    }

    private func client(_ program: String, _ arguments: [String]) async throws -> String {
        let path = (PostgresServer.programs ?? "") + "/" + program
        let place = ["-h", server.folder, "-p", "\(server.port ?? 5432)", "-U", "steward"]
        return try await Program(path, arguments + place).run().checked().text
    }
}
