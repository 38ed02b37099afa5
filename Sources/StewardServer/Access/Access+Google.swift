// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
import StewardOAuth
import StewardStore

/// An address that may sign in with Google, and the role of the account that it gets.
package struct AllowedAddress: Sendable, Hashable {
    package let email: String
    package let role: Role
    package let addedAt: Date
}

/// A sign-in with Google that began.
package struct GoogleStart: Sendable {
    /// Where to send the browser.
    package let address: String
    /// Belongs into a cookie of that browser (HttpOnly, SameSite=Lax, ten minutes) and comes back at the end.
    package let ticket: Secret
}

/// How a sign-in with Google ended.
package enum GoogleOutcome: Sendable {
    case signedIn(SignedIn)
    /// The visitor's account can be used with Google from now on.
    case linked(Account)
}

extension Access {
    private static let googleSetting = "access/google"
    private static let googleLife: TimeInterval = 600

    /// How people sign in with Google; `nil` when they cannot.
    /// - Throws: `VaultError`, `DatabaseError`.
    package func googleSettings() async throws -> GoogleSettings? {
        try await vault.secret(named: Self.googleSetting).map { try GoogleSettings(kept: $0) }
    }

    /// Sets sign-in with Google up, or ends it with `nil`. Nobody gets in by it who is not on the list of addresses.
    /// - Throws: `AccessError` with `forbidden`; `VaultError`, `DatabaseError`.
    package func setGoogle(_ settings: GoogleSettings?, by visitor: Visitor) async throws {
        try visitor.mayAdminister()
        if let settings {
            try await vault.put(try settings.kept, named: Self.googleSetting, by: visitor.actor)
        } else {
            try await vault.remove(named: Self.googleSetting)
        }
        try await change {
            try records.note(.googleChanged, by: visitor.actor, ["on": .bool(settings != nil)], in: $0)
        }
    }

    /// The addresses that may sign in with Google, in their order.
    /// - Throws: `DatabaseError`.
    package func allowedAddresses() async throws -> [AllowedAddress] {
        try await database.read { connection in
            try connection.query("SELECT * FROM access_allowed ORDER BY email").map { row in
                AllowedAddress(
                    email: try row.text("email"), role: Role(rawValue: try row.text("role")) ?? .viewer,
                    addedAt: try row.date("added_at"))
            }
        }
    }

    /// Puts an address on the list. Its account is made at the first sign-in; `role` does not change one that exists.
    /// - Throws: `AccessError`: `forbidden`, `invalid`; `DatabaseError`.
    package func allow(_ email: String, role: Role, by visitor: Visitor) async throws {
        try visitor.mayAdminister()
        let (email, now) = (try EmailAddress.checked(email), clock.now)
        try await change { connection in
            try connection.execute(
                """
                INSERT INTO access_allowed (email, role, added_at, added_by) VALUES ($1, $2, $3, $4)
                ON CONFLICT (email) DO UPDATE SET role = excluded.role
                """, [SQLValue(email), SQLValue(role.rawValue), SQLValue(now), SQLValue(visitor.actor)])
            try records.note(
                .addressAllowed, by: visitor.actor, ["role": .string(role.rawValue)], in: connection)
        }
    }

    /// Takes an address off the list. Sessions go on: to end them, disable the account.
    /// - Throws: `AccessError`: `forbidden`, `notFound`; `DatabaseError`.
    package func disallow(_ email: String, by visitor: Visitor) async throws {
        try visitor.mayAdminister()
        try await change { connection in
            let count = try connection.execute(
                "DELETE FROM access_allowed WHERE email = $1", [SQLValue(EmailAddress.key(email))])
            guard count > 0 else { throw AccessError.notFound }
            try records.note(.addressRemoved, by: visitor.actor, [:], in: connection)
        }
    }

    /// Begins a sign-in with Google, or with `visitor` the linking of that account to a Google account.
    /// - Parameter redirect: the address of ours that Google sends the browser back to; Google has to know it.
    /// - Throws: `AccessError` with `googleMissing`; `DatabaseError`, `VaultError`.
    package func beginGoogle(redirect: String, linking visitor: Visitor? = nil) async throws -> GoogleStart {
        let door = try await door()
        let (ticket, now) = (codes.token(), clock.now)
        let account = visitor?.account.id
        try await database.write { connection in
            try connection.execute("DELETE FROM access_flows WHERE expires_at <= $1", [SQLValue(now)])
            try connection.execute(
                "INSERT INTO access_flows (ticket_hash, redirect, account, expires_at) VALUES ($1, $2, $3, $4)",
                [
                    SQLValue(AccessCodes.hash(ticket.reveal())), SQLValue(redirect), SQLValue(account),
                    SQLValue(now.addingTimeInterval(Self.googleLife)),
                ])
        }
        return GoogleStart(address: door.address(ticket, redirect: redirect), ticket: ticket)
    }

