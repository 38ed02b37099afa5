// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Logbook
import StewardCore
package import StewardStore

/// The brokers that drivers have configured, how it goes with them, and which node listens to each.
package struct Brokers: Sendable {
    /// The table that they need.
    package static let migrations = [
        Migration(
            "brokers-0001-brokers",
            [
                """
                CREATE TABLE logbook_brokers (
                    account TEXT NOT NULL PRIMARY KEY, settings TEXT NOT NULL, version BIGINT NOT NULL,
                    changed_at BIGINT NOT NULL, turn_owner TEXT, turn_until BIGINT NOT NULL,
                    state TEXT NOT NULL, since BIGINT, sentence TEXT NOT NULL, heard BIGINT,
                    messages BIGINT NOT NULL, observations BIGINT NOT NULL, faults BIGINT NOT NULL, fault TEXT NOT NULL)
                """
            ])
    ]

    private let database: any Database
    private let vault: SecretVault
    private let clock: any Timekeeping

    package init(_ installation: Installation) {
        database = installation.database
        vault = installation.secrets
        clock = installation.clock
    }

    /// A broker as it is configured.
    struct Configured: Sendable, Hashable {
        let account: String
        let settings: BrokerSettings
        /// Another one after each change.
        let version: Int64
    }

    /// The name of a broker's password in the vault.
    static func vaultName(_ account: String) -> String { "logbook/broker/\(account)" }

    /// Every broker.
    /// - Throws: `DatabaseError`; `LogbookError` with `damaged`.
    func all() async throws -> [Configured] {
        try await database.read { connection in
            try connection.query("SELECT account, settings, version FROM logbook_brokers ORDER BY account").map {
                Configured(
                    account: try $0.text("account"),
                    settings: try BrokerSettings(json: JSON(parsing: Array(try $0.text("settings").utf8))),
                    version: try $0.integer("version"))
            }
        }
    }

    /// An account's broker and how it goes with it; `nil` when it has none.
    func broker(of account: String) async throws -> (settings: BrokerSettings, health: BrokerHealth)? {
        try await database.read { connection in
            guard
                let row = try connection.first(
                    "SELECT * FROM logbook_brokers WHERE account = $1", [SQLValue(account)])
            else { return nil }
            return (
                try BrokerSettings(json: JSON(parsing: Array(try row.text("settings").utf8))), try BrokerHealth(row)
            )
        }
    }

    func password(of account: String) async throws -> Secret? {
        try await vault.secret(named: Self.vaultName(account))
    }

    /// Configures an account's broker.
    /// - Parameter password: `nil` for a broker that asks for none.
    /// - Throws: `LogbookError` with `invalid`; `VaultError`; `DatabaseError`.
    func set(_ settings: BrokerSettings, password: Secret?, of account: String, by actor: String) async throws {
        try settings.validate(password: password)
        if let password {
            try await vault.put(password, named: Self.vaultName(account), by: actor)
        } else {
            try await vault.remove(named: Self.vaultName(account))
        }
        let text = String(decoding: try settings.json.canonicalBytes(), as: UTF8.self)
        let now = clock.now.microseconds
        try await database.write { connection in
            _ = try connection.execute(
                """
                INSERT INTO logbook_brokers (account, settings, version, changed_at, turn_until, state, sentence,
                    messages, observations, faults, fault) VALUES ($1, $2, $3, $3, 0, $4, '', 0, 0, 0, '')
                ON CONFLICT (account) DO UPDATE SET settings = excluded.settings, changed_at = excluded.changed_at,
                    version = CASE WHEN logbook_brokers.version < excluded.version THEN excluded.version
                        ELSE logbook_brokers.version + 1 END,
                    state = excluded.state, since = NULL, sentence = '', heard = NULL, messages = 0,
                    observations = 0, faults = 0, fault = ''
                """,
                [SQLValue(account), SQLValue(text), .integer(now), SQLValue(BrokerHealth.State.waiting.rawValue)])
        }
    }

    /// Forgets an account's broker and its password. It is no error when there is none.
    func remove(of account: String) async throws {
        try await database.write { connection in
            _ = try connection.execute("DELETE FROM logbook_brokers WHERE account = $1", [SQLValue(account)])
        }
        try await vault.remove(named: Self.vaultName(account))
    }

    // MARK: One node listens

    /// For how long a node has its turn unless it takes it again.
    static let turn: Duration = .seconds(45)

    /// Takes the turn to listen to an account's broker, or keeps it: two nodes would record everything twice.
    /// - Returns: whether this owner has it.
    func takeTurn(_ broker: Configured, owner: String) async throws -> Bool {
        let now = clock.now.microseconds
        return try await database.write { connection in
            try connection.execute(
                """
                UPDATE logbook_brokers SET turn_owner = $3, turn_until = $4
                WHERE account = $1 AND version = $2 AND (turn_owner = $3 OR turn_until < $5)
                """,
                [
                    SQLValue(broker.account), .integer(broker.version), SQLValue(owner),
                    .integer(now + Self.turn.microseconds), .integer(now),
                ]) == 1
        }
    }

    /// Lets another node listen at once.
    func giveTurn(_ broker: Configured, owner: String) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                "UPDATE logbook_brokers SET turn_until = 0 WHERE account = $1 AND turn_owner = $2",
                [SQLValue(broker.account), SQLValue(owner)])
        }
    }

    /// Writes down how it goes; nothing when the settings were changed meanwhile.
    func write(_ health: BrokerHealth, of broker: Configured) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                """
                UPDATE logbook_brokers SET state = $3, since = $4, sentence = $5, heard = $6, messages = $7,
                    observations = $8, faults = $9, fault = $10
                WHERE account = $1 AND version = $2
                """,
                [
                    SQLValue(broker.account), .integer(broker.version), SQLValue(health.state.rawValue),
                    health.since.map(SQLValue.integer) ?? .null, SQLValue(health.sentence),
                    health.heard.map(SQLValue.integer) ?? .null, .integer(health.messages),
                    .integer(health.observations), .integer(health.faults), SQLValue(health.fault),
                ])
        }
    }
}

extension BrokerHealth {
    init(_ row: SQLRow) throws {
        self.init(
            state: State(rawValue: try row.text("state")) ?? .waiting, since: try row.integerOrNil("since"),
            sentence: try row.text("sentence"), heard: try row.integerOrNil("heard"),
            messages: try row.integer("messages"), observations: try row.integer("observations"),
            faults: try row.integer("faults"), fault: try row.text("fault"))
    }
}

extension Duration {
    /// Whole microseconds.
    fileprivate var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
