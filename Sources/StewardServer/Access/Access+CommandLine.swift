// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardStore

extension Access {
    /// The code of a one-time link with which an account gets a new password: for who can run commands on this
    /// installation's data.
    /// - Throws: `AccessError` with `notFound`; `DatabaseError`.
    package func newPasswordLink(named name: String) async throws -> Secret {
        let key = AccountName.key(name)
        let account = try await database.read { connection in
            try connection.first("SELECT id, role FROM access_accounts WHERE name_key = $1", [SQLValue(key)])
        }
        guard let account, let role = Role(rawValue: try account.text("role")) else { throw AccessError.notFound }
        return try await newLink(.password, role: role, account: try account.text("id"), by: "command line").code
    }

    /// The code of a one-time link for somebody new: for who can run commands on this installation's data.
    /// - Throws: `DatabaseError`.
    package func newInvitation(role: Role) async throws -> Secret {
        try await newLink(.invitation, role: role, by: "command line").code
    }
}
