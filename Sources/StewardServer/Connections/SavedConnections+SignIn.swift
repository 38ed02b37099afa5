// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore
package import StewardIntegration
import StewardOAuth
import StewardStore

/// A sign-in that came back to a page.
package struct ReturnedSignIn: Sendable {
    /// The connection that somebody signs in to.
    package let connection: String
    let scopes: [String]
    let redirect: String
    let ticket: Secret
}

extension SavedConnections {
    /// How long somebody may take at the service.
    static let signInLife: TimeInterval = 600

    /// Begins to sign somebody in to an account through their browser. An earlier one of that account that was not
    /// ended is over by this.
    ///
    /// - Parameters:
    ///   - session: the id of the session that it belongs to; no other can end it.
    ///   - redirect: the address of ours that the browser comes back to.
    /// - Returns: the address to open.
    /// - Throws: `IntegrationError`; `DatabaseError`, `VaultError`.
    package func beginSignIn(
        _ name: String, _ account: any AccountReturning, scopes: [String], redirect: String, session: String,
        by actor: String
    ) async throws -> String {
        let ticket = Secret(Self.hexadecimal(RandomBytes.system(32)))
        let address = try await account.beginSignIn(scopes, redirect: redirect, ticket: ticket)
        guard let state = Self.state(address) else {
            throw IntegrationError(.unsupported, "The service's sign-in has no state, so it cannot be told apart.")
        }
        try await vault.put(ticket, named: Self.ticketName(name), by: actor)
        let now = clock.now
        let list = String(decoding: try JSON.array(scopes.map(JSON.string)).canonicalBytes(), as: UTF8.self)
        try await database.write { connection in
            try connection.execute(
                "DELETE FROM connection_sign_ins WHERE expires_at <= $1 OR name = $2", [SQLValue(now), SQLValue(name)])
            try connection.execute(
                """
                INSERT INTO connection_sign_ins (state_hash, name, session, scopes, redirect, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    SQLValue(Self.hash(state)), SQLValue(name), SQLValue(session), SQLValue(list), SQLValue(redirect),
                    SQLValue(now.addingTimeInterval(Self.signInLife)),
                ])
        }
        return address
    }

    /// The sign-in that the browser came back from, which can be taken once. What does not belong to the session, is
    /// too old or was taken before is `nil`, and ends no other.
    /// - Throws: `DatabaseError`, `VaultError`.
    package func takeSignIn(address: String, session: String) async throws -> ReturnedSignIn? {
        guard let state = Self.state(address) else { return nil }
        let (hash, now) = (Self.hash(state), clock.now)
        let row = try await database.write { connection -> (String, [String], String)? in
            let row = try connection.first(
                "SELECT * FROM connection_sign_ins WHERE state_hash = $1 AND session = $2 AND expires_at > $3",
                [SQLValue(hash), SQLValue(session), SQLValue(now)])
            guard let row else { return nil }
            try connection.execute("DELETE FROM connection_sign_ins WHERE state_hash = $1", [SQLValue(hash)])
            let scopes = try JSON(parsing: Array(try row.text("scopes").utf8)).array ?? []
            return (try row.text("name"), scopes.compactMap(\.string), try row.text("redirect"))
        }
        guard let row, let ticket = try await vault.secret(named: Self.ticketName(row.0)) else { return nil }
        try await vault.remove(named: Self.ticketName(row.0))
        return ReturnedSignIn(connection: row.0, scopes: row.1, redirect: row.2, ticket: ticket)
    }

    private static func ticketName(_ name: String) -> String { "connection/\(name)/sign-in" }

    private static func state(_ address: String) -> String? {
        guard let mark = address.firstIndex(of: "?") else { return nil }
        return Parameters(parsing: address[address.index(after: mark)...])["state"]
    }

    private static func hash(_ state: String) -> String { hexadecimal(SHA256.hash(data: Array(state.utf8))) }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension ReturnedSignIn {
    /// Ends it at the service, and keeps what was granted.
    /// - Throws: `IntegrationError`.
    package func finish(_ account: any AccountReturning, address: String) async throws -> AccessGrant {
        try await account.finishSignIn(scopes, redirect: redirect, ticket: ticket, address: address)
    }
}
