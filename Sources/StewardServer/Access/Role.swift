// SPDX-License-Identifier: Apache-2.0

/// What an account may do; each may do what those before it may.
package enum Role: String, Sendable, Hashable, CaseIterable, Comparable {
    case viewer
    case reviewer
    case owner

    /// What its accounts may ask for.
    package var scopes: Set<Scope> {
        switch self {
        case .viewer: [.open, .read, .drive]
        case .reviewer: [.open, .read, .drive, .review]
        case .owner: Set(Scope.allCases)
        }
    }

    /// The one that may do less comes first.
    package static func < (left: Self, right: Self) -> Bool { left.scopes.count < right.scopes.count }
}
