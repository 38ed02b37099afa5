// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardStore
package import Tally

/// Somebody who may sign in.
package struct Account: Sendable, Hashable, Identifiable {
    /// Never changes and is never given to somebody else; 20 letters and digits.
    package let id: String
    /// What the person signs in with and is called; unique whatever the case of its letters.
    package var name: String
    package var role: Role
    /// Where the person can be written to; not verified.
    package var email: String?
    /// The language of the pages; `nil`: what the browser prefers.
    package var language: Language?
    /// The IANA name of the person's time zone; `nil`: the installation's.
    package var timeZone: String?
    /// Whether pages are light or dark; `nil`: the person never chose.
    package var theme: Theme?
    package let createdAt: Date
    /// Whether it may not sign in any more.
    package var isDisabled: Bool
    /// Whether it can sign in with a password.
    package var hasPassword = true
    /// Whether it can sign in with Google.
    package var hasGoogle = false

    /// How the ledger names it. The name is not in it: it stays out of what can never be erased.
    package var actor: String { "account:\(id)" }
}

extension Account {
    /// The columns that a row needs.
    static let columns = """
        a.id, a.name, a.role, a.email, a.language, a.time_zone, a.theme, a.created_at, a.is_disabled,
        CASE WHEN a.password IS NULL THEN 0 ELSE 1 END AS has_password,
        (SELECT count(*) FROM access_identities i WHERE i.account = a.id) AS identities
        """

    init(_ row: SQLRow) throws {
        guard let role = Role(rawValue: try row.text("role")) else {
            throw DatabaseError(.decoding, "An account has a role that this version does not know.")
        }
        self.init(
            id: try row.text("id"), name: try row.text("name"), role: role, email: try row.textOrNil("email"),
            language: try row.textOrNil("language").flatMap { Language(rawValue: $0) },
            timeZone: try row.textOrNil("time_zone"),
            theme: try row.textOrNil("theme").flatMap { Theme(rawValue: $0) }, createdAt: try row.date("created_at"),
            isDisabled: try row.bool("is_disabled"), hasPassword: try row.bool("has_password"),
            hasGoogle: try row.integer("identities") > 0)
    }
}
