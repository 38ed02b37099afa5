// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

extension Access {
    /// Every account, by name.
    /// - Throws: `DatabaseError`.
    package func people() async throws -> [Account] {
        try await database.read { connection in
            try connection.query("SELECT \(Account.columns) FROM access_accounts a ORDER BY a.name_key, a.id")
                .map(Account.init)
        }
    }

    /// The account of this id; `nil` when there is none.
    /// - Throws: `DatabaseError`.
    package func person(_ id: String) async throws -> Account? {
        try await database.readCommitted { connection in
            try connection.first(
                "SELECT \(Account.columns) FROM access_accounts a WHERE a.id = $1", [SQLValue(id)]
            ).map(Account.init)
        }
    }

    /// Gives an account another role. It counts from its next request on.
    /// - Throws: `AccessError`: `forbidden`, `notFound`, `lastOwner`; `DatabaseError`.
    package func changeRole(of id: String, to role: Role, by visitor: Visitor) async throws {
        try visitor.mayAdminister()
        try await change { connection in
            let account = try Self.account(id, connection)
            guard account.role != role else { return }
            if account.role == .owner { try Self.keepAnOwner(besides: account, connection) }
            try connection.execute(
                "UPDATE access_accounts SET role = $2 WHERE id = $1", [SQLValue(id), SQLValue(role.rawValue)])
            try records.note(
                .roleChanged, by: visitor.actor,
                [
                    "account": .string(id), "from": .string(account.role.rawValue), "to": .string(role.rawValue),
                ], in: connection)
        }
    }

    /// Disables an account: its sessions end and its API tokens are revoked at once. What it did stays.
    /// - Throws: `AccessError`: `forbidden`, `notFound`, `lastOwner`; `DatabaseError`.
    package func disable(_ id: String, by visitor: Visitor) async throws {
        try visitor.mayAdminister()
        try await change { connection in
            let account = try Self.account(id, connection)
            guard !account.isDisabled else { return }
            if account.role == .owner { try Self.keepAnOwner(besides: account, connection) }
            try connection.execute("UPDATE access_accounts SET is_disabled = 1 WHERE id = $1", [SQLValue(id)])
            for table in ["access_sessions", "access_tokens", "access_links"] {
                try connection.execute("DELETE FROM \(table) WHERE account = $1", [SQLValue(id)])
            }
            try records.note(.disabled, by: visitor.actor, ["account": .string(id)], in: connection)
        }
    }

    /// Lets a disabled account sign in again.
    /// - Throws: `AccessError`: `forbidden`, `notFound`; `DatabaseError`.
    package func enable(_ id: String, by visitor: Visitor) async throws {
        try visitor.mayAdminister()
        try await change { connection in
            guard try Self.account(id, connection).isDisabled else { return }
            try connection.execute("UPDATE access_accounts SET is_disabled = 0 WHERE id = $1", [SQLValue(id)])
            try records.note(.enabled, by: visitor.actor, ["account": .string(id)], in: connection)
        }
    }

    /// An owner who is disabled already leaves as many owners as before.
    private static func keepAnOwner(besides account: Account, _ connection: any SQLConnection) throws {
        guard try account.isDisabled || owners(connection, besides: account.id) > 0 else { throw AccessError.lastOwner }
    }
}
