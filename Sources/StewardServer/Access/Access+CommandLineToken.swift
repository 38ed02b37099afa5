// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
import StewardStore

extension Access {
    /// Makes an API token for an account: for who can run commands on this installation's data.
    ///
    /// - Parameters:
    ///   - name: 1 to 64 characters, for the list.
    ///   - accountName: the account in whose name it works; `nil` for the only owner.
    ///   - scopes: what it may ask for, at most what the account may.
    ///   - expiresAt: when it ends; `nil`: when it is revoked.
    /// - Returns: the token, which is shown this once.
    /// - Throws: `AccessError`: `notFound`, `tokenRefused`, `invalid` where nobody or several are owners;
    ///   `DatabaseError`.
    package func newToken(
        name: String, for accountName: String?, scopes: Set<Scope>, expiresAt: Date?
    ) async throws -> Secret {
        let account = try await account(accountName)
        return try await keepToken(
            name: name, scopes: scopes, among: account.role.scopes, expiresAt: expiresAt, account: account.id,
            by: "command line"
        ).secret
    }

    private func account(_ name: String?) async throws -> Account {
        let all = try await people().filter { !$0.isDisabled }
        if let name {
            let key = AccountName.key(name)
            guard let found = all.first(where: { AccountName.key($0.name) == key }) else { throw AccessError.notFound }
            return found
        }
        let owners = all.filter { $0.role == .owner }
        guard let owner = owners.first else {
            throw AccessError.invalid("There is no owner yet; “steward access link” gives the link to become one.")
        }
        guard owners.count == 1 else {
            throw AccessError.invalid("There are several owners; say with --for in whose name the token works.")
        }
        return owner
    }
}
