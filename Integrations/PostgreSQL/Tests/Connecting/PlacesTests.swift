// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import PostgreSQL

@Suite("Where libpq and its programs are")
struct PlacesTests {
    @Test(
        "a password file is read only with a mode that keeps others out",
        arguments: [0o600, 0o400, 0o640, 0o604, 0o777])
    func modes(mode: Int) throws {
        let folder = try TemporaryFolder("pgpass")
        let path = try folder.write("pgpass", Array("db:5432:*:me:secret\n".utf8))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let file = PasswordFile(path: path)
        #expect(file.state == (mode & 0o077 == 0 ? .read : .open(mode: "0" + String(mode, radix: 8))))
        #expect(PasswordFile(path: folder.path).state == .noFile)
        #expect(PasswordFile(path: folder.path("none")).state == .missing)
    }

    @Test("a line counts for its host, port, database and role, a star for any, a backslash for the next character")
    func lines() throws {
        let folder = try TemporaryFolder("pgpass")
        let text = "# localhost:5432:*:me:x\ndb:5432:*:me:secret\n*:*:a\\:b\\\\c:you:p:w\nshort:line\n"
        let path = try folder.write("pgpass", Array(text.utf8))
        let file = PasswordFile(path: path)
        #expect(file.hasLine(host: "db", port: "5432", database: "x", user: "me"))
        #expect(!file.hasLine(host: "db", port: "5433", database: "x", user: "me"))
        #expect(!file.hasLine(host: "localhost", port: "5432", database: "x", user: "me"))
        #expect(file.hasLine(host: "any", port: "1", database: "a:b\\c", user: "you"))
        #expect(PasswordFile.usualPath(["HOME": "/h"]) == "/h/.pgpass")
        #expect(PasswordFile.usualPath([:])?.hasSuffix("/.pgpass") == true)
    }

    @Test("an environment file has NAME=value, comments and one pair of quotes")
    func variables() throws {
        let folder = try TemporaryFolder("env")
        let path = try folder.write("env", Array("# c\n\n PGHOST = \"a b\" \r\nPGUSER='x'\nPGPORT=5\nE=\n".utf8))
        #expect(try VariableFile.read(path) == ["PGHOST": "a b", "PGUSER": "x", "PGPORT": "5", "E": ""])
        let wrong = try folder.write("wrong", Array("PGHOST=a\nhunter2\n".utf8))
        let error = #expect(throws: IntegrationError(.invalidRequest, "")) { try VariableFile.read(wrong) }
        #expect(error?.message.contains("Line 2") == true)
        #expect(error?.message.contains("hunter2") == false)
        #expect(throws: IntegrationError(.invalidRequest, "")) { try VariableFile.read(folder.path("none")) }
    }

    @Test("a setting counts before the URI, the URI before the service, the service before a variable")
    func precedence() throws {
        let folder = try TemporaryFolder("env")
        let services = try folder.write("services", Array("[other]\nhost=no\n[mine]\nhost=s\nport=7\nuser=s\n".utf8))
        let environment = ["PGHOST": "e", "PGUSER": "e", "PGSSLMODE": "verify-full", "PGPASSWORD": "p", "OTHER": "x"]
        let session = try Bench.connection(
            ["uri": "postgresql://u@/udb", "service": "mine", "service-file": services, "sslrootcert": "/ca"], [:],
            environment: environment
        ).session()
        #expect(session.resolved("user") == "u")
        #expect(session.resolved("host") == "s")
        #expect(session.resolved("port") == "7")
        #expect(session.resolved("sslmode") == "verify-full")
        #expect(session.maintenance == "udb")
        #expect(session.isRemote)
        #expect(session.secrets["PGPASSWORD"]?.reveal() == "p")
        #expect(session.environment["PGPASSWORD"] == nil)
        #expect(session.environment["OTHER"] == nil)
        let plain = try Bench.connection(["user": "a", "uri": "postgresql://u:q@h/x", "password": "w"]).session()
        #expect(plain.resolved("user") == "a")
        #expect(plain.secrets["PGPASSWORD"]?.reveal() == "w")
        #expect(!plain.conninfo("d").contains("q"))
        #expect(!(try Bench.connection([:]).session().isRemote))
    }

    @Test("programs are found where they are named, else in the variables, the PATH and the newest installed")
    func programs() async throws {
        let folder = try TemporaryFolder("bin")
        func install(_ path: String, _ version: String) async throws {
            try await PostgreSQLTests.install(
                folder.path(path), "#!/bin/sh\necho 'pg_dump (PostgreSQL) \(version) (Debian)'\n")
        }
        try await install("own/pg_dump", "16.1")
        try await install("root/9.6/bin/pg_dump", "9.6.24")
        try await install("root/15/bin/pg_dump", "15.20")
        try await install("root/17/bin/pg_dump", "17beta1")
        try await install("path/pg_dump", "14.2")
        var finder = ProgramFinder(folder: nil, environment: ["PATH": folder.path("path")])
        finder.installRoot = folder.path("root")
        #expect(try await finder.all("pg_dump").map(\.version.description) == ["14.2", "17beta1", "15.20", "9.6.24"])
        let sixteen = try #require(ProgramVersion(in: "16.4"))
        #expect(try await finder.first("pg_dump", notOlderThan: sixteen).version.description == "17beta1")
        #expect(try await finder.first("pg_dump").version.description == "14.2")
        finder = ProgramFinder(
            folder: nil, environment: ["PGBACKUP_PGDUMP": folder.path("own/pg_dump"), "PATH": "/nowhere"],
            installRoot: folder.path("root"))
        #expect(try await finder.first("pg_dump", notOlderThan: sixteen).path == folder.path("own/pg_dump"))
        finder = ProgramFinder(folder: folder.path("path"), environment: [:], installRoot: folder.path("root"))
        let error = await failure { _ = try await finder.first("pg_dump", notOlderThan: sixteen) }
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("14.2 is older than the server's version 16.4") == true)
        #expect(error?.message.contains("postgresql-client-16") == true)
        let missing = await failure { _ = try await finder.first("psql") }
        #expect(missing?.code == .invalidRequest)
    }

    @Test("versions are compared by what decides about formats")
    func versions() throws {
        let all = try ["9.5.1", "9.6.24", "10.1", "15.20", "17devel"].map { try #require(ProgramVersion(in: $0)) }
        #expect(all == all.sorted())
        #expect(try #require(ProgramVersion(in: "15.1")) == #require(ProgramVersion(in: "15.20 (Debian 15.20-0)")))
        #expect(ProgramVersion(in: "psql (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)")?.description == "15.20")
        #expect(ProgramVersion(in: "none") == nil)
    }

    @Test("a path that is not whole, or a server without a name, is a setting's mistake")
    func settings() throws {
        for wrong in [
            ["bin-folder": "bin"], ["server-control": "systemd"], ["uri": "hunter2"],
            ["server-control": "pg_ctlcluster", "server-name": "15"],
            ["server-control": "systemd", "server-name": "--now"],
        ] {
            #expect(throws: IntegrationError(.invalidRequest, "")) { try Bench.connection(wrong) }
        }
        let control = try Bench.connection(["server-control": "pg_ctlcluster", "server-name": "15 main"])
        #expect(
            control.configuration.control
                == .cluster(version: "15", name: "main", program: "/usr/bin/pg_ctlcluster"))
    }
}
