// SPDX-License-Identifier: Apache-2.0

/// The two ballots a Thai voter casts.
package enum BallotKind: String, Sendable, Hashable, CaseIterable, Comparable {
    /// One of 400 constituency seats; rows are candidates.
    case constituency
    /// 100 national seats; rows are the 57 parties' lists.
    case partyList = "party_list"

    package static func < (left: Self, right: Self) -> Bool { left == .constituency && right == .partyList }
}
