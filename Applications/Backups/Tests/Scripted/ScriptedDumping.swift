// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import Synchronization

@testable import Backups

/// A server whose dumps are what a test says.
final class ScriptedDumping: DatabaseDumping {
    /// How one database's dump goes.
    struct Script: Sendable {
        var text: String
        /// Fails after so many bytes.
        var failsAfter: Int?
        /// Waits after so many bytes until it is cancelled.
        var waitsAfter: Int?
        /// Called after the first piece.
        var during: (@Sendable () -> Void)?

        init(_ text: String) { self.text = text }
    }

    /// The last line of a whole dump.
    static let end = "-- the end\n"
    private let state: Mutex<[String: Script]>
    private let started = Mutex<[String]>([])
    /// Why the server cannot be reached.
    let problem: String?
    /// Why it cannot be stopped again afterwards.
    let lastProblem: String?

    init(_ scripts: [String: Script], problem: String? = nil, lastProblem: String? = nil) {
        state = Mutex(scripts)
        self.problem = problem
        self.lastProblem = lastProblem
    }

    /// Databases with rows in them.
    static func with(_ databases: String..., rows: Int = 3) -> ScriptedDumping {
        ScriptedDumping(Dictionary(uniqueKeysWithValues: databases.map { ($0, Script(text($0, rows: rows))) }))
    }

    static func text(_ database: String, rows: Int = 3) -> String {
        "-- of \(database)\n" + (0..<rows).map { "row \($0 &* 2_654_435_761 % 1_000_003)\n" }.joined() + end
    }

    func set(_ database: String, _ script: Script) { state.withLock { $0[database] = script } }
    /// What was asked for, in order.
    var asked: [String] { started.withLock { $0 } }

    func dumpChecks(of databases: [String]) async -> [DatabaseCheck] { [] }
    func databaseNames() async throws -> [String] { state.withLock { $0.keys.sorted() } }
    func survey(of database: String, counting: Bool) async throws -> DatabaseSurvey {
        throw IntegrationError(.unsupported, "A scripted server is not surveyed.")
    }

    func dump(_ request: DumpRequest, to descriptor: Int32) async throws -> DumpSummary {
        guard let script = state.withLock({ $0[request.database] }) else {
            throw IntegrationError(.notFound, "There is no database “\(request.database)”.")
        }
        started.withLock { $0.append(request.database) }
        try await write(script, to: descriptor)
        return DumpSummary(toolVersion: "15.20", serverVersion: "15.19", warnings: ["a warning"])
    }

    func dump(_ request: DumpRequest, into folder: String, workers: Int) async throws -> DumpSummary {
        guard let script = state.withLock({ $0[request.database] }) else {
            throw IntegrationError(.notFound, "There is no database “\(request.database)”.")
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try Data(script.text.utf8).write(to: URL(filePath: folder + "/toc.dat"))
        if script.failsAfter != nil { throw IntegrationError(.unavailable, "A worker died.") }
        return DumpSummary(toolVersion: "15.20", serverVersion: "15.19")
    }

    func dumpGlobals(to descriptor: Int32) async throws -> DumpSummary {
        started.withLock { $0.append("globals") }
        var script = Script("CREATE ROLE backup;\n\n--\n-- PostgreSQL database cluster dump complete\n--\n\n")
        if let found = state.withLock({ $0["globals"] }) { script = found }
        try await write(script, to: descriptor)
        return DumpSummary(toolVersion: "15.20", serverVersion: "15.19")
    }

    func dumpReader(of format: DumpFormat) -> any DumpReading {
        format == .directory ? ArchiveWatcher() : LineReader()
    }

    func withServer<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        if let problem { throw IntegrationError(.unavailable, problem) }
        let value = try await body()
        if let lastProblem { throw IntegrationError(.unavailable, lastProblem) }
        return value
    }

    private func write(_ script: Script, to descriptor: Int32) async throws {
        let bytes = Array(script.text.utf8)
        let stop = script.failsAfter ?? script.waitsAfter ?? bytes.count
        var done = 0
        while done < stop {
            let end = min(done + 64 << 10, stop)
            let failure = try await offThread { [done] in
                bytes[done..<end].withUnsafeBytes { writeAll($0, to: descriptor) }
            }
            guard failure == 0 else { throw IntegrationError(.unavailable, "pg_dump was ended by signal 13.") }
            if done == 0 { script.during?() }
            done = end
        }
        if script.failsAfter != nil {
            throw IntegrationError(.unavailable, "pg_dump: the server closed the connection.")
        }
        if script.waitsAfter != nil { try await Task.sleep(for: .seconds(600)) }
    }
}

/// Counts lines, and knows the last one.
private struct LineReader: DumpReading {
    private var bytes: [UInt8] = []
    private var rows: Int64 = 0

    mutating func take(_ piece: UnsafeRawBufferPointer) {
        rows += Int64(piece.count { $0 == 10 })
        if bytes.count < 64 { bytes += piece.prefix(64) }
        bytes = Array(bytes.prefix(64)) + Array((bytes.dropFirst(64) + piece.suffix(64)).suffix(64))
    }

    mutating func finish() -> DumpContent {
        let text = String(decoding: bytes, as: UTF8.self)
        let database = text.split(separator: "\n").first.flatMap { $0.hasPrefix("-- of ") ? $0.dropFirst(6) : nil }
        return DumpContent(
            flaw: text.hasSuffix(ScriptedDumping.end) ? nil : "The dump has no end; it was cut off.",
            database: database.map(String.init),
            tables: [DumpedTable(schema: "public", name: "t", rows: max(rows - 2, 0))], extensions: ["postgis"],
            roles: ["backup"])
    }
}

/// The connections of a test: one server, one store.
struct ScriptedConnections: DatabaseConnecting, StoreConnecting {
    let server: ScriptedDumping
    var store: any FileStoring = MemoryStore()

    func dumping(_ connection: String) async throws -> any DatabaseDumping { server }
    func restoring(_ connection: String) async throws -> any DatabaseRestoring {
        throw BackupsError(.notFound, "There is no connection “\(connection)”.")
    }
    func proving(_ connection: String) async throws -> any DatabaseProving {
        throw BackupsError(.notFound, "There is no connection “\(connection)”.")
    }
    func storing(_ connection: String) async throws -> any FileStoring { store }
}

/// Sees that a tar archive came, to its end: two blocks of zeros.
struct ArchiveWatcher: DumpReading {
    private var bytes: [UInt8] = []

    mutating func take(_ more: UnsafeRawBufferPointer) { bytes += more }

    mutating func finish() -> DumpContent {
        let isWhole = bytes.count >= 1024 && bytes.suffix(1024).allSatisfy { $0 == 0 }
        return DumpContent(flaw: isWhole ? nil : "The archive has no end.", tables: nil, roles: ["keeper"])
    }
}
