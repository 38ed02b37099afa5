// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardProcess

/// One restore: makes the database and lets a program fill it.
struct RestoreWork: Sendable {
    let target: RestoreTarget
    let request: RestoreRequest
    let server: ProgramVersion
    /// The database that is filled.
    let database: String

    private var session: ClientSession { target.session }

    func run(_ source: RestoreSource) async throws -> RestoreSummary {
        switch (source, request.format) {
        case (.descriptor(let descriptor), .plain), (.descriptor(let descriptor), .custom):
            return try await run(WatchedDump(descriptor, request.format, withoutOwners: request.withoutOwners))
        case (.folder(let folder, let workers), .directory): return try await run(folder, workers)
        default:
            throw IntegrationError(
                .unsupported, "A dump in \(request.format.rawValue) format cannot be read from there.")
        }
    }

    private func run(_ dump: WatchedDump) async throws -> RestoreSummary {
        let encoding = try await dump.encoding()
        try await target.make(database, encoding: encoding)
        let found = try await session.finder.first(request.format == .plain ? "psql" : "pg_restore")
        var program = session.program(found, request.format == .plain ? psqlArguments : restoreArguments)
        if request.format == .plain, let guise = target.guise { program = guise.wrap(program) }
        let stream = ByteStream { { try await dump.next() } }
        let result = try await session.run("Restoring \(request.database)") {
            try await program.run(.stream(stream), limits: limits, clock: session.clock)
        }
        return try await finish(result, found, await dump.content, of: await dump.serverVersion)
    }

    private func run(_ folder: String, _ workers: Int) async throws -> RestoreSummary {
        let dump = DirectoryDump(folder: folder)
        let content = dump.content()
        if let flaw = content.flaw { throw RestoreFailure.flawed(flaw) }
        try await target.make(database, encoding: dump.archive.encoding)
        let found = try await session.finder.first("pg_restore")
        let arguments = restoreArguments + ["--format=directory", "--jobs=\(min(max(workers, 1), 64))", folder]
        let program = session.program(found, arguments)
        let result = try await session.run("Restoring \(request.database)") {
            try await program.run(limits: limits, clock: session.clock)
        }
        return try await finish(result, found, content, of: dump.archive.serverVersion)
    }

    private var limits: Program.Limits {
        var limits = Program.Limits(time: session.limits.dump, output: 1 << 20)
        limits.errorText = 64 << 10
        return limits
    }

    private var psqlArguments: [String] {
        [
            "--no-psqlrc", "--no-password", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1",
            "--set=VERBOSITY=verbose", "--dbname=\(session.conninfo(database))", "--file=-",
        ]
    }

    private var restoreArguments: [String] {
        let owners = request.withoutOwners ? ["--no-owner", "--no-privileges"] : []
        return ["--exit-on-error", "--no-password", "--dbname=\(session.conninfo(database))"] + owners
    }

    /// A program that succeeded has not said that the dump was whole: psql takes an end in the middle of rows for
    /// theirs.
    private func finish(
        _ result: ProgramResult, _ found: ProgramFinder.Found, _ content: DumpContent?, of version: String?
    ) async throws(IntegrationError) -> RestoreSummary {
        let origin = version.flatMap { ProgramVersion(in: $0) }
        if let flaw = content?.flaw { throw RestoreFailure.flawed(flaw) }
        guard result.isSuccess, content != nil else {
            let failure = RestoreFailure(result, server: server, origin: origin, place: target.place)
            if let error = failure.error { throw error }
            throw await session.failure(of: result, database: database)
        }
        var warnings = ClientSession.warnings(result.errorText)
        if let origin, origin > server {
            warnings.append("The dump is of PostgreSQL \(origin), newer than the server \(server).")
        }
        return RestoreSummary(
            toolVersion: found.version.description, serverVersion: server.description, warnings: warnings)
    }
}
