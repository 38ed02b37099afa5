// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
import StewardIntegration
import StewardStore

/// A connection's credential in the vault. One process at a time may replace it: a turn is a row of the database that
/// ends by itself when its holder dies.
package struct VaultCredential: CredentialKeeping {
    private let connection: String
    private let database: any Database
    private let vault: SecretVault
    private let clock: any Timekeeping

    init(connection: String, database: any Database, vault: SecretVault, clock: any Timekeeping) {
        self.connection = connection
        self.database = database
        self.vault = vault
        self.clock = clock
    }

    private var vaultName: String { "connection/\(connection)/credential" }

    package func load() async throws -> Secret? { try await vault.secret(named: vaultName) }

    package func replace(_ secret: Secret?) async throws {
        if let secret {
            try await vault.put(secret, named: vaultName, by: "connection \(connection)")
        } else {
            try await vault.remove(named: vaultName)
        }
    }

    package func exclusively<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        let owner = String(UInt64.random(in: .min ... .max), radix: 36)
        var tries = 0
        while try await !take(owner) {
            tries += 1
            guard tries < Self.mostTries else {
                throw IntegrationError(
                    .unavailable, "Another process holds the credential of “\(connection)” for too long; try again.")
            }
            try await clock.sleep(for: .milliseconds(100))
        }
        do {
            let value = try await body()
            try await release(owner)
            return value
        } catch {
            try? await release(owner)
            throw error
        }
    }

    /// Longer than any refresh takes, with its time limits and retries.
    private static let turnSeconds = 120.0
    private static let mostTries = 1_500

    private func take(_ owner: String) async throws -> Bool {
        let now = clock.now
        let (name, until) = (connection, now.addingTimeInterval(Self.turnSeconds))
        return try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO connection_turns (name, owner, until) VALUES ($1, $2, $3)
                ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
                    WHERE connection_turns.until < $4
                """, [SQLValue(name), SQLValue(owner), SQLValue(until), SQLValue(now)]) == 1
        }
    }

    private func release(_ owner: String) async throws {
        let name = connection
        try await database.write {
            _ = try $0.execute(
                "DELETE FROM connection_turns WHERE name = $1 AND owner = $2", [SQLValue(name), SQLValue(owner)])
        }
    }
}
