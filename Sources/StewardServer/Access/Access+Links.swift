// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
import StewardStore

extension Access {
    /// A new set-up link's code: whoever has it makes an owner's account, once, within a day. Earlier ones stop
    /// working. For the first start, and for who has access to the machine when no owner gets in any more.
    /// - Throws: `DatabaseError`.
    package func newSetUpLink() async throws -> Secret {
        try await newLink(.setUp, role: .owner, by: "command line").code
    }

    /// A one-time link for somebody new, good for a week.
    /// - Throws: `AccessError` with `forbidden`; `DatabaseError`.
    package func invite(role: Role, by visitor: Visitor) async throws -> (code: Secret, link: AccessLink) {
        try visitor.mayAdminister()
        return try await newLink(.invitation, role: role, by: visitor.actor)
    }

    /// A one-time link with which somebody who forgot the password chooses another, good for a day. Earlier ones for
    /// the account stop working; the old password goes on until then.
    /// - Throws: `AccessError`: `forbidden`, `notFound`; `DatabaseError`.
    package func newPasswordLink(
        for account: String, by visitor: Visitor
    ) async throws -> (code: Secret, link: AccessLink) {
        try visitor.mayAdminister()
        let known = try await database.read { try Self.account(account, $0) }
        return try await newLink(.password, role: known.role, account: account, by: visitor.actor)
    }

    /// The links that can still be used, the newest first. Set-up links are not among them.
    /// - Throws: `DatabaseError`.
    package func links() async throws -> [AccessLink] {
        let now = clock.now
        return try await database.read { connection in
            try connection.query(
                """
                SELECT * FROM access_links WHERE expires_at > $1 AND kind <> 'set-up' ORDER BY created_at DESC, id
                """, [SQLValue(now)]
            ).map(AccessLink.init)
        }
    }

    /// What the link of this code is for; `nil` when it cannot be used. Looking does not use it up.
    /// - Throws: `DatabaseError`.
    package func link(code: String) async throws -> AccessLink? {
        let now = clock.now
        return try await database.read { try Self.link(code, now, $0) }
    }

    /// Makes a link useless that was not used yet.
    /// - Throws: `AccessError`: `forbidden`, `notFound`; `DatabaseError`.
    package func withdrawLink(_ id: String, by visitor: Visitor) async throws {
        try visitor.mayAdminister()
        try await change { connection in
            let count = try connection.execute("DELETE FROM access_links WHERE id = $1", [SQLValue(id)])
            guard count > 0 else { throw AccessError.notFound }
            try records.note(.linkWithdrawn, by: visitor.actor, ["link": .string(id)], in: connection)
        }
    }

    /// Makes an owner's account with the code of a set-up link, and signs in.
    /// - Throws: `AccessError`: `linkInvalid`, `nameRefused`, `nameTaken`, `passwordRefused`, `busy`; `DatabaseError`.
    package func setUp(
        code: String, name: String, password: Secret, from caller: Caller
    ) async throws -> SignedIn {
        guard try await link(code: code)?.kind == .setUp else { throw AccessError.linkInvalid }
        return try await accept(code: code, name: name, password: password, from: caller)
    }

    /// Uses a link of any kind: makes the account, or gives it its new password, and signs in.
    ///
    /// A new password ends every session that the account had.
    /// - Parameter name: what the new account is called; not looked at when the link is for a new password.
    /// - Throws: `AccessError`: `linkInvalid`, `nameRefused`, `nameTaken`, `passwordRefused`, `disabled`, `busy`;
    ///   `DatabaseError`.
    package func accept(
        code: String, name: String, password: Secret, from caller: Caller
    ) async throws -> SignedIn {
        guard let link = try await link(code: code) else { throw AccessError.linkInvalid }
        var name = name
        if let account = link.account {
            name = try await database.read { try Self.account(account, $0).name }
        } else {
            name = try AccountName.checked(name)
        }
        let normal = try PasswordPolicy.checked(password, name: name)
        let taken = link.account == nil ? name : nil
        if let taken, try await database.read({ try AccountName.isTaken(taken, in: $0) }) {
            throw AccessError.nameTaken
        }
        let hash = try await hashing.make(normal, salt: codes.bytes(16))
        let chosen = Chosen(name: name, hash: hash)
        do {
            return try await change { try use(code, chosen, from: caller, in: $0) }
        } catch let error as DatabaseError where error.code == .constraint {
            throw AccessError.nameTaken
        }
    }

