// SPDX-License-Identifier: Apache-2.0

/// The printed forms that carry votes, by the number in their code box (ส.ส. 5/16 …).
package enum FormType: String, Sendable, Hashable, CaseIterable {
    /// Advance voting inside the constituency, counted in sets.
    case advanceInside = "5/16"
    /// Advance voting outside the constituency and overseas, counted in sets.
    case advanceOutside = "5/17"
    /// A polling station on election day.
    case station = "5/18"
    /// The constituency's announcement.
    case announcement = "6/1"

    /// The code without what an address cannot hold, as `5-18`.
    var identifier: String {
        switch self {
        case .advanceInside: "5-16"
        case .advanceOutside: "5-17"
        case .station: "5-18"
        case .announcement: "6-1"
        }
    }

    /// The code as printed, `ส.ส. 5/18 (บช)` for the party-list ballot.
    package func code(_ kind: BallotKind) -> String { "ส.ส. \(rawValue)" + (kind == .partyList ? " (บช)" : "") }
}
