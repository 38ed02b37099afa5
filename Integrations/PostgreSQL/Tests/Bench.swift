// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardProcess
import StewardTestKit
import Synchronization

@testable import PostgreSQL

/// A real server with a database that the role `backup_user` may read all of, and one that it may not.
final class Bench: Sendable {
    static let password = "right: 'pass word' \\+%20"
    static let rows = 20_000

    let server: PostgresServer
    let port: Int

    private init(_ server: PostgresServer, _ port: Int) {
        self.server = server
        self.port = port
    }

    private static let sharing = Sharing()

    /// The server that all tests of this process share.
    static func shared() async throws -> Bench { try await sharing.bench() }

    private actor Sharing {
        private var starting: Task<Bench, any Error>?

        func bench() async throws -> Bench {
            let task = starting ?? Task { try await Bench.startForAll() }
            starting = task
            return try await task.value
        }
    }

    /// Stopped when the process ends, because nobody gives up what all share.
    private static let forAll = Mutex<Bench?>(nil)

    private static func startForAll() async throws -> Bench {
        PostgresServer.sweep()
        let bench = try await start()
        forAll.withLock { $0 = bench }
        atexit { Bench.forAll.withLock { $0 }?.server.stop(removing: true) }
        return bench
    }

    /// A server of a test's own. Signing in needs a password, but for the role `steward` on the socket.
    static func start(settings: [String] = [], files: [String: [UInt8]] = [:]) async throws -> Bench {
        let port = LoopbackPort.free()
        let rules = """
            local all steward trust
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256

            """
        let server = try await PostgresServer.start(
            port: port, settings: settings,
            files: files.merging(["pg_hba.conf": Array(rules.utf8)]) { own, _ in own })
        let bench = Bench(server, port)
        try await bench.fill()
        return bench
    }

    private func fill() async throws {
        for name in ["shop", "hidden"] { try await server.createDatabase(name) }
        try await run(
            """
            create table orders (id bigserial primary key, note text);
            insert into orders (note) select repeat(md5(n::text), 4) from generate_series(1, \(Self.rows)) n;
            create table nobody (id int);
            create schema "Odd ""name";
            create table "Odd ""name"."Tab.le" ("select" text, kind int) partition by list (kind);
            create table "Odd ""name".first partition of "Odd ""name"."Tab.le" for values in (1);
            create table "Odd ""name".second partition of "Odd ""name"."Tab.le" for values in (2);
            insert into "Odd ""name"."Tab.le" values (null, 1), ('', 1), (E'a\\tb\\n\\\\.\\n', 2);
            create table older (id int);
            create table younger () inherits (older);
            insert into older values (1); insert into younger values (2), (3);
            """, in: "shop")
        try await run(RolePreset.backup().sql, in: "shop")
        try await run("create table diary (id int);", in: "hidden")
        let literal = Self.password.replacingOccurrences(of: "'", with: "''")
        try await run("alter role backup_user password '\(literal)';", in: "postgres")
    }

    /// The tables of `shop`.
    static let tables = [
        DumpedTable(schema: "Odd \"name", name: "first", rows: 2),
        DumpedTable(schema: "Odd \"name", name: "second", rows: 1),
        DumpedTable(schema: "public", name: "nobody", rows: 0),
        DumpedTable(schema: "public", name: "older", rows: 1),
        DumpedTable(schema: "public", name: "orders", rows: Int64(rows)),
        DumpedTable(schema: "public", name: "younger", rows: 2),
    ]

    /// Runs SQL as the server's owner.
    @discardableResult
    func run(_ sql: String, in database: String) async throws -> [[String?]] {
        try await owner().session().rows(sql, in: database)
    }

    /// A connection of the server's owner, over the socket.
    func owner(_ more: [String: String] = [:]) throws -> PostgreSQL {
        try Self.connection(["host": server.folder, "port": "\(port)", "user": "steward"], more)
    }

    /// The settings of the role that dumps.
    var settings: [String: String] {
        ["host": "127.0.0.1", "port": "\(port)", "user": "backup_user", "password": Self.password]
    }

    /// A connection of the role that dumps, over TCP.
    func connection(_ more: [String: String?] = [:], environment: [String: String] = [:]) throws -> PostgreSQL {
        var settings = settings
        for (key, value) in more { settings[key] = value }
        return try Self.connection(settings, [:], environment: environment)
    }

    static func connection(
        _ settings: [String: String], _ more: [String: String] = [:], environment: [String: String] = [:],
        cacheFolder: String? = nil
    ) throws -> PostgreSQL {
        let configuration = try Configuration(
            settings.merging(more) { _, new in new }, fields: PostgreSQLConfiguration.fields)
        return try PostgreSQL(
            configuration: configuration,
            context: IntegrationContext(
                transport: NoTransport(), cacheFolder: cacheFolder, environment: environment))
    }
}

/// This integration sends nothing over HTTP.
struct NoTransport: HTTPTransport {
    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        throw IntegrationError(.unsupported, "No HTTP is spoken here.")
    }
}

/// Writes a program. Another process does it: a program that this one has open for writing cannot be started, and while
/// something is started elsewhere in these tests, its files are open there too.
func install(_ path: String, _ text: String) async throws {
    let script = "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\" && chmod 755 \"$1\""
    try await Program("/bin/sh", ["-c", script, "sh", path], environment: ["PATH": "/usr/bin:/bin"])
        .run(.bytes(Array(text.utf8))).checked()
}

/// What `body` throws.
func failure(_ body: () async throws -> Void) async -> IntegrationError? {
    do {
        try await body()
        return nil
    } catch { return error as? IntegrationError }
}
