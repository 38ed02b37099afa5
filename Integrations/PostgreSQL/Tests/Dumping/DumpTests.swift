// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardTestKit
import Testing

@testable import PostgreSQL

@Suite("Dumping a real server", .enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(3)))
struct DumpTests {
    private func code(_ connection: PostgreSQL, _ database: String = "shop") async -> IntegrationError? {
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(nowhere) }
        return await failure { _ = try await connection.dump(DumpRequest(database, .custom), to: nowhere) }
    }

    @Test("a wrong password, a role that is not there, no server, a server that is silent: each has its own error")
    func failures() async throws {
        let bench = try await Bench.shared()
        #expect(try await code(bench.connection(["password": "wrong"]))?.code == .unauthorized)
        #expect(try await code(bench.connection(["user": "stranger"]))?.code == .unauthorized)
        #expect(try await code(bench.connection(["password": nil]))?.code == .unauthorized)
        #expect(try await code(bench.connection(["port": "\(LoopbackPort.free())"]))?.code == .unavailable)
        #expect(try await code(bench.connection(["host": "/nowhere"]))?.code == .unavailable)
        #expect(try await code(bench.connection(["host": "nowhere.invalid"]))?.code == .unavailable)
        let silent = LoopbackPort.silent()
        let slow = try bench.connection(["port": "\(silent.number)", "connect-limit": "2s"])
        #expect(await code(slow)?.code == .unavailable)
        let tls = try await code(bench.connection(["sslmode": "require"]))
        #expect(tls?.code == .invalidRequest)
        #expect(tls?.message.contains("sslmode") == true)
        let hidden = try await code(bench.connection(), "hidden")
        #expect(hidden?.code == .forbidden)
        #expect(hidden?.message.contains("permission denied for") == true)
        for error in [hidden, tls] { #expect(error?.message.contains("right:") == false) }
    }

    @Test("the password comes from its file, or from the service, the URI or the environment that is handed in")
    func ways() async throws {
        let bench = try await Bench.shared()
        let folder = try TemporaryFolder("ways")
        let escaped = Bench.password.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(
            of: ":", with: "\\:")
        let passes = try folder.write("pgpass", Array("127.0.0.1:\(bench.port):*:backup_user:\(escaped)\n".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: passes)
        let bare = ["host": "127.0.0.1", "port": "\(bench.port)", "user": "backup_user"]
        #expect(try await Bench.connection(bare, ["password-file": passes]).databaseNames().contains("shop"))

        let services = try folder.write(
            "services", Array("[mine]\nhost=127.0.0.1\nport=\(bench.port)\nuser=backup_user\n".utf8))
        let service = try Bench.connection(
            ["service": "mine", "service-file": services, "password-file": passes])
        #expect(try await service.databaseNames().contains("shop"))

        let encoded = Bench.password.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let uri = try Bench.connection(["uri": "postgres://backup_user:\(encoded)@127.0.0.1:\(bench.port)/shop"])
        #expect(try await uri.databaseNames().contains("shop"))

        let environment = [
            "PGHOST": "127.0.0.1", "PGPORT": "\(bench.port)", "PGUSER": "backup_user", "PGPASSWORD": Bench.password,
        ]
        #expect(try await Bench.connection([:], environment: environment).databaseNames().contains("shop"))
        let file = try folder.write(
            "env", Array(environment.map { "\($0)=\($1)\n" }.joined().utf8))
        #expect(try await Bench.connection(["environment-file": file]).databaseNames().contains("shop"))

        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: passes)
        let ignored = try Bench.connection(bare, ["password-file": passes])
        #expect(await code(ignored)?.code == .unauthorized)
    }

    @Test("nothing of a password stands in any command line while a dump runs, and cancelling ends the dump")
    func commandLines() async throws {
        let bench = try await Bench.shared()
        let (reading, writing) = try Self.pipeEnds()
        defer { close(reading) }
        try await bench.server.createDatabase("lines")
        try await bench.run(
            "create table t as select repeat(md5(n::text), 40) from generate_series(1, 2000) n;", in: "lines")
        try await bench.run(RolePreset.backup().sql, in: "lines")
        let connection = try bench.connection()
        let task = Task { try await connection.dump(DumpRequest("lines", .plain), to: writing) }
        try await waitForByte(reading)
        let lines = Self.commandLines()
        let mine = lines.filter { $0.contains("pg_dump") && $0.contains("dbname='lines'") }
        #expect(!mine.isEmpty)
        #expect(lines.filter { $0.contains(Bench.password) || $0.contains("pass word") }.isEmpty)
        task.cancel()
        let error = await failure { _ = try await task.value }
        close(writing)
        #expect(error?.code == .cancelled)
        let left = Self.commandLines().filter { $0.contains("pg_dump") && $0.contains("dbname='lines'") }
        #expect(left.isEmpty)
    }

    private static func pipeEnds() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private func waitForByte(_ descriptor: Int32) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                let count = poll(&waited, 1, 60_000)
                continuation.resume(with: count == 1 ? .success(()) : .failure(POSIXError(.ETIMEDOUT)))
            }
        }
    }

    private static func commandLines() -> [String] {
        let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.filter { Int($0) != nil } ?? []
        return ids.compactMap { id in
            FileManager.default.contents(atPath: "/proc/\(id)/cmdline").map { String(decoding: $0, as: UTF8.self) }
        }
    }

    @Test("a server that goes away in the middle of a dump makes it fail, whatever was written until then")
    func serverGone() async throws {
        let bench = try await Bench.start()
        try await bench.run(
            "insert into orders (note) select repeat(md5(n::text), 40) from generate_series(1, 30000) n;", in: "shop")
        let (reading, writing) = try Self.pipeEnds()
        let connection = try bench.connection()
        let task = Task { try await connection.dump(DumpRequest("shop", .custom), to: writing) }
        try await waitForByte(reading)
        try await bench.server.crash()
        let drained = Task.detached { Self.drain(reading) }
        let error = await failure { _ = try await task.value }
        close(writing)
        #expect(await drained.value > 0)
        close(reading)
        #expect(error?.code == .unavailable)
        #expect(await failure { _ = try await connection.databaseNames() }?.code == .unavailable)
    }

    private static func drain(_ descriptor: Int32) -> Int {
        var total = 0
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            guard count > 0 else { return total }
            total += count
        }
    }

    @Test("a disk that is full fails the dump and says so")
    func diskFull() async throws {
        let bench = try await Bench.shared()
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(full) }
        for format in [DumpFormat.plain, .custom] {
            let error = await failure { _ = try await bench.connection().dump(DumpRequest("shop", format), to: full) }
            #expect(error?.code == .storageFull, "\(error?.message ?? "")")
        }
    }

    @Test("a database of any name and encoding is dumped byte for byte")
    func oddDatabases() async throws {
        let bench = try await Bench.shared()
        let name = "od'd \"na\\me\" =%20é"
        let quoted = RolePreset.quoted(name)
        try await bench.run(
            "create database \(quoted) template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C';",
            in: "postgres")
        try await bench.run("create table t (v text); insert into t values (E'caf\\xe9');", in: name)
        let folder = try TemporaryFolder("dump")
        let file = open(folder.path("dump"), O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        defer { close(file) }
        let connection = try bench.owner()
        #expect(try await connection.databaseNames().contains(name))
        _ = try await connection.dump(DumpRequest(name, .plain), to: file)
        let bytes = try folder.bytes("dump")
        #expect(Data(bytes).range(of: Data([0x63, 0x61, 0x66, 0xE9])) != nil)
        #expect(String(decoding: bytes, as: UTF8.self).contains("SET client_encoding = 'SQL_ASCII'"))
        #expect(try await connection.survey(of: name, counting: true).encoding == "SQL_ASCII")
    }

    @Test("a table that stays locked ends the waiting")
    func locked() async throws {
        let bench = try await Bench.shared()
        try await bench.server.createDatabase("locked")
        try await bench.run("create table held (id int);", in: "locked")
        let holder = Task {
            try await bench.run("begin; lock table held in access exclusive mode; select pg_sleep(60);", in: "locked")
        }
        let sql = "select count(*) from pg_locks where mode = 'AccessExclusiveLock' and relation = 'held'::regclass;"
        while try await bench.run(sql, in: "locked").first?.first != "1" { await Task.yield() }
        let connection = try bench.owner(["lock-wait": "1s"])
        let error = await code(connection, "locked")
        #expect(error?.code == .unavailable, "\(error?.message ?? "")")
        #expect(error?.message.contains("locked") == true)
        holder.cancel()
        _ = try? await holder.value
    }

    @Test("null, empty, quotes and lines come back from psql as they are")
    func rows() async throws {
        let bench = try await Bench.shared()
        let rows = try await bench.run(
            "select null, '', 'a\"b', E'x,\\ny', 'ก้าว' union all select '1','2','3','4','5';", in: "shop")
        #expect(rows.first == [nil, "", "a\"b", "x,\ny", "ก้าว"])
        #expect(rows.last == ["1", "2", "3", "4", "5"])
        let wrong = await failure { try await bench.run("select 1; select nothing; select 2;", in: "shop") }
        #expect(wrong?.code == .invalidRequest)
        #expect(wrong?.message.contains("column \"nothing\" does not exist") == true)
    }

    private static let hasPostGIS =
        PostgresServer.programs?.split(separator: "/").dropLast().last.map {
            FileManager.default.fileExists(atPath: "/usr/share/postgresql/\($0)/extension/postgis.control")
        } ?? false

    @Test(
        "of an extension's tables a survey counts the rows that a dump has",
        .enabled(if: hasPostGIS, "There is no PostGIS."))
    func extensionTables() async throws {
        let bench = try await Bench.shared()
        try await bench.server.createDatabase("places")
        try await bench.run(
            "create extension postgis; create table spots (at geometry(Point, 4326));"
                + "insert into spots values (st_setsrid(st_makepoint(100.5, 13.7), 4326));", in: "places")
        try await bench.run(RolePreset.backup().sql, in: "places")
        let connection = try bench.connection()
        #expect(await connection.dumpChecks(of: ["places"]).allSatisfy { $0.verdict != .failing })
        for own in [0, 1] {
            if own == 1 {
                try await bench.run("insert into spatial_ref_sys values (990001, 'own', 1, '', '');", in: "places")
            }
            let survey = try await connection.survey(of: "places", counting: true)
            #expect(survey.extensions["postgis"] != nil)
            let folder = try TemporaryFolder("dump")
            let file = open(folder.path("dump"), O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
            defer { close(file) }
            _ = try await connection.dump(DumpRequest("places", .custom), to: file)
            var reader = connection.dumpReader(of: .custom)
            try folder.bytes("dump").withUnsafeBytes { reader.take($0) }
            let content = reader.finish()
            #expect(content.flaw == nil)
            let found = try #require(content.tables)
            #expect(Set(survey.tables) == Set(found))
            #expect(found.first { $0.name == "spatial_ref_sys" }?.rows == Int64(own))
            #expect(content.extensions == ["postgis"])
            // Root lets another user run the server, who has to get there.
            try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder.path)
            let source = open(folder.path("dump"), O_RDONLY | O_CLOEXEC)
            defer { close(source) }
            let restored = try await connection.withScratchServer(in: folder.path, limits: ScratchLimits()) { target in
                let request = RestoreRequest("places", .custom, roles: content.roles)
                _ = try await target.restore(request, from: .descriptor(source))
                return try await target.survey(of: "places", counting: true)
            }
            #expect(restored.tables == survey.tables)
        }
    }

    @Test("a survey knows encoding, extensions, roles and size")
    func survey() async throws {
        let bench = try await Bench.shared()
        let survey = try await bench.connection().survey(of: "shop", counting: true)
        #expect(survey.encoding == "UTF8")
        #expect(survey.collation == "C")
        #expect(survey.extensions["plpgsql"] != nil)
        #expect(survey.roles.contains("steward") && survey.roles.contains("backup"))
        #expect(survey.tables == Bench.tables)
        #expect(survey.bytes > 2_000_000)
        #expect(try await bench.connection().health() == .ok)
        #expect(
            ClientSession.warnings("pg_dump: warning: there are circles\nother\n") == ["there are circles", "other"])
    }
}
