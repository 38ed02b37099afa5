// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardStore

/// A program's way in, as the list shows it. The token itself is shown once, when it is made.
package struct APIToken: Sendable, Hashable, Identifiable {
    /// What the list calls it.
    package let id: String
    /// In whose name it works; it can never do more than that account can at the time.
    package let account: String
    /// What its owner calls it.
    package let name: String
    /// What it was made for.
    package let scopes: Set<Scope>
    package let createdAt: Date
    /// When it ends; `nil`: when it is revoked.
    package let expiresAt: Date?
    /// When it was last used, to the minute; `nil`: never.
    package var usedAt: Date?
}

extension APIToken {
    init(_ row: SQLRow) throws {
        let scopes = try row.text("scopes").split(separator: " ").compactMap { Scope(rawValue: String($0)) }
        self.init(
            id: try row.text("token"), account: try row.text("account"), name: try row.text("token_name"),
            scopes: Set(scopes), createdAt: try row.date("made_at"), expiresAt: try row.dateOrNil("expires_at"),
            usedAt: try row.dateOrNil("used_at"))
    }
}
