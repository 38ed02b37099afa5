// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardProcess

extension RestoreTarget {
    /// Restores into a database of a passing name, which gets its own name when all of the dump is in it: a half
    /// restored database never has the name that was asked for, and one that is replaced stays until then.
    func restore(_ request: RestoreRequest, from source: RestoreSource) async throws -> RestoreSummary {
        try check(name: request.database)
        guard try await !hasDatabase(request.database) || request.replaces else {
            throw IntegrationError(
                .conflict,
                "There is a database \(request.database) at \(place); choose another name for the restored one."
            )
        }
        let server = try await session.serverVersion()
        let work = RestoreWork(
            target: self, request: request, server: server, database: Self.passingName(request.database))
        try await sweep(request.database)
        let made = try await makeRoles(request.roles)
        do {
            let summary = try await work.run(source)
            try await settle(work.database, as: request.database)
            return summary
        } catch {
            // Cancelled or not: what was made goes.
            await Task { await undo(work.database, made) }.value
            throw error
        }
    }

    private static let mark = "_restoring_"

    private static func passingName(_ name: String) -> String {
        let tail = mark + String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16)
        var head = name
        while head.utf8.count + tail.utf8.count > 63 { head.removeLast() }
        return head + tail
    }

    /// Removes databases that restores of this name left when they were killed: nobody is in them.
    private func sweep(_ name: String) async throws(IntegrationError) {
        var head = name
        while head.utf8.count + Self.mark.utf8.count + 8 > 63 { head.removeLast() }
        let rows = try await ask(
            """
            select datname from pg_database d
            where left(datname, \(head.unicodeScalars.count + Self.mark.count)) = \(SQLText.literal(head + Self.mark))
                and substr(datname, \(head.unicodeScalars.count + Self.mark.count + 1)) ~ '^[0-9a-f]{8}$'
                and shobj_description(oid, 'pg_database') = 'steward: being restored'
                and not exists (select from pg_stat_activity a where a.datid = d.oid);
            """)
        for left in rows.compactMap({ $0.first ?? nil }) { try await drop(left) }
    }

    /// Makes the missing ones of these roles; gives which.
    private func makeRoles(_ names: [String]) async throws(IntegrationError) -> [String] {
        guard !names.isEmpty else { return [] }
        let list = names.map { SQLText.literal($0) }.joined(separator: ", ")
        let present = try await ask("select rolname from pg_roles where rolname in (\(list));").compactMap {
            $0.first ?? nil
        }
        let missing = Set(names).subtracting(present).sorted()
        let statements = missing.map { "create role \(SQLText.name($0)) nologin;" }.joined(separator: "\n")
        if !missing.isEmpty { try await ask("begin;\n\(statements)\ncommit;") }
        return missing
    }

    private func settle(_ passing: String, as name: String) async throws(IntegrationError) {
        let rename = "alter database \(SQLText.name(passing)) rename to \(SQLText.name(name));"
        try await ask("comment on database \(SQLText.name(passing)) is null;")
        if try await hasDatabaseNow(name) { try await drop(name) }
        try await ask(rename)
    }

    private func hasDatabaseNow(_ name: String) async throws(IntegrationError) -> Bool {
        try await !ask("select 1 from pg_database where datname = \(SQLText.literal(name));").isEmpty
    }

    private func undo(_ database: String, _ roles: [String]) async {
        try? await drop(database)
        for role in roles { _ = try? await ask("drop role if exists \(SQLText.name(role));") }
    }

    /// Makes the empty database that a dump of this encoding goes into.
    func make(_ database: String, encoding: String?) async throws(IntegrationError) {
        let name = SQLText.name(database)
        let form = encoding.map { " encoding \(SQLText.literal($0))" } ?? ""
        // A collation belongs to one encoding; C belongs to all.
        let isUsual = encoding == nil || encoding?.uppercased() == "UTF8"
        let locale = isUsual ? "" : " lc_collate 'C' lc_ctype 'C'"
        try await ask(
            """
            create database \(name) template template0\(form)\(locale);
            comment on database \(name) is 'steward: being restored';
            """)
    }
}
