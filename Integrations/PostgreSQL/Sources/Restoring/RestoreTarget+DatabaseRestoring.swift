// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension RestoreTarget: DatabaseRestoring {
    func hasDatabase(_ name: String) async throws -> Bool {
        try await !ask("select 1 from pg_database where datname = \(SQLText.literal(name));").isEmpty
    }

    func survey(of database: String, counting: Bool) async throws -> DatabaseSurvey {
        try await session.survey(of: database, counting: counting)
    }

    func removeDatabase(_ name: String) async throws -> Bool {
        try check(name: name)
        guard try await hasDatabase(name) else { return false }
        try await drop(name)
        return true
    }

    /// Removes a database with whoever is still in it.
    func drop(_ name: String) async throws(IntegrationError) {
        let canForce = try await session.serverVersion().major[0] >= 13
        try await ask("drop database if exists \(SQLText.name(name))\(canForce ? " with (force)" : "");")
    }

    func rows(of statement: String, in database: String) async throws -> [[String?]] {
        let query = try Self.single(statement)
        return try await session.rows(
            """
            begin transaction read only;
            declare steward_rows no scroll cursor for \(query);
            fetch 1000 from steward_rows;
            rollback;

            """, in: database)
    }

    /// The statement without its semicolon.
    /// - Throws: `invalidRequest` when it is none or more than one, or does not end.
    private static func single(_ statement: String) throws(IntegrationError) -> String {
        var scanner = SQLScanner()
        var events: [SQLScanner.Event] = []
        var bytes = Array(statement.utf8)
        while let last = bytes.last, last == 0x3B || last <= 0x20 { bytes.removeLast() }
        (bytes + Array("\n;".utf8)).withUnsafeBytes { all in
            var offset = 0
            while let event = scanner.next(all, from: &offset) { events.append(event) }
        }
        let statements = events.filter { if case .comment = $0 { false } else { true } }
        guard statements.count == 1, case .statement? = statements.first, scanner.isBetween, !bytes.contains(0) else {
            throw IntegrationError(
                .invalidRequest, "“\(statement.prefix(80))” is not one statement; write one that only reads.")
        }
        return String(decoding: bytes, as: UTF8.self) + "\n"
    }
}
