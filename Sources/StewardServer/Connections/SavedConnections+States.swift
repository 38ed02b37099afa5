// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCatalog
import StewardCore
import StewardHTTP
package import StewardIntegration
import StewardStore

extension SavedConnections {
    /// What is known of how each connection does, by name. Asks no service.
    /// - Throws: `DatabaseError`.
    package func states() async throws -> [String: ConnectionState] {
        let rows = try await database.read { connection in
            try connection.query("SELECT * FROM connection_states").map {
                (try $0.text("name"), try ConnectionState($0))
            }
        }
        var states = Dictionary(rows) { first, _ in first }
        for (name, use) in uses.latest {
            var state = states[name] ?? ConnectionState()
            if state.use.map({ $0.at < use.at }) ?? true { state.use = use }
            states[name] = state
        }
        return states
    }

    /// What is known of how one connection does.
    /// - Throws: `DatabaseError`.
    package func state(of name: String) async throws -> ConnectionState {
        try await states()[name] ?? ConnectionState()
    }

    /// Keeps the answer to whether a connection works. Its secrets are taken out of the sentence.
    /// - Returns: what is kept.
    /// - Throws: `IntegrationError` with `notFound`; `DatabaseError`, `VaultError`.
    @discardableResult
    package func keep(_ health: Health, of name: String, by actor: String) async throws -> ConnectionState.Check {
        let redactor = Redactor(secrets: try await secretValues(of: try await show(name)))
        let shown: Health =
            switch health {
            case .ok: .ok
            case .degraded(let why): .degraded(redactor.redact(why))
            case .failing(let error): .failing(redactor.redact(error))
            }
        let check = ConnectionState.Check(at: clock.now, health: shown, by: actor)
        let columns = shown.columns
        try await database.write {
            _ = try $0.execute(
                """
                INSERT INTO connection_states (name, checked_at, checked_by, health, code, message)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (name) DO UPDATE SET checked_at = excluded.checked_at, checked_by = excluded.checked_by,
                    health = excluded.health, code = excluded.code, message = excluded.message
                """,
                [
                    SQLValue(name), SQLValue(check.at), SQLValue(actor), SQLValue(columns.health),
                    SQLValue(columns.code), SQLValue(columns.message),
                ])
        }
        return check
    }

    /// When each secret setting of a connection was last given. The secrets themselves stay closed.
    /// - Throws: `DatabaseError`.
    package func secretDates(of name: String) async throws -> [String: Date] {
        let prefix = Self.vaultName(name, "")
        let entries = try await vault.list().filter { $0.name.hasPrefix(prefix) }
        return Dictionary(entries.map { (String($0.name.dropFirst(prefix.count)), $0.changedAt) }) { _, new in new }
    }
}
