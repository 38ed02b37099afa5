// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCatalog
import StewardCore
import StewardHTTP
package import StewardIntegration
import StewardOAuth
package import StewardStore

/// The connections of an installation by name: one configured account of an integration each. Secret settings are in
/// the vault, all else in a table.
package struct SavedConnections: Sendable {
    /// The tables they need.
    package static let migrations = [
        Migration(
            "connections-0001-saved",
            [
                """
                CREATE TABLE connections (
                    name TEXT NOT NULL PRIMARY KEY, integration TEXT NOT NULL, settings TEXT NOT NULL,
                    changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL)
                """,
                """
                CREATE TABLE connection_turns (
                    name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, until BIGINT NOT NULL)
                """,
            ]),
        Migration(
            "connections-0002-states",
            [
                """
                CREATE TABLE connection_states (
                    name TEXT NOT NULL PRIMARY KEY, checked_at BIGINT, checked_by TEXT, health TEXT, code TEXT,
                    message TEXT, used_at BIGINT, used_outcome TEXT)
                """,
                """
                CREATE TABLE connection_sign_ins (
                    state_hash TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, session TEXT NOT NULL,
                    scopes TEXT NOT NULL, redirect TEXT NOT NULL, expires_at BIGINT NOT NULL)
                """,
            ]),
    ]

    let database: any Database
    let vault: SecretVault
    let clock: any Timekeeping
    let uses: ConnectionUses
    private let connections: Connections

    /// The connections of an installation.
    package init(_ installation: Installation) {
        database = installation.database
        vault = installation.secrets
        clock = installation.clock
        uses = installation.uses
        connections = Connections(
            folder: installation.folder, clock: installation.clock, meter: installation.meters.calls, uses: uses)
    }

    /// Every connection, by name.
    /// - Throws: `DatabaseError`.
    package func list() async throws -> [SavedConnection] {
        try await database.read { try $0.query("SELECT * FROM connections ORDER BY name").map(SavedConnection.init) }
    }

    /// The connection of this name.
    /// - Throws: `IntegrationError` with `notFound` and the names there are; `DatabaseError`.
    package func show(_ name: String) async throws -> SavedConnection {
        let all = try await list()
        if let found = all.first(where: { $0.name == name }) { return found }
        let known = all.isEmpty ? "there is none yet" : "there are: " + all.map(\.name).joined(separator: ", ")
        throw IntegrationError(
            .notFound, "There is no connection “\(name)”; \(known). Make one with “steward connect INTEGRATION”.")
    }

    /// Checks the settings and keeps them under the name. Settings that are not given keep the value they had.
    ///
    /// - Parameters:
    ///   - forgotten: settings, secret ones too, that have no value any more.
    ///   - isNew: whether the name must be free.
    /// - Throws: `IntegrationError`: `invalidRequest` for a wrong name or setting, `conflict` when the name belongs to
    ///   another integration or is taken; `DatabaseError`, `VaultError`.
    @discardableResult
    package func save(
        _ name: String, integration id: String, settings: [String: String], forgetting forgotten: Set<String> = [],
        isNew: Bool = false, by actor: String
    ) async throws -> SavedConnection {
        guard Self.isName(name) else {
            throw IntegrationError(
                .invalidRequest,
                "“\(name)” cannot be a connection's name: take 1 to 40 lower-case letters, digits and “-”; “new” and "
                    + "“signed-in” are taken.")
        }
        let manifest = try Connections.entry(id).manifest
        let known = try await list().first { $0.name == name }
        if isNew, known != nil {
            throw IntegrationError(.conflict, "There is a connection “\(name)” already; choose another name.")
        }
        if let known, known.integration != manifest.id {
            throw IntegrationError(
                .conflict, "The connection “\(name)” is one of \(known.integration); choose another name with --name.")
        }
        var all = try await known.asyncMap(settingsWithSecrets) ?? [:]
        for key in forgotten { all[key] = nil }
        all.merge(settings) { _, new in new }
        _ = try connections.connect(manifest.id, settings: all)
        let secret = Set(manifest.settings.filter(\.secret).map(\.key))
        for (key, value) in settings where secret.contains(key) {
            try await vault.put(Secret(value), named: Self.vaultName(name, key), by: actor)
        }
        for key in forgotten.intersection(secret) where settings[key] == nil {
            try await vault.remove(named: Self.vaultName(name, key))
        }
        let saved = SavedConnection(
            name: name, integration: manifest.id, settings: all.filter { !secret.contains($0.key) },
            changedAt: clock.now, changedBy: actor)
        try await database.write { try saved.insert($0) }
        return saved
    }

    /// Forgets a connection, its secrets and its credential. The grant at the service stays: revoke it before.
    /// - Returns: whether there was one.
    /// - Throws: `IntegrationError` with `conflict` when other connections work in its name; `DatabaseError`.
    @discardableResult
    package func remove(_ name: String) async throws -> Bool {
        let users = try await list().filter { $0.settings["account"] == name }.map(\.name)
        guard users.isEmpty else {
            throw IntegrationError(
                .conflict,
                "Connections work in the name of “\(name)”: \(users.joined(separator: ", ")). Remove them first.")
        }
        for entry in try await vault.list() where entry.name.hasPrefix("connection/\(name)/") {
            try await vault.remove(named: entry.name)
        }
        uses.forget(name)
        return try await database.write {
            for table in ["connection_states", "connection_sign_ins"] {
                try $0.execute("DELETE FROM \(table) WHERE name = $1", [SQLValue(name)])
            }
            return try $0.execute("DELETE FROM connections WHERE name = $1", [SQLValue(name)]) > 0
        }
    }

    /// The connection, ready to be asked; nothing is sent yet. With a setting `account`, it works in that account's
    /// name.
    /// - Throws: `IntegrationError`, `DatabaseError`, `VaultError`.
    package func open(_ name: String) async throws -> any Integration {
        let saved = try await show(name)
        let settings = try await settingsWithSecrets(saved)
        var access: (any AccessTokenProviding)?
        if case .oauth = try Connections.entry(saved.integration).manifest.credential,
            let account = settings["account"],
            account != name
        {
            guard let provider = try await open(account) as? any AccountConnecting else {
                throw IntegrationError(
                    .invalidRequest, "The connection “\(name)” names “\(account)” as its account, which is none.")
            }
            // A connection works unattended: it gets tokens, and no way to sign anybody in.
            access = UnattendedAccess(provider)
        }
        return try connections.connect(
            saved.integration, settings: settings, access: access, credential: credential(of: name), name: name)
    }

    /// Where the connection of this name keeps its credential.
    package func credential(of name: String) -> VaultCredential {
        VaultCredential(connection: name, database: database, vault: vault, clock: clock)
    }

    /// The secret settings of a connection, for redaction.
    func secretValues(of saved: SavedConnection) async throws -> [Secret] {
        let secret = Set(try Connections.entry(saved.integration).manifest.settings.filter(\.secret).map(\.key))
        return try await settingsWithSecrets(saved).filter { secret.contains($0.key) }.map { Secret($0.value) }
    }

    private func settingsWithSecrets(_ saved: SavedConnection) async throws -> [String: String] {
        var settings = saved.settings
        for field in try Connections.entry(saved.integration).manifest.settings where field.secret {
            let secret = try await vault.secret(named: Self.vaultName(saved.name, field.key))
            if let secret { settings[field.key] = secret.reveal() }
        }
        return settings
    }

    static func vaultName(_ name: String, _ key: String) -> String { "connection/\(name)/setting/\(key)" }

    /// Words that stand in addresses of pages where a name may stand too.
    private static let taken: Set<String> = ["new", "signed-in"]

    /// Whether a connection can have this name.
    package static func isName(_ text: String) -> Bool {
        !taken.contains(text) && (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}

extension Optional {
    /// `map` with a transform that waits.
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
