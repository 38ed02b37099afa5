// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardProcess
import StewardTestKit
import Testing

@testable import PostgreSQL

@Suite("Restoring into a real server", .enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(3)))
struct RestoreTests {
    @Test("what is restored is what was dumped, from every format", arguments: DumpFormat.allCases)
    func roundTrip(format: DumpFormat) async throws {
        let bench = try await RestoreBench.make()
        let name = RestoreBench.name()
        let summary: RestoreSummary
        if format == .directory {
            let path = bench.folder.path("directory")
            _ = try await bench.connection.dump(DumpRequest(RestoreBench.database, .directory), into: path, workers: 2)
            let content = DirectoryDump(folder: path).content()
            #expect(content.flaw == nil)
            #expect(Set(content.tables ?? []) == Set(RestoreBench.tables))
            let tar = bench.folder.path("directory.tar")
            try await Program("/usr/bin/tar", ["-c", "-f", tar, "-C", path, "."]).run().checked()
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: tar)))
            for sizes in [[65_536], [1000, 7, 511]] {
                let read = DumpTexts.read(bytes, by: bench.connection.dumpReader(of: format), sizes: sizes)
                #expect(read == content)
            }
            for part in [0, 100, 5000, bytes.count / 2] {
                let cut = DumpTexts.read(bytes.prefix(part), by: TarDumpReader(), sizes: [65_536])
                #expect(cut.flaw != nil, "cut to \(part)")
            }
            #expect(content.database == RestoreBench.database)
            #expect(content.extensions == ["pg_trgm"])
            summary = try await bench.connection.restore(
                RestoreRequest(name, format), from: .folder(path, workers: 3))
        } else {
            summary = try await bench.restore(bench.dump(format), RestoreRequest(name, format))
        }
        #expect(summary.warnings == [])
        #expect(summary.toolVersion.hasPrefix(summary.serverVersion.prefix(2)))
        let connection = bench.connection
        let expected = try await bench.facts(RestoreBench.database, of: connection)
        #expect(try await bench.facts(name, of: connection) == expected)
        #expect(expected.count == 11)
        let survey = try await connection.survey(of: name, counting: true)
        #expect(survey.tables == RestoreBench.tables)
        #expect(try await connection.removeDatabase(name))
        #expect(try await !connection.removeDatabase(name))
        #expect(try await bench.left(name) == [])
    }

    @Test("a role that may make no database is told which right it lacks, and leaves nothing")
    func mayNotMake() async throws {
        let bench = try await RestoreBench.make()
        let name = RestoreBench.name()
        let dump = try await bench.dump(.plain)
        let error = await failure {
            _ = try await bench.restore(dump, RestoreRequest(name, .plain), into: try bench.bench.connection())
        }
        #expect(error?.code == .forbidden && error?.message.contains("give the role CREATEDB") == true)
        #expect(try await bench.left(name) == [])
    }

    @Test("a dump says what is in it, as counted in its database", arguments: [DumpFormat.plain, .custom])
    func content(format: DumpFormat) async throws {
        let bench = try await RestoreBench.make()
        let content = DumpTexts.read(
            try await bench.dump(format), by: bench.connection.dumpReader(of: format), sizes: [4096, 7, 100_000])
        #expect(content.flaw == nil)
        #expect(Set(content.tables ?? []) == Set(RestoreBench.tables))
        #expect(content.extensions == ["pg_trgm"])
        #expect(Set(content.roles).isSuperset(of: ["Odd \"owner", "backup_user", "steward"]))
        #expect(content.database == (format == .custom ? RestoreBench.database : nil))
    }

    @Test("a database that is there is left alone, and is replaced only when asked to, by a whole dump")
    func existing() async throws {
        let bench = try await RestoreBench.make()
        let name = RestoreBench.name()
        try await bench.bench.server.createDatabase(name)
        try await bench.bench.run("create table mine (id int);", in: name)
        let dump = try await bench.dump(.plain)
        let refused = await failure { try await bench.restore(dump, RestoreRequest(name, .plain)) }
        #expect(refused?.code == .conflict)
        let cut = await failure {
            try await bench.restore(Array(dump.dropLast(300)), RestoreRequest(name, .plain, replaces: true))
        }
        #expect(cut?.code == .invalidRequest)
        #expect(try await bench.bench.run("select 1 from mine right join (select 1) x on true;", in: name).count == 1)
        try await bench.restore(dump, RestoreRequest(name, .plain, replaces: true))
        #expect(try await bench.connection.survey(of: name, counting: true).tables == RestoreBench.tables)
        #expect(try await bench.left(name) == [name])
        try await bench.connection.removeDatabase(name)
    }

    @Test("names that are no database's, or the server's own, are refused")
    func names() async throws {
        let bench = try await RestoreBench.make()
        for name in ["", "postgres", "template1", String(repeating: "a", count: 64), "a\u{0}b"] {
            let error = await failure {
                try await bench.restore([1], RestoreRequest(name, .plain, replaces: true))
            }
            #expect(error?.code == .invalidRequest, "\(name)")
            let removal = await failure { try await bench.connection.removeDatabase(name) }
            #expect(removal?.code == .invalidRequest, "\(name)")
        }
        let odd = "odd ' \" \\ ก \(UInt16.random(in: .min ... .max))"
        try await bench.restore(bench.dump(.custom), RestoreRequest(odd, .custom))
        #expect(try await bench.connection.hasDatabase(odd))
        #expect(try await bench.connection.removeDatabase(odd))
    }

    @Test("owners and rights are left out when asked to", arguments: [DumpFormat.plain, .custom])
    func withoutOwners(format: DumpFormat) async throws {
        let bench = try await RestoreBench.make()
        let name = RestoreBench.name()
        try await bench.restore(bench.dump(format), RestoreRequest(name, format, withoutOwners: true))
        let expected = try await bench.facts(RestoreBench.database, of: bench.connection).filter { $0[0] != "owner" }
        let facts = try await bench.facts(name, of: bench.connection)
        #expect(facts.filter { $0[0] != "owner" } == expected)
        #expect(facts.contains(["owner", "0", "steward"]))
        let rights = "select 1 from pg_class where relname = 'plain' and relacl is not null"
        #expect(try await bench.connection.rows(of: rights, in: name) == [])
        try await bench.connection.removeDatabase(name)
    }

    @Test("what a killed restore left goes with the next one of its name, and nothing else does")
    func leftovers() async throws {
        let bench = try await RestoreBench.make()
        let name = RestoreBench.name()
        let other = "\(name)_restoring_mine"
        for left in ["\(name)_restoring_0a1b2c3d", "\(name)_restoring_0a1b2c3e", other] {
            try await bench.bench.server.createDatabase(left)
        }
        let mark = "comment on database \"\(name)_restoring_0a1b2c3d\" is 'steward: being restored';"
        try await bench.bench.run(mark, in: "postgres")
        try await bench.restore(bench.dump(.plain), RestoreRequest(name, .plain))
        #expect(try await bench.left(name).sorted() == [name, "\(name)_restoring_0a1b2c3e", other].sorted())
        for left in try await bench.left(name) { try await bench.connection.removeDatabase(left) }
    }

    @Test("roles are made when they are missing")
    func roles() async throws {
        let bench = try await RestoreBench.make()
        let name = RestoreBench.name()
        let role = RestoreBench.name()
        let plain = try await bench.dump(.plain)
        let text = String(decoding: plain, as: UTF8.self).replacingOccurrences(of: "backup_user", with: role)
        try await bench.restore(Array(text.utf8), RestoreRequest(name, .plain, roles: [role, "steward"]))
        #expect(try await bench.left(role) == [role])
        try await bench.connection.removeDatabase(name)
        try await bench.bench.run("drop role \"\(role)\";", in: "postgres")
    }

    @Test("only one statement is asked, it cannot write, and its values keep null and empty apart")
    func rows() async throws {
        let bench = try await RestoreBench.make()
        func rows(_ sql: String) async throws -> [[String?]] {
            try await bench.connection.rows(of: sql, in: RestoreBench.database)
        }
        #expect(try await rows("select null, '', 'a,\"b\nก', 1 -- end") == [[nil, "", "a,\"b\nก", "1"]])
        #expect(try await rows("select n from generate_series(1, 5000) n; ").count == 1000)
        for sql in [
            "select 1; select 2", "", ";", "\\! id", "select 1 \\gexec", "select 'open", "delete from plain",
            "select nothing", "select setval('plain_id_seq', 1)", "select 1; commit; drop table child",
        ] {
            let error = await failure { _ = try await rows(sql) }
            #expect(error?.code == .invalidRequest, "\(sql): \(String(describing: error))")
        }
        #expect(try await rows("select count(*) from child") == [["10"]])
    }

    @Test("a restore that is cancelled ends soon and leaves nothing")
    func cancelled() async throws {
        let bench = try await RestoreBench.make()
        let name = RestoreBench.name()
        let dump = try await bench.dump(.plain)
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let connection = bench.connection
        let task = Task {
            await failure {
                _ = try await connection.restore(RestoreRequest(name, .plain), from: .descriptor(reading))
            }
        }
        // The beginning comes, the rest never.
        let start = Array(dump.prefix(4000))
        #expect(write(writing, start, start.count) == start.count)
        while try await bench.left(name).isEmpty {}
        let began = ContinuousClock.now
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        #expect(ContinuousClock.now - began < .seconds(20))
        #expect(try await bench.left(name) == [])
        for end in ends { close(end) }
    }
}
