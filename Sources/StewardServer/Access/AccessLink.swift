// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardStore

/// A one-time link, as it may be shown: without its code.
package struct AccessLink: Sendable, Hashable, Identifiable {
    /// What the list calls it.
    package let id: String
    package let kind: Kind
    /// The role that the new account gets; for a new password, the one that the account has.
    package let role: Role
    /// Whose password it changes; `nil` for a new account.
    package let account: String?
    package let createdAt: Date
    package let expiresAt: Date

    /// What a link is for.
    package enum Kind: String, Sendable, Hashable {
        /// Makes an owner; printed for who can read the server's output.
        case setUp = "set-up"
        /// Makes an account of the role that an owner chose.
        case invitation
        /// Gives an account that exists a new password.
        case password

        /// How long it is good for, in seconds.
        var life: TimeInterval {
            switch self {
            case .setUp, .password: 86_400
            case .invitation: 7 * 86_400
            }
        }
    }
}

extension AccessLink {
    init(_ row: SQLRow) throws {
        guard let kind = Kind(rawValue: try row.text("kind")), let role = Role(rawValue: try row.text("role")) else {
            throw DatabaseError(.decoding, "A link is of a kind or role that this version does not know.")
        }
        self.init(
            id: try row.text("id"), kind: kind, role: role, account: try row.textOrNil("account"),
            createdAt: try row.date("created_at"), expiresAt: try row.date("expires_at"))
    }
}
