// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import Synchronization

@testable import Backups

/// A database server that only remembers what it is asked, and answers as a test says.
final class ScriptedServer: DatabaseRestoring, DatabaseProving {
    struct State {
        var requests: [RestoreRequest] = []
        /// What was restored, as it came.
        var restored: [String: [UInt8]] = [:]
        var databases: Set<String> = []
        /// What was in folders that were restored from.
        var folders: [[String]] = []
        var survey: DatabaseSurvey?
        var answers: [String: [[String?]]] = [:]
        var failure: IntegrationError?
        var servers = 0
        var sweeps = 0
    }
    private let state = Mutex(State())

    init(_ survey: DatabaseSurvey? = nil) { change { $0.survey = survey } }

    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
    var now: State { state.withLock { $0 } }

    func hasDatabase(_ name: String) async throws -> Bool { now.databases.contains(name) }

    func restore(_ request: RestoreRequest, from source: RestoreSource) async throws -> RestoreSummary {
        change { $0.requests.append(request) }
        var bytes: [UInt8] = []
        if case .descriptor(let descriptor) = source {
            bytes = try await Bench.all(of: descriptor)
        }
        if case .folder(let folder, _) = source {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            change { $0.folders.append(names) }
        }
        if let failure = now.failure { throw failure }
        if now.databases.contains(request.database), !request.replaces {
            throw IntegrationError(.conflict, "There is a database “\(request.database)” already.")
        }
        change {
            $0.restored[request.database] = bytes
            $0.databases.insert(request.database)
        }
        return RestoreSummary(toolVersion: "15.20", serverVersion: "15.20")
    }

    func survey(of database: String, counting: Bool) async throws -> DatabaseSurvey {
        guard let survey = now.survey else { throw IntegrationError(.notFound, "There is no database “\(database)”.") }
        return survey
    }

    func rows(of statement: String, in database: String) async throws -> [[String?]] {
        guard let rows = now.answers[statement] else {
            throw IntegrationError(.invalidRequest, "There is no such column.")
        }
        return rows
    }

    func removeDatabase(_ name: String) async throws -> Bool {
        state.withLock { $0.databases.remove(name) != nil }
    }

    func withScratchServer<Value: Sendable>(
        in folder: String, limits: ScratchLimits, _ body: @Sendable (any DatabaseRestoring) async throws -> Value
    ) async throws -> Value {
        change { $0.servers += 1 }
        defer { change { $0.servers -= 1 } }
        return try await body(self)
    }

    func sweepScratchServers(in folder: String) async -> [String] {
        change { $0.sweeps += 1 }
        return []
    }
}

extension DatabaseSurvey {
    /// A database with these tables.
    static func sample(_ tables: [DumpedTable], extensions: [String: String] = ["postgis": "3.3.2"]) -> Self {
        DatabaseSurvey(
            database: "shop", serverVersion: "15.20", bytes: 1000, encoding: "UTF8", collation: "C",
            extensions: extensions, roles: ["backup"], tables: tables, isCounted: true)
    }
}