    /// Ends a sign-in with Google; it can be ended once.
    ///
    /// - Parameters:
    ///   - address: what the browser came back with, whole or from its `?` on.
    ///   - ticket: from the browser's cookie.
    ///   - visitor: who is signed in already, when a Google account is to be linked.
    /// - Throws: `AccessError`: `googleMissing`, `googleStale`, `googleNotAllowed`, `googleTaken`, `disabled`;
    ///   `IntegrationError` from Google; `DatabaseError`, `VaultError`.
    package func finishGoogle(
        address: String, ticket: String, visitor: Visitor? = nil, from caller: Caller
    ) async throws -> GoogleOutcome {
        let door = try await door()
        let flow = try await takeFlow(ticket, address, door)
        guard flow.account == nil || flow.account == visitor?.account.id else { throw AccessError.googleStale }
        let identity = try await door.identity(Secret(ticket), address, redirect: flow.redirect)
        guard let email = identity.verifiedEmail.map(EmailAddress.key) else { throw AccessError.googleNotAllowed }
        return try await change { connection in
            let row = try connection.first("SELECT role FROM access_allowed WHERE email = $1", [SQLValue(email)])
            guard let role = try row.flatMap({ Role(rawValue: try $0.text("role")) }) else {
                throw AccessError.googleNotAllowed
            }
            if let account = flow.account { return .linked(try link(account, identity, in: connection)) }
            let account = try holder(of: identity, in: connection) ?? newAccount(identity, email, role, in: connection)
            return .signedIn(try open(account, .google, from: caller, in: connection))
        }
    }

    /// The visitor's account cannot be used with Google any more. It needs a password by then.
    /// - Throws: `AccessError`: `forbidden`, `notFound`, `invalid`; `DatabaseError`.
    package func unlinkGoogle(by visitor: Visitor) async throws {
        guard visitor.session != nil else { throw AccessError.forbidden }
        let id = visitor.account.id
        try await change { connection in
            guard try Self.account(id, connection).hasPassword else {
                throw AccessError.invalid("Choose a password first; without it nobody could sign in to this account.")
            }
            let count = try connection.execute("DELETE FROM access_identities WHERE account = $1", [SQLValue(id)])
            guard count > 0 else { throw AccessError.notFound }
            try records.note(.identityUnlinked, by: visitor.actor, ["account": .string(id)], in: connection)
        }
    }

    private func door() async throws -> GoogleDoor {
        guard let settings = try await googleSettings() else { throw AccessError.googleMissing }
        return doors.door(settings, transport: transport, clock: clock)
    }

    private struct Flow: Sendable {
        let redirect: String
        let account: String?
    }

    /// The flow of a ticket, which is over by this. An address that is not of this flow leaves it as it was: else
    /// anybody could end a sign-in by sending its browser here.
    private func takeFlow(_ ticket: String, _ address: String, _ door: GoogleDoor) async throws -> Flow {
        let (hash, now) = (AccessCodes.hash(ticket), clock.now)
        return try await database.write { connection in
            let row = try connection.first(
                "SELECT redirect, account FROM access_flows WHERE ticket_hash = $1 AND expires_at > $2",
                [SQLValue(hash), SQLValue(now)])
            guard let row else { throw AccessError.googleStale }
            let flow = Flow(redirect: try row.text("redirect"), account: try row.textOrNil("account"))
            guard door.isOf(Secret(ticket), address, redirect: flow.redirect) else { throw AccessError.googleStale }
            try connection.execute("DELETE FROM access_flows WHERE ticket_hash = $1", [SQLValue(hash)])
            return flow
        }
    }

    private func holder(of identity: IdentityClaims, in connection: any SQLConnection) throws -> String? {
        try connection.first(
            "SELECT account FROM access_identities WHERE provider = 'google' AND subject = $1",
            [SQLValue(identity.subject)]
        )?.text("account")
    }

    private func link(
        _ account: String, _ identity: IdentityClaims, in connection: any SQLConnection
    ) throws -> Account {
        if let holder = try holder(of: identity, in: connection) {
            guard holder == account else { throw AccessError.googleTaken }
            return try Self.account(account, connection)
        }
        try connection.execute(
            "INSERT INTO access_identities (provider, subject, account, linked_at) VALUES ('google', $1, $2, $3)",
            [SQLValue(identity.subject), SQLValue(account), SQLValue(clock.now)])
        try records.note(
            .identityLinked, by: "account:\(account)", ["account": .string(account), "provider": "google"],
            in: connection)
        return try Self.account(account, connection)
    }

    /// An account that has the same address here stays apart: who proved the address to Google has not proved to be
    /// that person.
    private func newAccount(
        _ identity: IdentityClaims, _ email: String, _ role: Role, in connection: any SQLConnection
    ) throws -> String {
        let wanted = identity.name.flatMap { try? AccountName.checked($0) } ?? String(email.prefix { $0 != "@" })
        let name = try AccountName.free(try AccountName.checked(wanted), in: connection)
        let id = codes.id()
        try insert(id, name, role, hash: nil, email: email, in: connection)
        try records.note(
            .accountMade, by: "account:\(id)",
            ["account": .string(id), "provider": "google", "role": .string(role.rawValue)], in: connection)
        _ = try link(id, identity, in: connection)
        return id
    }
}
