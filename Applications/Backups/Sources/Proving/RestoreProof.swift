// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Restores one backup into an empty server, and looks at what came of it.
///
/// What speaks against the backup is in the report; what prevented a proof (no server programs, a full disk, no key) is
/// thrown, because it says nothing about the backup.
struct RestoreProof: Sendable {
    /// What the restored database is called; the server has no other.
    static let database = "steward_proof"

    let backup: Backup
    let questions: [ProofRule.Question]
    /// The roles that the server's part of the backup makes; `nil` when there is no such part.
    let madeRoles: [String]?
    /// The backup of this database before; `nil` when there is none.
    var before: Backup?
    /// Hands the dump inside the backup to a body, and compares what it read with what was recorded.
    let reading:
        @Sendable (@escaping @Sendable (RestoreSource) async throws -> RestoreSummary) async throws -> RestoreSummary

    /// - Throws: `IntegrationError`, `BackupsError`, `CancellationError`: no proof was possible.
    func run(on server: any DatabaseRestoring) async throws -> ProofReport {
        var report = ProofReport(backup: backup.id)
        checkRoles(&report)
        guard try await restore(to: server, &report) else { return report }
        let survey = try await server.survey(of: Self.database, counting: true)
        checkExtensions(survey, &report)
        checkTables(survey, &report)
        warnOfLosses(survey, &report)
        for question in questions where question.concerns(backup.database) {
            report.add(try await ask(question, server))
        }
        return report
    }

    private func checkRoles(_ report: inout ProofReport) {
        guard let madeRoles else { return }
        let missing = backup.roles.filter { !madeRoles.contains($0) && !Self.isOwnRole($0) }
        guard !missing.isEmpty else { return }
        report.add(
            .init(
                .roles, missing.joined(separator: ", "), false,
                "The dump needs the \(missing.count == 1 ? "role" : "roles") \(missing.joined(separator: ", ")), which "
                    + "the backup of roles of the same run does not make."))
    }

    /// Roles that every server has.
    private static func isOwnRole(_ name: String) -> Bool { name.hasPrefix("pg_") || name == "public" }

    /// Gives whether it could be restored.
    private func restore(to server: any DatabaseRestoring, _ report: inout ProofReport) async throws -> Bool {
        let request = RestoreRequest(
            Self.database, backup.format, replaces: true, roles: backup.roles.filter { !Self.isOwnRole($0) })
        do {
            let summary = try await reading { try await server.restore(request, from: $0) }
            report.serverVersion = summary.serverVersion
            report.add(.init(.read, "file", true, "The file has the bytes that were written."))
            report.add(.init(.restore, backup.database, true, "It was restored by version \(summary.toolVersion)."))
            return true
        } catch let error as BackupsError where error.code == .damaged || error.code == .notFound {
            report.add(.init(.read, "file", false, error.description))
        } catch let error as IntegrationError where error.code == .invalidRequest {
            report.add(.init(.restore, backup.database, false, error.message))
        }
        return false
    }

    private func checkExtensions(_ survey: DatabaseSurvey, _ report: inout ProofReport) {
        let missing = backup.extensions.filter { survey.extensions[$0] == nil }
        for name in missing {
            report.add(.init(.extensions, name, false, "The extension \(name) is not in the restored database."))
        }
        guard missing.isEmpty, !backup.extensions.isEmpty else { return }
        let names = backup.extensions.map { "\($0) \(survey.extensions[$0] ?? "")" }.joined(separator: ", ")
        report.add(.init(.extensions, "all", true, "The extensions are there: \(names)."))
    }

    private func checkTables(_ survey: DatabaseSurvey, _ report: inout ProofReport) {
        report.tables = survey.tables.count
        report.rows = survey.tables.reduce(0) { $0 + $1.rows }
        guard let expected = backup.tables else {
            let sentence = "\(report.tables) tables with \(report.rows) rows; the dump's form does not tell its rows."
            return report.add(.init(.tables, "all", true, sentence))
        }
        var found: [String: Int64] = [:]
        for table in survey.tables { found["\(table.schema).\(table.name)"] = table.rows }
        var wrong = 0
        for table in expected {
            let name = "\(table.schema).\(table.name)"
            guard found[name] != table.rows else { continue }
            wrong += 1
            let now = found[name].map { "has \($0) rows" } ?? "is not there"
            if wrong <= 20 {
                report.add(.init(.tables, name, false, "\(name) \(now); the dump has \(table.rows) rows of it."))
            }
        }
        guard wrong == 0 else { return }
        report.add(
            .init(.tables, "all", true, "\(expected.count) tables have the rows that the dump has, \(report.rows)."))
    }

    /// A dump that was whole when its tables were gone already restores well: that is told, and is no fault of it.
    private func warnOfLosses(_ survey: DatabaseSurvey, _ report: inout ProofReport) {
        guard let before, let tables = before.tables else { return }
        var rows: [String: Int64] = [:]
        for table in survey.tables { rows["\(table.schema).\(table.name)"] = table.rows }
        let full = tables.filter { $0.rows > 0 }.map { "\($0.schema).\($0.name)" }
        let gone = full.filter { rows[$0] == nil }
        let empty = full.filter { rows[$0] == 0 }
        for (names, what) in [(gone, "not there any more"), (empty, "empty")] where !names.isEmpty {
            let list = names.prefix(10).joined(separator: ", ") + (names.count > 10 ? ", …" : "")
            let many =
                names.count == 1 ? "A table with rows in \(before.id) is" : "Tables with rows in \(before.id) are"
            report.warnings.append("\(many) \(what): \(list).")
        }
    }

    private func ask(
        _ question: ProofRule.Question, _ server: any DatabaseRestoring
    ) async throws -> ProofReport.Check {
        let rows: [[String?]]
        do {
            rows = try await server.rows(of: question.asked, in: Self.database)
        } catch let error as IntegrationError where error.code == .invalidRequest {
            return .init(.questions, question.name, false, "“\(question.name)” cannot be asked: \(error.message)")
        }
        guard rows.count == 1, let row = rows.first, row.count == 1, let answer = row.first else {
            let shape = "\(rows.count) rows of \(rows.first?.count ?? 0) values"
            return .init(.questions, question.name, false, "“\(question.name)” gave \(shape); one value is wanted.")
        }
        return question.check(answer, madeAt: backup.madeAt)
    }
}
