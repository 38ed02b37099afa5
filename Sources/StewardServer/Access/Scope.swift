// SPDX-License-Identifier: Apache-2.0

/// What a route needs.
package enum Scope: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Nothing: health, assets, sign-in, set-up.
    case open
    /// To look at what is kept here.
    case read
    /// To keep one's own logbook: cars, trips and places, and to report where one drives.
    case drive
    /// To decide about findings.
    case review
    /// To run work, and to change connections and schedules.
    case operate
    /// To change accounts, roles and settings.
    case administer
    /// To read the figures of operation.
    case metrics

    /// Those that an API token can be given.
    package static var ofTokens: [Scope] { allCases.filter { $0 != .open } }

    /// In the order of their declaration.
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
