// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration

/// What can be wrong with a dumper of databases, one at a time.
enum SiloFlaw: String, Sendable, CaseIterable {
    case none, listsTemplates, guessesRows, missingIsEmpty, dumpsForbidden, losesTable, trustsCut
    case streamsDirectory, overwritesFolder, globalsTellPassword, checksAreSilent, ignoresReader, cancelledIsFailure
    case swallowsErrors
}

/// A dumper that keeps every rule; or, with a flaw, breaks one. Its dump is a line for the database, one for each
/// table, a filling and a last line.
struct Silo: Integration, DatabaseDumping {
    static let manifest = Manifest(
        id: "Silo", name: "Silo", summary: "Dumps a silo.", serviceVersion: "1", hosts: [], credential: .none,
        capabilities: [.databaseDumping], limits: [], tier: .experimental,
        settings: [ConfigurationField("flaw", .choice(SiloFlaw.allCases.map(\.rawValue)), help: "-", since: "0.1")])

    static let tables = [
        DumpedTable(schema: "public", name: "empty", rows: 0), DumpedTable(schema: "public", name: "full", rows: 7),
    ]
    private let flaw: SiloFlaw

    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        flaw = SiloFlaw(rawValue: try configuration.text("flaw")) ?? .none
        // A reader that goes away must not end these tests.
        _ = signal(SIGPIPE, SIG_IGN)
    }

    func health() async -> Health { .ok }

    func databaseNames() async throws -> [String] {
        ["grain"] + (flaw == .listsTemplates ? ["template1"] : [])
    }

    func dumpChecks(of databases: [String]) async -> [DatabaseCheck] {
        let three = ["program", "server", "sign-in"].map { DatabaseCheck($0, .ok, "It is as it should be.") }
        return three
            + databases.map { name in
                name == "grain" || flaw == .checksAreSilent
                    ? DatabaseCheck(name, .ok, "\(name) can be read.")
                    : DatabaseCheck(name, .failing, "\(name) cannot be read.", repair: "Let it be read.")
            }
    }

    private func look(_ database: String) throws {
        if database == "nowhere", flaw != .missingIsEmpty { throw IntegrationError(.notFound, "There is none.") }
        if database == "hidden", flaw != .dumpsForbidden { throw IntegrationError(.forbidden, "It is hidden.") }
    }

    func survey(of database: String, counting: Bool) async throws -> DatabaseSurvey {
        try look(database)
        let tables = Self.tables.map {
            DumpedTable(schema: $0.schema, name: $0.name, rows: flaw == .guessesRows ? $0.rows + 1 : $0.rows)
        }
        return DatabaseSurvey(
            database: database, serverVersion: "1.0", bytes: 1, encoding: "UTF8", collation: "C", extensions: [:],
            roles: [], tables: tables, isCounted: counting)
    }

    private static let summary = DumpSummary(toolVersion: "1.0", serverVersion: "1.0")

    func dump(_ request: DumpRequest, to descriptor: Int32) async throws -> DumpSummary {
        if request.format == .directory, flaw != .streamsDirectory {
            throw IntegrationError(.unsupported, "No stream.")
        }
        try look(request.database)
        let tables = flaw == .losesTable ? [] : Self.tables.map { "\($0.schema).\($0.name) \($0.rows)" }
        let filling = Array(repeating: String(repeating: "-", count: 99), count: 5000)
        let lines = ["silo \(request.database)"] + tables + filling + ["end"]
        try await write(Array((lines.joined(separator: "\n") + "\n").utf8), to: descriptor)
        return Self.summary
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            var waited = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            if poll(&waited, 1, 0) == 0 {
                if Task.isCancelled {
                    throw IntegrationError(flaw == .cancelledIsFailure ? .unavailable : .cancelled, "It was cancelled.")
                }
                await Task.yield()
                continue
            }
            let count = rest.prefix(4096).withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if flaw == .ignoresReader { return }
                throw IntegrationError(.unavailable, "Nobody reads.")
            }
            rest = rest.dropFirst(count)
        }
    }

    func dump(_ request: DumpRequest, into folder: String, workers: Int) async throws -> DumpSummary {
        let exists = FileManager.default.fileExists(atPath: folder)
        if exists, flaw != .overwritesFolder { throw IntegrationError(.conflict, "It is there.") }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in exists ? ["third"] : ["first", "second"] {
            try Data().write(to: URL(filePath: folder + "/" + name))
        }
        return Self.summary
    }

    func dumpGlobals(to descriptor: Int32) async throws -> DumpSummary {
        let text = "CREATE ROLE x" + (flaw == .globalsTellPassword ? " PASSWORD 'y';\n" : ";\n")
        try await write(Array(text.utf8), to: descriptor)
        return Self.summary
    }

    func dumpReader(of format: DumpFormat) -> any DumpReading { SiloReader(trustsCut: flaw == .trustsCut) }

    func withServer<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        do { return try await body() } catch {
            throw flaw == .swallowsErrors ? IntegrationError(.unavailable, "Something failed.") : error
        }
    }
}

private struct SiloReader: DumpReading {
    let trustsCut: Bool
    private var bytes: [UInt8] = []

    init(trustsCut: Bool) { self.trustsCut = trustsCut }

    mutating func take(_ piece: UnsafeRawBufferPointer) { bytes += piece }

    mutating func finish() -> DumpContent {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let isWhole = lines.last == "end" && lines.first?.hasPrefix("silo ") == true
        let tables = lines.compactMap { line -> DumpedTable? in
            let parts = line.split(whereSeparator: { $0 == "." || $0 == " " })
            guard parts.count == 3, let rows = Int64(parts[2]) else { return nil }
            return DumpedTable(schema: String(parts[0]), name: String(parts[1]), rows: rows)
        }
        return DumpContent(
            flaw: isWhole || trustsCut ? nil : "It is cut.", database: lines.first.map { String($0.dropFirst(5)) },
            tables: tables)
    }
}
