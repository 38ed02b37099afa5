// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
import StewardStore

extension Access {
    private static let tokenColumns = """
        t.id AS token, t.account, t.name AS token_name, t.scopes, t.made_at, t.expires_at, t.used_at
        """

    /// Who an API token works for, with what it may ask for now; `nil` when it is none, was revoked, has ended, or its
    /// account is disabled.
    /// - Throws: `DatabaseError`.
    package func visitor(apiToken text: String) async throws -> Visitor? {
        guard TokenText.isOne(text) else { return nil }
        let hash = AccessCodes.hash(text)
        guard let found = try await recentTokens.value(hash, read: { try await behind(token: hash) }) else {
            return nil
        }
        let (token, now) = (found.token, clock.now)
        guard !found.visitor.account.isDisabled, token.expiresAt.map({ now < $0 }) ?? true else { return nil }
        if token.usedAt.map({ now.timeIntervalSince($0) >= Session.seenInterval }) ?? true {
            try? await database.write { connection in
                _ = try connection.execute(
                    "UPDATE access_tokens SET used_at = $2 WHERE id = $1", [SQLValue(token.id), SQLValue(now)])
            }
        }
        return found.visitor
    }

    private func behind(token hash: String) async throws -> (token: APIToken, visitor: Visitor)? {
        let row = try await database.read { connection in
            try connection.first(
                """
                SELECT \(Self.tokenColumns), \(Account.columns)
                FROM access_tokens t JOIN access_accounts a ON a.id = t.account WHERE t.token_hash = $1
                """, [SQLValue(hash)])
        }
        guard let row else { return nil }
        let (token, account) = (try APIToken(row), try Account(row))
        let scopes = token.scopes.intersection(account.role.scopes).union([.open])
        return (token, Visitor(account: account, scopes: scopes, session: nil, formToken: ""))
    }

    /// Makes an API token for the visitor's own account. Only a person who is signed in can: a token makes no tokens.
    ///
    /// - Parameters:
    ///   - name: 1 to 64 characters, for the list.
    ///   - scopes: what it may ask for, at most what the visitor may.
    ///   - expiresAt: when it ends; `nil`: when it is revoked.
    /// - Returns: the token, which is shown this once, and how the list shows it.
    /// - Throws: `AccessError`: `tokenRefused`, `forbidden`; `DatabaseError`.
    package func makeToken(
        name: String, scopes: Set<Scope>, expiresAt: Date?, by visitor: Visitor
    ) async throws -> (secret: Secret, token: APIToken) {
        guard visitor.session != nil else { throw AccessError.forbidden }
        return try await keepToken(
            name: name, scopes: scopes, among: visitor.scopes, expiresAt: expiresAt, account: visitor.account.id,
            by: visitor.actor)
    }

    /// Makes an API token for an account and keeps it.
    /// - Parameter allowed: the scopes that it may have.
    func keepToken(
        name: String, scopes: Set<Scope>, among allowed: Set<Scope>, expiresAt: Date?, account: String, by actor: String
    ) async throws -> (secret: Secret, token: APIToken) {
        guard let name = try? AccountName.checked(name), !scopes.isEmpty, !scopes.contains(.open),
            scopes.isSubset(of: allowed), expiresAt.map({ $0 > clock.now }) ?? true
        else { throw AccessError.tokenRefused }
        let secret = TokenText.make(codes)
        let token = APIToken(
            id: codes.id(), account: account, name: name, scopes: scopes, createdAt: clock.now,
            expiresAt: expiresAt, usedAt: nil)
        try await change { connection in
            let words = scopes.sorted().map(\.rawValue)
            try connection.execute(
                """
                INSERT INTO access_tokens (id, token_hash, account, name, scopes, made_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    SQLValue(token.id), SQLValue(AccessCodes.hash(secret.reveal())), SQLValue(token.account),
                    SQLValue(name), SQLValue(words.joined(separator: " ")), SQLValue(token.createdAt),
                    SQLValue(expiresAt),
                ])
            try records.note(
                .tokenMade, by: actor,
                [
                    "account": .string(token.account), "token": .string(token.id),
                    "scopes": .array(words.map { .string($0) }), "expires": .bool(expiresAt != nil),
                ], in: connection)
        }
        return (secret, token)
    }

    /// The API tokens of an account, the newest first, those that have ended included.
    /// - Throws: `DatabaseError`.
    package func tokens(of account: String) async throws -> [APIToken] {
        try await database.read { connection in
            try connection.query(
                "SELECT \(Self.tokenColumns) FROM access_tokens t WHERE t.account = $1 ORDER BY t.made_at DESC, t.id",
                [SQLValue(account)]
            ).map(APIToken.init)
        }
    }

    /// Revokes one of the visitor's own API tokens; an owner may revoke anybody's. It stops working at once.
    /// - Throws: `AccessError`: `notFound`, `forbidden`; `DatabaseError`.
    package func revokeToken(_ id: String, by visitor: Visitor) async throws {
        try await change { connection in
            let row = try connection.first("SELECT account FROM access_tokens WHERE id = $1", [SQLValue(id)])
            guard let account = try row?.text("account") else { throw AccessError.notFound }
            try visitor.mayChange(account)
            try connection.execute("DELETE FROM access_tokens WHERE id = $1", [SQLValue(id)])
            try records.note(
                .tokenRevoked, by: visitor.actor, ["account": .string(account), "token": .string(id)],
                in: connection)
        }
    }
}
