// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardHTTP
package import StewardLedger
package import StewardOAuth
import StewardStore

/// The one door: accounts, sign-in, sessions, API tokens, invitations. Make one for each installation that is open.
///
/// Tokens, codes and passwords are kept only as hashes. Every change by a person is an entry in the ledger's book
/// `access`, which names accounts by their ids and holds neither names nor network addresses.
package struct Access: Sendable {
    /// The book in the ledger.
    package static let book: BookID = "access"

    let database: any Database
    let clock: any Timekeeping
    let codes: AccessCodes
    let hashing: PasswordHashing
    let throttle: Throttle
    let records: AccessRecords
    let vault: SecretVault
    let transport: (any HTTPTransport)?
    let doors = GoogleDoors()
    /// Sessions and API tokens that were asked with lately, by the hashes of what browsers and programs send. What this
    /// process ends, ends at once; what another one ends, within a second.
    let recentSessions: Recent<String, Visitor>
    let recentTokens: Recent<String, (token: APIToken, visitor: Visitor)>

    /// Opens the door of an installation.
    ///
    /// - Parameters:
    ///   - cost: what hashing a password costs; tests hand in a small one.
    ///   - random: where tokens and codes come from.
    ///   - transport: reaches Google; `nil`: the network, and no host but those in the settings.
    package init(
        installation: Installation, cost: PasswordHash.Cost = .standard, random: RandomBytes = .system,
        transport: (any HTTPTransport)? = nil
    ) {
        database = installation.database
        clock = installation.clock
        vault = installation.secrets
        codes = AccessCodes(random: random)
        hashing = PasswordHashing(cost: cost)
        throttle = Throttle(database: installation.database, clock: installation.clock)
        records = AccessRecords(
            database: installation.database, ledger: installation.ledger, clock: installation.clock, codes: codes)
        self.transport = transport
        recentSessions = Recent(installation.database, clock: installation.clock)
        recentTokens = Recent(installation.database, clock: installation.clock)
    }

    /// Whether there is an owner who can sign in.
    /// - Throws: `DatabaseError`.
    package func isSetUp() async throws -> Bool {
        try await database.read { try Self.owners($0, besides: "") > 0 }
    }

    /// Owners who can sign in, one left out.
    static func owners(_ connection: any SQLConnection, besides id: String) throws -> Int64 {
        let row = try connection.first(
            "SELECT count(*) AS owners FROM access_accounts WHERE role = 'owner' AND is_disabled = 0 AND id <> $1",
            [SQLValue(id)])
        return try row?.integer("owners") ?? 0
    }

    /// Writes in one transaction, with what the ledger is to hold of it, and then brings that to the ledger.
    func change<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let value = try await database.write(body)
        await records.flush()
        return value
    }
}
