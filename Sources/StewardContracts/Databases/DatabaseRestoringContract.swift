// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What every integration that puts dumps back into a server promises on top of ``IntegrationContract``.
///
/// The rules restore into a server of their own where the integration can start one, else into the connection's, which
/// needs the right to make databases then.
public enum DatabaseRestoringContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [roundTrip, neverOverwrites, cutLeavesNothing, rowsAreRead]
    }

    /// The database that the rules make.
    private static let name = "steward restored"

    private static func with(
        _ subject: IntegrationSubject,
        _ body: @Sendable (any DatabaseRestoring, any DatabaseDumping, KnownDatabases) async throws -> Void
    ) async throws {
        let made = try subject.make(over: subject.transport)
        guard let restorer = made as? any DatabaseRestoring else {
            throw RuleViolation("\(subject.type) does not conform to DatabaseRestoring.")
        }
        let (dumper, known) = try DatabaseDumpingContract.dumper(subject)
        guard let prover = made as? any DatabaseProving else { return try await body(restorer, dumper, known) }
        try await prover.withScratchServer(in: subject.scratchFolder, limits: ScratchLimits(memory: 64 << 20)) {
            try await body($0, dumper, known)
        }
    }

    /// Hands over a dump's bytes and the roles that it names.
    private static func dump(
        _ subject: IntegrationSubject, _ dumper: any DatabaseDumping, _ known: KnownDatabases, _ format: DumpFormat
    ) async throws -> (bytes: [UInt8], roles: [String]) {
        let bytes = try await DumpFile.with(subject) { file in
            _ = try await dumper.dump(DumpRequest(known.name, format), to: file.descriptor)
            return try file.bytes()
        }
        var reader = dumper.dumpReader(of: format)
        bytes.withUnsafeBytes { reader.take($0) }
        return (bytes, reader.finish().roles)
    }

    private static func restore(
        _ subject: IntegrationSubject, _ bytes: [UInt8], _ request: RestoreRequest, into server: any DatabaseRestoring
    ) async throws -> RestoreSummary {
        let path = subject.scratchFolder + "/" + UUID().uuidString
        try Data(bytes).write(to: URL(filePath: path))
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer {
            close(descriptor)
            unlink(path)
        }
        let summary = try await server.restore(request, from: .descriptor(descriptor))
        try expect(fcntl(descriptor, F_GETFD) != -1, "The descriptor was closed.")
        return summary
    }

    static let roundTrip = Rule<IntegrationSubject>(
        "restore-gives-back-every-row",
        "What is restored has every table of the dump with its rows, and can be removed."
    ) { subject in
        try await with(subject) { server, dumper, known in
            for format in DatabaseDumpingContract.streams {
                let dump = try await dump(subject, dumper, known, format)
                try expect(try await !server.hasDatabase(name), "\(name) is there before it was made.")
                let summary = try await restore(
                    subject, dump.bytes, RestoreRequest(name, format, roles: dump.roles), into: server)
                try expect(summary.serverVersion.first?.isNumber == true, "The server is \(summary.serverVersion).")
                let tables = try await server.survey(of: name, counting: true).tables
                try expect(
                    Set(tables) == Set(known.tables),
                    "\(format.rawValue): expected \(known.tables), found \(tables).")
                try expect(try await server.removeDatabase(name), "\(name) was not there to be removed.")
                try expect(try await !server.removeDatabase(name), "\(name) was removed twice.")
            }
        }
    }

    static let neverOverwrites = Rule<IntegrationSubject>(
        "restore-never-overwrites", "A database that is there is a conflict, and is replaced only when that was asked."
    ) { subject in
        try await with(subject) { server, dumper, known in
            let (bytes, roles) = try await dump(subject, dumper, known, .plain)
            _ = try await restore(subject, bytes, RestoreRequest(name, .plain, roles: roles), into: server)
            let found = await DatabaseDumpingContract.code {
                _ = try await restore(subject, bytes, RestoreRequest(name, .plain), into: server)
            }
            try expect(found == .conflict, "Expected conflict, found \(found.shown).")
            let half = Array(bytes.prefix(bytes.count / 2))
            let cut = await DatabaseDumpingContract.code {
                let request = RestoreRequest(name, .plain, replaces: true, roles: roles)
                _ = try await restore(subject, half, request, into: server)
            }
            try expect(cut == .invalidRequest, "Half a dump: expected invalidRequest, found \(cut.shown).")
            let tables = try await server.survey(of: name, counting: true).tables
            try expect(Set(tables) == Set(known.tables), "A dump that failed changed the database that was there.")
            let request = RestoreRequest(name, .plain, replaces: true, roles: roles)
            _ = try await restore(subject, bytes, request, into: server)
            try await server.removeDatabase(name)
        }
    }

    static let cutLeavesNothing = Rule<IntegrationSubject>(
        "restore-cut-leaves-nothing", "A dump that is cut anywhere is invalidRequest in a sentence, and leaves nothing."
    ) { subject in
        try await with(subject) { server, dumper, known in
            for format in DatabaseDumpingContract.streams {
                let (bytes, roles) = try await dump(subject, dumper, known, format)
                for part in [0, 1000, bytes.count * 9 / 10, bytes.count - 200] {
                    let request = RestoreRequest(name, format, roles: roles)
                    let found = await DatabaseDumpingContract.code {
                        _ = try await restore(subject, Array(bytes.prefix(part)), request, into: server)
                    }
                    try expect(
                        found == .invalidRequest,
                        "\(format.rawValue) cut to \(part) of \(bytes.count) bytes: \(found.shown).")
                    try expect(try await !server.hasDatabase(name), "A dump that failed left its database.")
                }
            }
        }
    }

    static let rowsAreRead = Rule<IntegrationSubject>(
        "restore-rows-are-read-only",
        "One statement gives at most 1,000 rows, null apart from empty; what writes, and two statements, are refused."
    ) { subject in
        try await with(subject) { server, dumper, known in
            let (bytes, roles) = try await dump(subject, dumper, known, .plain)
            _ = try await restore(subject, bytes, RestoreRequest(name, .plain, roles: roles), into: server)
            let rows = try await server.rows(of: "select null, '', 'a,\"ก\nb'", in: name)
            try expect(rows == [[nil, "", "a,\"ก\nb"]], "Values came back as \(rows).")
            let many = try await server.rows(of: "select * from generate_series(1, 2000)", in: name)
            try expect(many.count == 1000, "2,000 rows came back as \(many.count).")
            for statement in ["create table made (a int)", "select 1; select 2", "", "select nothing"] {
                let found = await DatabaseDumpingContract.code { _ = try await server.rows(of: statement, in: name) }
                try expect(found == .invalidRequest, "“\(statement)”: expected invalidRequest, found \(found.shown).")
            }
            try await server.removeDatabase(name)
        }
    }
}
