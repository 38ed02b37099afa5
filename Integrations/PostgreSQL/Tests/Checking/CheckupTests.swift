// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardProcess
import StewardTestKit
import Testing

@testable import PostgreSQL

@Suite("Looking at what a dump needs", .enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(3)))
struct CheckupTests {
    private func check(_ name: String, _ checks: [DatabaseCheck]) throws -> DatabaseCheck {
        try #require(checks.first { $0.name == name }, "\(checks)")
    }

    @Test("the statements that are printed are exactly those that are missing: after them a dump succeeds")
    func statements() async throws {
        let bench = try await Bench.shared()
        try await bench.server.createDatabase("lacking")
        try await bench.run(
            """
            create schema "Pri vate";
            create table "Pri vate"."T" (id serial);
            create table open (id int);
            grant select on open to public;
            create table policed (id int);
            alter table policed enable row level security;
            grant select on policed to public;
            select lo_create(4711);
            """, in: "lacking")
        let connection = try bench.connection()
        let before = try check("database-lacking", await connection.dumpChecks(of: ["lacking"]))
        #expect(before.verdict == .failing)
        #expect(before.sentence.contains("schema \"Pri vate\", \"Pri vate\".\"T\""))
        #expect(!before.sentence.contains("public.open"))
        let repair = try #require(before.repair)
        let lines = repair.split(separator: "\n").map(String.init)
        #expect(lines.first == "-- in database lacking, as its owner or a superuser:")
        #expect(lines.contains("GRANT USAGE ON SCHEMA \"Pri vate\" TO backup;"))
        #expect(lines.contains("GRANT SELECT ON TABLE \"Pri vate\".\"T\" TO backup;"))
        #expect(lines.contains("GRANT SELECT ON SEQUENCE \"Pri vate\".\"T_id_seq\" TO backup;"))
        #expect(lines.contains("GRANT SELECT ON LARGE OBJECT 4711 TO backup;"))
        #expect(lines.contains("ALTER ROLE backup_user BYPASSRLS;"))
        // Each of them is needed: without any one, the dump fails.
        let grants = lines.dropFirst().filter { !$0.hasPrefix("ALTER DEFAULT") }
        for left in grants.indices {
            let others = grants.indices.filter { $0 != left }.map { grants[$0] }
            try await bench.run(
                "begin; \(others.joined(separator: " ")) commit;", in: "lacking")
            #expect(await dumpError(connection, "lacking")?.code == .forbidden, "\(grants[left])")
            try await bench.run(
                """
                revoke all on schema "Pri vate" from backup; revoke all on all tables in schema "Pri vate" from backup;
                revoke all on all sequences in schema "Pri vate" from backup;
                revoke all on large object 4711 from backup; alter role backup_user nobypassrls;
                """, in: "lacking")
        }
        try await bench.run(repair, in: "lacking")
        let after = try check("database-lacking", await connection.dumpChecks(of: ["lacking"]))
        #expect(after.verdict == .ok, "\(after)")
        #expect(await dumpError(connection, "lacking") == nil)
        try await bench.run("create table later (id int);", in: "lacking")
        #expect(await dumpError(connection, "lacking") == nil)
        try await bench.run("alter role backup_user nobypassrls;", in: "lacking")
    }