    /// What somebody chose who uses a link.
    private struct Chosen: Sendable {
        let name: String
        let hash: String
    }

    private func use(
        _ code: String, _ chosen: Chosen, from caller: Caller, in connection: any SQLConnection
    ) throws -> SignedIn {
        guard let link = try Self.link(code, clock.now, connection) else { throw AccessError.linkInvalid }
        try connection.execute("DELETE FROM access_links WHERE id = $1", [SQLValue(link.id)])
        let payload: (String) -> [String: JSON] = { account in
            ["account": .string(account), "link": .string(link.id), "role": .string(link.role.rawValue)]
        }
        if let id = link.account {
            try Self.keep(chosen.hash, of: id, connection)
            _ = try endSessions(of: id, besides: nil, by: "account:\(id)", in: connection)
            try records.note(.passwordChanged, by: "account:\(id)", payload(id), in: connection)
            return try open(id, .link, from: caller, in: connection)
        }
        guard try !AccountName.isTaken(chosen.name, in: connection) else { throw AccessError.nameTaken }
        let id = codes.id()
        try insert(id, chosen.name, link.role, hash: chosen.hash, email: nil, in: connection)
        try records.note(.accountMade, by: "account:\(id)", payload(id), in: connection)
        return try open(id, .link, from: caller, in: connection)
    }

    func insert(
        _ id: String, _ name: String, _ role: Role, hash: String?, email: String?, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO access_accounts (id, name, name_key, role, email, password, created_at, is_disabled)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
            """,
            [
                SQLValue(id), SQLValue(name), SQLValue(AccountName.key(name)), SQLValue(role.rawValue),
                SQLValue(email), SQLValue(hash), SQLValue(clock.now),
            ])
    }

    private static func link(_ code: String, _ now: Date, _ connection: any SQLConnection) throws -> AccessLink? {
        try connection.first(
            "SELECT * FROM access_links WHERE code_hash = $1 AND expires_at > $2",
            [SQLValue(AccessCodes.hash(code)), SQLValue(now)]
        ).map(AccessLink.init)
    }

    func newLink(
        _ kind: AccessLink.Kind, role: Role, account: String? = nil, by actor: String
    ) async throws -> (code: Secret, link: AccessLink) {
        let (code, now) = (codes.token(), clock.now)
        let link = AccessLink(
            id: codes.id(), kind: kind, role: role, account: account, createdAt: now,
            expiresAt: now.addingTimeInterval(kind.life))
        try await change { connection in
            try connection.execute("DELETE FROM access_links WHERE expires_at <= $1", [SQLValue(now)])
            // One set-up link, and one for each account, is good at a time; invitations are for several people.
            if kind != .invitation {
                try connection.execute(
                    "DELETE FROM access_links WHERE kind = $1 AND coalesce(account, '') = $2",
                    [SQLValue(kind.rawValue), SQLValue(account ?? "")])
            }
            try connection.execute(
                """
                INSERT INTO access_links (id, code_hash, kind, role, account, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    SQLValue(link.id), SQLValue(AccessCodes.hash(code.reveal())), SQLValue(kind.rawValue),
                    SQLValue(role.rawValue), SQLValue(account), SQLValue(now), SQLValue(link.expiresAt),
                ])
            var payload: [String: JSON] = [
                "link": .string(link.id), "for": .string(kind.rawValue), "role": .string(role.rawValue),
            ]
            if let account { payload["account"] = .string(account) }
            try records.note(.linkMade, by: actor, payload, in: connection)
        }
        return (code, link)
    }
}
