// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
public import StewardIntegration
import StewardProcess

extension PostgreSQL: DatabaseDumping {
    /// Every database that takes connections and that the role may enter, without templates.
    public func databaseNames() async throws -> [String] {
        let session = try session()
        let rows = try await session.rows(
            """
            select datname from pg_database
            where datallowconn and not datistemplate and has_database_privilege(oid, 'CONNECT');
            """, in: session.maintenance)
        return rows.compactMap { $0.first ?? nil }.sorted()
    }

    /// What is in a database now, in one transaction.
    public func survey(of database: String, counting: Bool) async throws -> DatabaseSurvey {
        try await session().survey(of: database, counting: counting)
    }

    /// Writes a plain dump or a custom archive, neither compressed.
    public func dump(_ request: DumpRequest, to descriptor: Int32) async throws -> DumpSummary {
        guard request.format != .directory else {
            throw IntegrationError(
                .unsupported, "A dump in directory format is many files and no stream; dump it into a folder.")
        }
        return try await session().dump(request.database, ["--format=\(request.format.rawValue)"], to: descriptor)
    }

    /// Writes a dump in directory format, not compressed.
    public func dump(_ request: DumpRequest, into folder: String, workers: Int) async throws -> DumpSummary {
        guard request.format == .directory else {
            throw IntegrationError(.unsupported, "Only a dump in directory format goes into a folder.")
        }
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw IntegrationError(.conflict, "\(folder) is there already; a dump is written into no other's folder.")
        }
        let options = ["--format=directory", "--jobs=\(min(max(workers, 1), 64))", "--file=\(folder)"]
        return try await session().dump(request.database, options, to: nil)
    }

    /// Writes roles and tablespaces as SQL. Passwords are left out, which needs no more rights than signing in.
    public func dumpGlobals(to descriptor: Int32) async throws -> DumpSummary {
        try await session().dumpGlobals(to: descriptor)
    }
}

extension ClientSession {
    /// Runs pg_dump. Without a descriptor it writes where `options` say.
    func dump(
        _ database: String, _ options: [String], to descriptor: Int32?
    ) async throws(IntegrationError) -> DumpSummary {
        let server = try await serverVersion(in: database)
        let found = try await finder.first("pg_dump", notOlderThan: server)
        let milliseconds = max(1, limits.lockWait.components.seconds) * 1000
        let arguments = ["--no-password", "--compress=0", "--lock-wait-timeout=\(milliseconds)"]
        return try await run(
            found, arguments + options + ["--dbname=\(conninfo(database))"], server, database, descriptor)
    }

    /// Runs pg_dumpall for what belongs to the whole server.
    func dumpGlobals(to descriptor: Int32) async throws(IntegrationError) -> DumpSummary {
        let server = try await serverVersion()
        let found = try await finder.first("pg_dumpall", notOlderThan: server)
        let arguments = [
            "--globals-only", "--no-role-passwords", "--no-password", "--dbname=\(conninfo(maintenance))",
            "--database=\(maintenance)",
        ]
        return try await run(found, arguments, server, maintenance, descriptor)
    }

    private func run(
        _ found: ProgramFinder.Found, _ arguments: [String], _ server: ProgramVersion, _ database: String,
        _ descriptor: Int32?
    ) async throws(IntegrationError) -> DumpSummary {
        let program = program(found, arguments)
        let end = descriptor.map { ProgramEnd.descriptor($0) } ?? .nothing
        let result = try await run("Dumping \(database)") {
            try await program.run(
                input: .nothing, output: end, limits: Program.Limits(time: limits.dump), clock: clock)
        }
        guard result.isSuccess else { throw await failure(of: result, database: database) }
        return DumpSummary(
            toolVersion: found.version.description, serverVersion: server.description,
            warnings: Self.warnings(result.errorText) + traps(found.version, server))
    }

    /// What a program that succeeded said all the same, a line each.
    static func warnings(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { line in
            let mark = "warning: "
            return line.firstRange(of: mark).map { String(line[$0.upperBound...]) } ?? String(line)
        }
    }

    /// What these two versions mean for a later restore.
    func traps(_ tool: ProgramVersion, _ server: ProgramVersion) -> [String] {
        guard tool > server else { return [] }
        return [
            """
            pg_dump \(tool) is newer than the server \(server): the dump may not restore into a server older than \
            \(tool.majorText).
            """
        ]
    }
}
