// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
import StewardStore

extension Access {
    /// Signs in with name and password. A name that nobody has takes as long to refuse as a wrong password.
    /// - Throws: `AccessError`: `wrongCredentials`, `throttled`, `disabled` (only when the password is right), `busy`;
    ///   `DatabaseError`.
    package func signIn(name: String, password: Secret, from caller: Caller) async throws -> SignedIn {
        let name = (try? AccountName.checked(name)).map(AccountName.key)
        let attempt = try await throttle.begin(name: name ?? "", address: caller.address)
        let known: KeptPassword?
        do {
            known = try await check(password, ofName: name)
        } catch {
            try await throttle.takeBack(attempt)
            throw error
        }
        guard let known else { throw AccessError.wrongCredentials }
        guard !known.account.isDisabled else {
            try await throttle.takeBack(attempt)
            throw AccessError.disabled
        }
        return try await change { connection in
            try throttle.succeed(attempt, in: connection)
            if let better = known.better { try Self.keep(better, of: known.account.id, connection) }
            return try open(known.account.id, .password, from: caller, in: connection)
        }
    }

    /// Ends the session of a token. One that has ended is no error.
    /// - Throws: `DatabaseError`.
    package func signOut(session token: String) async throws {
        try await change { connection in
            let row = try connection.query(
                "DELETE FROM access_sessions WHERE token_hash = $1 RETURNING id, account",
                [SQLValue(AccessCodes.hash(token))]
            ).first
            guard let row else { return }
            let account = try row.text("account")
            try records.note(
                .signedOut, by: "account:\(account)",
                ["account": .string(account), "session": .string(try row.text("id"))], in: connection)
        }
    }

    /// A password that was right.
    struct KeptPassword: Sendable {
        let account: Account
        /// What to keep in its place, when it was made at another cost than new ones are.
        let better: String?
    }

    /// The account of this name if the password is its own.
    func check(_ password: Secret, ofName key: String?) async throws -> KeptPassword? {
        let row = try await database.read { connection in
            try key.flatMap { key in
                try connection.first(
                    "SELECT \(Account.columns), a.password FROM access_accounts a WHERE a.name_key = $1",
                    [SQLValue(key)])
            }
        }
        let normal = PasswordPolicy.normalized(password)
        let text = normal == nil ? nil : try row?.textOrNil("password")
        let isRight = try await hashing.matches(normal ?? Secret("-"), text)
        guard isRight, let row, let text, let normal else { return nil }
        let account = try Account(row)
        guard PasswordHash(text)?.cost != hashing.cost else { return KeptPassword(account: account, better: nil) }
        return KeptPassword(account: account, better: try await hashing.make(normal, salt: codes.bytes(16)))
    }

    static func keep(_ hash: String, of account: String, _ connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE access_accounts SET password = $2 WHERE id = $1", [SQLValue(account), SQLValue(hash)])
    }

    /// Begins a session: always with a new token.
    /// - Throws: `AccessError` with `disabled`.
    func open(
        _ account: String, _ method: Session.Method, from caller: Caller, in connection: any SQLConnection
    ) throws -> SignedIn {
        // Read again: between the look at the password and now, somebody may have disabled it.
        let account = try Self.account(account, connection)
        guard !account.isDisabled else { throw AccessError.disabled }
        let (token, now) = (codes.token(), clock.now)
        let session = Session(
            id: codes.id(), account: account.id, method: method, createdAt: now, seenAt: now, address: caller.address,
            userAgent: caller.userAgent)
        try Self.removeEnded(now, connection)
        try connection.execute(
            """
            INSERT INTO access_sessions (id, token_hash, account, method, begun_at, seen_at, address, user_agent)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                SQLValue(session.id), SQLValue(AccessCodes.hash(token.reveal())), SQLValue(account.id),
                SQLValue(method.rawValue), SQLValue(now), SQLValue(now), SQLValue(session.address),
                SQLValue(session.userAgent),
            ])
        try records.note(
            .signedIn, by: account.actor,
            [
                "account": .string(account.id), "session": .string(session.id), "method": .string(method.rawValue),
            ], in: connection)
        return SignedIn(token: token, session: session, account: account)
    }

    /// The account of this id.
    /// - Throws: `AccessError` with `notFound`.
    static func account(_ id: String, _ connection: any SQLConnection) throws -> Account {
        let row = try connection.first(
            "SELECT \(Account.columns) FROM access_accounts a WHERE a.id = $1", [SQLValue(id)])
        guard let row else { throw AccessError.notFound }
        return try Account(row)
    }
}
