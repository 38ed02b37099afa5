// SPDX-License-Identifier: Apache-2.0
import Backups
import Foundation
import StewardCore
import StewardIntegration

/// A server whose every dump is another one, and says how long it is.
struct NumberedDumping: DatabaseDumping, DatabaseConnecting, StoreConnecting {
    let store: FolderStore
    private static let lines = 40_000

    func dumpChecks(of databases: [String]) async -> [DatabaseCheck] { [] }
    func databaseNames() async throws -> [String] { ["a", "b"] }
    func survey(of database: String, counting: Bool) async throws -> DatabaseSurvey {
        throw IntegrationError(.unsupported, "It is not surveyed.")
    }

    func dump(_ request: DumpRequest, to descriptor: Int32) async throws -> DumpSummary {
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        let seed = UInt64.random(in: .min ... .max)
        for block in 0..<20 {
            let rows = (0..<Self.lines / 20).map { row in "\(seed &* UInt64(block * 2000 + row + 1))\n" }
            try handle.write(contentsOf: Data(rows.joined().utf8))
        }
        try handle.write(contentsOf: Data("end\n".utf8))
        return DumpSummary(toolVersion: "15.20", serverVersion: "15.20")
    }
    func dump(_ request: DumpRequest, into folder: String, workers: Int) async throws -> DumpSummary {
        throw IntegrationError(.unsupported, "It has no folders.")
    }
    func dumpGlobals(to descriptor: Int32) async throws -> DumpSummary {
        throw IntegrationError(.unsupported, "It has no roles.")
    }
    func dumpReader(of format: DumpFormat) -> any DumpReading { LineReader() }
    func withServer<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try await body()
    }

    func dumping(_ connection: String) async throws -> any DatabaseDumping { self }
    func restoring(_ connection: String) async throws -> any DatabaseRestoring {
        throw IntegrationError(.unsupported, "It restores nothing.")
    }
    func proving(_ connection: String) async throws -> any DatabaseProving {
        throw IntegrationError(.unsupported, "It proves nothing.")
    }
    func storing(_ connection: String) async throws -> any FileStoring { store }

    /// Counts lines.
    struct LineReader: DumpReading {
        private var count: Int64 = 0
        mutating func take(_ bytes: UnsafeRawBufferPointer) { count += Int64(bytes.count { $0 == 10 }) }
        mutating func finish() -> DumpContent {
            let isWhole = count == Int64(NumberedDumping.lines) + 1
            return DumpContent(
                flaw: isWhole ? nil : "It has \(count) lines.",
                tables: [DumpedTable(schema: "public", name: "t", rows: count)])
        }
    }
}
