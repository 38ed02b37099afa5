// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

extension Access {
    /// Who a session's token belongs to; `nil` when it is none, has ended, or its account is disabled.
    /// - Throws: `DatabaseError`.
    package func visitor(session token: String, from caller: Caller) async throws -> Visitor? {
        guard token.utf8.count == 43 else { return nil }
        let hash = AccessCodes.hash(token)
        guard let visitor = try await recentSessions.value(hash, read: { try await behind(session: hash, of: token) }),
            var session = visitor.session
        else { return nil }
        let now = clock.now
        guard now < session.endsAt, !visitor.account.isDisabled else { return nil }
        if now.timeIntervalSince(session.seenAt) >= Session.seenInterval {
            session.seenAt = now
            session.address = caller.address
            await see(session)
        }
        return visitor
    }

    private func behind(session hash: String, of token: String) async throws -> Visitor? {
        let row = try await database.read { connection in
            try connection.first(
                """
                SELECT s.id AS session, s.account, s.method, s.begun_at, s.seen_at, s.address, s.user_agent,
                    \(Account.columns)
                FROM access_sessions s JOIN access_accounts a ON a.id = s.account WHERE s.token_hash = $1
                """, [SQLValue(hash)])
        }
        guard let row else { return nil }
        let account = try Account(row)
        return Visitor(
            account: account, scopes: account.role.scopes, session: try Session(row), formToken: FormToken.of(token))
    }

    /// A page that only reads does not fail because this cannot be written.
    private func see(_ session: Session) async {
        try? await database.write { connection in
            _ = try connection.execute(
                "UPDATE access_sessions SET seen_at = $2, address = $3 WHERE id = $1 AND seen_at < $2",
                [SQLValue(session.id), SQLValue(session.seenAt), SQLValue(session.address)])
        }
    }

    /// Every session of an account that has not ended, the one used last first.
    /// - Throws: `DatabaseError`.
    package func sessions(of account: String) async throws -> [Session] {
        let now = clock.now
        let rows = try await database.read { connection in
            try connection.query(
                "SELECT s.*, s.id AS session FROM access_sessions s WHERE s.account = $1 ORDER BY s.seen_at DESC, s.id",
                [SQLValue(account)])
        }
        return try rows.map(Session.init).filter { now < $0.endsAt }
    }

    /// Ends one of the visitor's own sessions; an owner may end anybody's.
    /// - Throws: `AccessError`: `notFound`, `forbidden`; `DatabaseError`.
    package func endSession(_ id: String, by visitor: Visitor) async throws {
        try await change { connection in
            let row = try connection.first("SELECT account FROM access_sessions WHERE id = $1", [SQLValue(id)])
            guard let account = try row?.text("account") else { throw AccessError.notFound }
            try visitor.mayChange(account)
            try connection.execute("DELETE FROM access_sessions WHERE id = $1", [SQLValue(id)])
            try records.note(
                .sessionsEnded, by: visitor.actor, ["account": .string(account), "session": .string(id)],
                in: connection)
        }
    }

    /// Ends every session of an account; the visitor's own stays when `keepsOwn`. API tokens stay.
    /// - Returns: how many ended.
    /// - Throws: `AccessError`: `forbidden`; `DatabaseError`.
    @discardableResult
    package func endEverySession(of account: String, keepsOwn: Bool = false, by visitor: Visitor) async throws -> Int {
        try visitor.mayChange(account)
        let kept = keepsOwn ? visitor.session?.id : nil
        return try await change { try endSessions(of: account, besides: kept, by: visitor.actor, in: $0) }
    }

    func endSessions(
        of account: String, besides kept: String?, by actor: String, in connection: any SQLConnection
    ) throws -> Int {
        let count = try connection.execute(
            "DELETE FROM access_sessions WHERE account = $1 AND id <> $2", [SQLValue(account), SQLValue(kept ?? "")])
        if count > 0 {
            try records.note(
                .sessionsEnded, by: actor, ["account": .string(account), "count": .integer(Int64(count))],
                in: connection)
        }
        return count
    }

    static func removeEnded(_ now: Date, _ connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM access_sessions WHERE seen_at <= $1 OR begun_at <= $2",
            [
                SQLValue(now.addingTimeInterval(-Session.idleLimit)),
                SQLValue(now.addingTimeInterval(-Session.absoluteLimit)),
            ])
    }
}

extension Visitor {
    /// Whether the account is the visitor's own, and the visitor a person; or the visitor administers.
    /// - Throws: `AccessError` with `forbidden`.
    func mayChange(_ account: String) throws(AccessError) {
        guard (account == self.account.id && session != nil) || may(.administer) else { throw .forbidden }
    }

    /// - Throws: `AccessError` with `forbidden`.
    func mayAdminister() throws(AccessError) {
        guard may(.administer) else { throw .forbidden }
    }
}