    private func dumpError(_ connection: PostgreSQL, _ database: String) async -> IntegrationError? {
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(nowhere) }
        return await failure { _ = try await connection.dump(DumpRequest(database, .plain), to: nowhere) }
    }

    @Test("the preset of the backup role reads everything, later tables included, and writes nothing")
    func backupPreset() async throws {
        let bench = try await Bench.shared()
        let connection = try bench.connection()
        try await bench.server.createDatabase("preset")
        try await bench.run("create table orders (id bigserial, note text);", in: "preset")
        #expect(await dumpError(connection, "preset")?.code == .forbidden)
        try await bench.run(RolePreset.backup().sql, in: "preset")
        #expect(await dumpError(connection, "preset") == nil)
        try await bench.run("create table made_later (id serial);", in: "preset")
        #expect(await dumpError(connection, "preset") == nil)
        let session = try connection.session()
        for sql in [
            "insert into orders (note) values ('x');", "update orders set note = '';", "delete from orders;",
            "truncate orders;", "drop table orders;", "create table mine (id int);", "select nextval('orders_id_seq');",
            "create schema mine;", "alter table orders add column x int;",
        ] {
            let error = await failure { _ = try await session.rows(sql, in: "preset") }
            #expect(error?.code == .forbidden, "\(sql) \(error?.message ?? "succeeded")")
        }
        // A second time changes nothing and fails nowhere.
        try await bench.run(RolePreset.backup().sql, in: "preset")
        #expect(await connection.dumpChecks(of: ["preset"]).allSatisfy { $0.verdict != .failing })
    }

    @Test("the presets of the other roles let them do their work and no more")
    func otherPresets() async throws {
        let bench = try await Bench.shared()
        try await bench.server.createDatabase("timeline")
        try await bench.run(
            """
            create schema timeline;
            create table timeline.locations (location_id bigserial primary key, "timestamp" timestamptz not null);
            create table timeline.control (control_key text primary key, last_processed_timestamp timestamptz not null);
            create table timeline.private (id int);
            """, in: "timeline")
        try await bench.run(RolePreset.timelineWriter(role: "writer \"x").sql, in: "timeline")
        try await bench.run(RolePreset.application(role: "book's").sql, in: "timeline")
        let asWriter = "set role \"writer \"\"x\"; "
        for sql in [
            "insert into timeline.locations (\"timestamp\") values (now()); delete from timeline.locations;",
            "insert into timeline.control values ('a', now()); update timeline.control set control_key = 'b';",
        ] { try await bench.run(asWriter + sql, in: "timeline") }
        for sql in [
            "delete from timeline.control;", "drop table timeline.locations;", "select * from timeline.private;",
            "create table timeline.x (id int);",
        ] {
            let error = await failure { try await bench.run(asWriter + sql, in: "timeline") }
            #expect(error?.code == .forbidden, "\(sql)")
        }
        try await bench.run(
            "set role \"book's\"; create table splits (id int); insert into splits values (1);", in: "timeline")
        #expect(Set(RolePreset.all.map(\.name)).count == RolePreset.all.count)
    }

    @Test("what is wrong is named with its repair, and what cannot be looked at is skipped")
    func wrong() async throws {
        let bench = try await Bench.shared()
        let folder = try TemporaryFolder("checkup")
        let passes = try folder.write("pgpass", Array("*:*:*:nobody:x\n".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: passes)
        let open = await (try bench.connection(["password": nil, "password-file": passes])).dumpChecks(of: ["shop"])
        #expect(try check("password", open).repair == "chmod 0600 \(passes)")
        #expect(try check("sign-in", open).verdict == .failing)
        #expect(try check("database-shop", open).verdict == .skipped)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: passes)
        let other = await (try bench.connection(["password": nil, "password-file": passes])).dumpChecks(of: [])
        #expect(
            try check("password", other).repair == "Add a line: 127.0.0.1:\(bench.port):postgres:backup_user:PASSWORD")
        try Data("127.0.0.1:*:shop:backup_user:x\n".utf8).write(to: URL(filePath: passes))
        let some = try Bench.connection(
            ["host": "127.0.0.1", "port": "\(bench.port)", "user": "backup_user", "password-file": passes])
        #expect(try check("password", await some.dumpChecks(of: ["shop"])).verdict == .ok)
        let both = try check("password", await some.dumpChecks(of: ["shop", "b", "c"]))
        #expect(both.repair == "Add a line: 127.0.0.1:\(bench.port):*:backup_user:PASSWORD")
        #expect(try Bench.connection(["host": "/var/run/postgresql"]).session().passwordHosts == ["localhost"])

        let port = LoopbackPort.free()
        let gone = await (try bench.connection(["port": "\(port)"])).dumpChecks(of: ["shop"])
        #expect(try check("server", gone).verdict == .failing)
        #expect(try check("server", gone).repair?.contains("postgresql://backup_user@127.0.0.1:\(port)/") == true)
        let windows = await
            (try bench.connection(["server-control": "windows-service", "server-name": "postgresql-x64-17"]))
            .dumpChecks(of: ["nowhere"])
        #expect(try check("server-control", windows).sentence.contains("postgresql-x64-17"))
        #expect(try check("database-nowhere", windows).verdict == .failing)
        let none = await (try bench.connection(["bin-folder": folder.path])).dumpChecks(of: ["shop"])
        #expect(try check("programs", none).verdict == .failing)
        let wrong = await (try bench.connection(["environment-file": "/nowhere"])).dumpChecks(of: ["shop"])
        #expect(wrong.map(\.name) == ["settings"])
        let owner = await (try bench.owner()).dumpChecks(of: ["shop"])
        #expect(try check("database-shop", owner).verdict == .warning)
        for checks in [open, gone, windows] {
            #expect(!"\(checks)".contains("pass word"))
        }
    }

    private static let canTestTLS =
        PostgresServer.isInstalled && FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    @Test("the way to a server elsewhere is private only with verify-full", .enabled(if: canTestTLS))
    func tls() async throws {
        let folder = try TemporaryFolder("tls")
        let certificate = folder.path("cert.pem")
        try await Program(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=db.example.org", "-addext", "subjectAltName=DNS:db.example.org", "-keyout",
                folder.path("key.pem"), "-out", certificate,
            ], environment: ["HOME": folder.path]
        ).run().checked()
        let bench = try await Bench.start(
            settings: ["ssl = on", "ssl_cert_file = 'cert.pem'", "ssl_key_file = 'key.pem'"],
            files: ["cert.pem": folder.bytes("cert.pem"), "key.pem": folder.bytes("key.pem")])
        let uri = "postgresql://db.example.org/?hostaddr=127.0.0.1"
        func looked(_ more: [String: String]) async throws -> DatabaseCheck {
            let settings: [String: String?] = ["host": nil, "uri": uri].merging(more) { _, new in new }
            return try check("tls", await (try bench.connection(settings)).dumpChecks(of: []))
        }
        let trusted = try await looked(["sslmode": "verify-full", "sslrootcert": certificate])
        #expect(trusted.verdict == .ok && trusted.sentence.contains("TLSv1"), "\(trusted)")
        let encrypted = try await looked(["sslmode": "require"])
        #expect(encrypted.verdict == .warning && encrypted.repair?.contains("verify-full") == true)
        let plain = try await looked(["sslmode": "disable"])
        #expect(plain.verdict == .warning && plain.sentence.contains("not encrypted"))
        let other = await failure {
            _ = try await bench.connection([
                "host": nil, "uri": "postgresql://other.example.org/?hostaddr=127.0.0.1", "sslmode": "verify-full",
                "sslrootcert": certificate,
            ]).databaseNames()
        }
        #expect(other?.code == .invalidRequest)
        #expect(other?.message.contains("certificate is another server's") == true)
    }

    @Test("what a server of version 17 or newer means for restores is told")
    func maintain() async throws {
        let session = try Bench.connection([:]).session()
        for (version, isTold) in [("16.9", false), ("17.2", true), ("18.0", true)] {
            var checkup = DumpCheckup(session: session, control: .none)
            await checkup.checkVersions(try #require(ProgramVersion(in: version)))
            #expect(checkup.checks.contains { $0.sentence.contains("MAINTAIN") } == isTold)
        }
    }

    @Test("a pg_dump that is older than the server fails the look, a newer one is told")
    func versions() async throws {
        let bench = try await Bench.shared()
        let folder = try TemporaryFolder("versions")
        let real = try #require(PostgresServer.programs)
        for (version, verdict) in [("9.6.1", DatabaseCheck.Verdict.failing), ("99.1", .warning)] {
            let bin = folder.path("bin-\(version)")
            for name in ["psql", "pg_isready"] {
                try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
                try FileManager.default.createSymbolicLink(
                    atPath: "\(bin)/\(name)", withDestinationPath: "\(real)/\(name)")
            }
            for name in ["pg_dump", "pg_dumpall"] {
                try await install("\(bin)/\(name)", "#!/bin/sh\necho '\(name) (PostgreSQL) \(version)'\n")
            }
            let connection = try bench.connection(["bin-folder": bin])
            let checks = await connection.dumpChecks(of: ["shop"])
            #expect(try check("dump-program", checks).verdict == verdict)
            if verdict == .failing {
                #expect(await dumpError(connection, "shop")?.code == .unsupported)
                guard case .degraded = await connection.health() else {
                    Issue.record("The health says nothing of it.")
                    return
                }
            }
        }
    }
}
