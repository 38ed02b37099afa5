// SPDX-License-Identifier: Apache-2.0
import Foundation
import PostgreSQL
import StewardContracts
import StewardCore
import StewardIntegration
import StewardTestKit
import Testing

@Suite("PostgreSQL keeps the contracts", .enabled(if: PostgresServer.isInstalled), .serialized)
struct PostgreSQLContractTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()

    private static let operations: [IntegrationSubject.Operation] = [
        .init("databaseNames") { _ = try await ($0 as? any DatabaseDumping)?.databaseNames() },
        .init("survey") { _ = try await ($0 as? any DatabaseDumping)?.survey(of: "shop", counting: true) },
        .init("dump") { integration in
            let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
            defer { close(nowhere) }
            _ = try await (integration as? any DatabaseDumping)?.dump(DumpRequest("shop", .plain), to: nowhere)
        },
        .init("dumpGlobals") { integration in
            let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
            defer { close(nowhere) }
            _ = try await (integration as? any DatabaseDumping)?.dumpGlobals(to: nowhere)
        },
    ]

    @Test(
        "of every integration and of its capabilities", .timeLimit(.minutes(3)),
        arguments: IntegrationContract.rules(for: PostgreSQL.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        let bench = try await Bench.shared()
        try await ScratchFolder.with { scratch in
            let subject = IntegrationSubject(
                withoutHTTP: PostgreSQL.self, folder: Self.folder, settings: bench.settings,
                wrongCredential: ["password": "wrong password"], clock: SystemClock(), scratchFolder: scratch,
                operations: Self.operations,
                databases: KnownDatabases(name: "shop", tables: Bench.tables, missing: "nowhere", forbidden: "hidden"))
            _ = try await rule.check(subject)
        }
    }
}
