// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// A device's way in, as lists show it. It can report and nothing else. The token itself is shown once, when it is
/// made.
package struct DeviceToken: Sendable, Hashable, Identifiable {
    /// What lists call it, and what its observations call their device.
    package let id: String
    /// For whom it reports.
    package let account: String
    /// The only vehicle that it reports about; `nil` when arrivals find theirs.
    package let vehicle: String?
    /// What its owner calls it.
    package let name: String
    /// Whether it may stand in an address, for senders that cannot set a header.
    package let isUsableInAddress: Bool
    /// Microseconds since 1970, as the two that follow.
    package let created: Int64
    /// To the minute; `nil`: never.
    package let lastUsed: Int64?
    /// `nil` while it works.
    package let revoked: Int64?
}

extension DeviceToken {
    init(_ row: SQLRow) throws {
        self.init(
            id: try row.text("id"), account: try row.text("account"), vehicle: try row.textOrNil("vehicle"),
            name: try row.text("name"), isUsableInAddress: try row.bool("in_address"),
            created: try row.integer("made_at"), lastUsed: try row.integerOrNil("used_at"),
            revoked: try row.integerOrNil("revoked_at"))
    }
}
