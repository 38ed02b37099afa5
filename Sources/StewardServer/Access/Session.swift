// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardStore

/// One browser that somebody signed in with.
package struct Session: Sendable, Hashable, Identifiable {
    /// What the list calls it. It is not the token: nobody gets in with it.
    package let id: String
    /// Whose it is.
    package let account: String
    package let method: Method
    package let createdAt: Date
    /// When it was last used, to the minute.
    package var seenAt: Date
    /// Where it was last used from.
    package var address: String
    /// What the browser called itself at the sign-in, at most 200 characters.
    package let userAgent: String

    /// How somebody signed in.
    package enum Method: String, Sendable, Hashable {
        case password
        case google
        /// By a set-up link or an invitation, with which a password was chosen.
        case link
    }

    /// A session that is not used ends after 14 days.
    package static let idleLimit: TimeInterval = 14 * 86_400
    /// Every session ends after 90 days.
    package static let absoluteLimit: TimeInterval = 90 * 86_400
    /// When it was last used is written at most this often.
    static let seenInterval: TimeInterval = 60

    /// When it ends if it is not used any more.
    package var endsAt: Date {
        min(seenAt.addingTimeInterval(Self.idleLimit), createdAt.addingTimeInterval(Self.absoluteLimit))
    }
}

extension Session {
    init(_ row: SQLRow) throws {
        self.init(
            id: try row.text("session"), account: try row.text("account"),
            method: Method(rawValue: try row.text("method")) ?? .password, createdAt: try row.date("begun_at"),
            seenAt: try row.date("seen_at"), address: try row.text("address"), userAgent: try row.text("user_agent"))
    }
}
