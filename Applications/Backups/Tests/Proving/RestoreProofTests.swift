// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import Testing

@testable import Backups

@Suite("What a proof makes of a restored database")
struct RestoreProofTests {
    private static let table = DumpedTable(schema: "public", name: "t", rows: 3)
    private static let backup = Backup.sample("shop", database: "shop")

    private static func proof(
        _ questions: [ProofRule.Question] = [], roles: [String]? = ["backup"],
        reading:
            @escaping @Sendable (@escaping @Sendable (RestoreSource) async throws -> RestoreSummary) async throws ->
            RestoreSummary = {
                try await $0(.folder("/", workers: 1))
            }
    ) -> RestoreProof {
        RestoreProof(backup: backup, questions: questions, madeRoles: roles, reading: reading)
    }

    @Test("a whole dump with every row and extension is proved")
    func proved() async throws {
        let server = ScriptedServer(.sample([Self.table]))
        let report = try await Self.proof().run(on: server)
        #expect(report.isProved && report.failure == nil && report.tables == 1 && report.rows == 3)
        #expect(report.serverVersion == "15.20" && report.json["proved"]?.bool == true)
        #expect(server.now.requests.map(\.roles) == [["backup"]])
    }

    @Test("a table that lacks rows, or is not there, is named")
    func tables() async throws {
        for (tables, words) in [
            ([DumpedTable(schema: "public", name: "t", rows: 2)], "public.t has 2 rows; the dump has 3 rows of it."),
            ([], "public.t is not there; the dump has 3 rows of it."),
        ] {
            let report = try await Self.proof().run(on: ScriptedServer(.sample(tables)))
            #expect(report.failure?.step == .tables && report.failure?.sentence == words)
        }
    }

    @Test("tables that the backup before had, and that are gone or empty, are told without being a fault")
    func losses() async throws {
        var proof = Self.proof()
        proof.before = Self.backup
        #expect(try await proof.run(on: ScriptedServer(.sample([Self.table]))).warnings == [])
        let server = ScriptedServer(.sample([]))
        let gone = try await proof.run(on: server).warnings
        #expect(gone == ["A table with rows in \(Self.backup.id) is not there any more: public.t."])
        server.change { $0.survey = .sample([DumpedTable(schema: "public", name: "t", rows: 0)]) }
        #expect(try await proof.run(on: server).warnings.first?.contains("is empty: public.t.") == true)
    }

    @Test("an extension that is not there, and a role that nothing makes, are named")
    func extensionsAndRoles() async throws {
        let server = ScriptedServer(.sample([Self.table], extensions: [:]))
        let without = try await Self.proof().run(on: server)
        #expect(without.failure?.step == .extensions && without.failure?.name == "postgis")
        let roleless = try await Self.proof(roles: ["other"]).run(on: ScriptedServer(.sample([Self.table])))
        #expect(roleless.failure?.step == .roles && roleless.failure?.name == "backup")
        #expect(try await Self.proof(roles: nil).run(on: ScriptedServer(.sample([Self.table]))).isProved)
    }

    @Test("a dump that cannot be restored is told with the server's reason; a torn file with its own")
    func broken() async throws {
        let server = ScriptedServer(.sample([Self.table]))
        server.change { $0.failure = IntegrationError(.invalidRequest, "The dump ends too early.") }
        let unrestorable = try await Self.proof().run(on: server)
        #expect(unrestorable.failure?.step == .restore)
        #expect(unrestorable.failure?.sentence == "The dump ends too early.")
        let torn = try await Self.proof { _ in
            throw BackupsError(.damaged, "The file has other bytes than were written.")
        }.run(on: server)
        #expect(torn.failure?.step == .read)
    }

    @Test("what says nothing about the backup is thrown: no key, no server programs, a full disk")
    func impossible() async throws {
        let server = ScriptedServer(.sample([Self.table]))
        server.change { $0.failure = IntegrationError(.unavailable, "The disk is full.") }
        await #expect(throws: IntegrationError.self) { try await Self.proof().run(on: server) }
        await #expect(throws: BackupsError(.locked, "")) {
            try await Self.proof { _ in throw BackupsError(.locked, "There is no key.") }.run(on: server)
        }
    }

    @Test("questions have the answers they must have")
    func questions() async throws {
        let server = ScriptedServer(.sample([Self.table]))
        let newest = Int64(Self.backup.madeAt.timeIntervalSince1970) - 7100
        server.change {
            $0.answers = [
                "SELECT a": [["t"]], "SELECT b": [["12"]], "SELECT c": [[nil]], "SELECT d": [["1"], ["2"]],
                "SELECT extract(epoch FROM (SELECT max(\"at\") FROM \"t\")::timestamptz)::bigint": [["\(newest)"]],
            ]
        }
        func holds(_ question: ProofRule.Question?) async throws -> Bool? {
            guard let question else { return nil }
            let report = try await Self.proof([question]).run(on: server)
            #expect(report.checks.last?.step == .questions)
            return report.isProved
        }
        #expect(try await holds(.init(statement: "SELECT a")) == true)
        #expect(try await holds(.init(statement: "SELECT b => 12")) == true)
        #expect(try await holds(.init(statement: "SELECT b => 13")) == false)
        #expect(try await holds(.init(statement: "SELECT b => >= 12")) == true)
        #expect(try await holds(.init(statement: "SELECT b => >= 13")) == false)
        #expect(try await holds(.init(newest: "t.at=2h")) == true)
        #expect(try await holds(.init(newest: "t.at=1h")) == false)
        for wrong in ["SELECT c", "SELECT d", "SELECT e"] {
            #expect(try await holds(.init(statement: wrong)) == false)
        }
        let elsewhere = try await Self.proof([.init(statement: "other: SELECT e")].compactMap { $0 }).run(on: server)
        #expect(elsewhere.isProved)
    }
}
