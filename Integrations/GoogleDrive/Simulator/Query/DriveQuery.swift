// SPDX-License-Identifier: Apache-2.0

/// What a list is asked for.
///
/// Source: guide "Search query terms and operators", 2026-11.
indirect enum DriveQuery: Sendable, Hashable {
    case and(DriveQuery, DriveQuery)
    case or(DriveQuery, DriveQuery)
    case not(DriveQuery)
    case text(TextTerm, TextOperator, String)
    case time(TimeTerm, Comparison, Int64)
    case truth(TruthTerm, isEqual: Bool, Bool)
    case shortcutTarget(isEqual: Bool, String)
    case visibility(isEqual: Bool, String)
    /// `'…' in parents`.
    case parent(String)
    /// `'…' in owners`, `writers` or `readers`.
    case person(PersonTerm, String)
    case property(isAppProperty: Bool, key: String, value: String)

    enum TextTerm: String, Sendable { case name, mimeType, fullText }
    enum TextOperator: Sendable { case contains, equal, unequal }
    enum TimeTerm: String, Sendable { case modifiedTime, viewedByMeTime, createdTime, sharedWithMeTime }
    enum TruthTerm: String, Sendable { case trashed, starred, sharedWithMe }
    enum PersonTerm: String, Sendable { case owners, writers, readers }
    enum Comparison: String, Sendable {
        case less = "<", atMost = "<=", equal = "=", unequal = "!=", greater = ">", atLeast = ">="

        func holds(_ left: Int64, _ right: Int64) -> Bool {
            switch self {
            case .less: left < right
            case .atMost: left <= right
            case .equal: left == right
            case .unequal: left != right
            case .greater: left > right
            case .atLeast: left >= right
            }
        }
    }
    static let visibilities = ["anyoneCanFind", "anyoneWithLink", "domainCanFind", "domainWithLink", "limited"]

    /// The folders of which every match is in one; `nil` when the query does not say.
    var parents: Set<String>? {
        switch self {
        case .parent(let id): [id]
        case .and(let left, let right):
            switch (left.parents, right.parents) {
            case (let left?, let right?): left.intersection(right)
            case (let one, let other): one ?? other
            }
        case .or(let left, let right):
            if let left = left.parents, let right = right.parents { left.union(right) } else { nil }
        default: nil
        }
    }

    /// How often it says `in parents`.
    var parentTerms: Int {
        switch self {
        case .parent: 1
        case .and(let left, let right), .or(let left, let right): left.parentTerms + right.parentTerms
        case .not(let query): query.parentTerms
        default: 0
        }
    }

    /// Whether it searches in content.
    var hasFullText: Bool {
        switch self {
        case .text(.fullText, _, _): true
        case .and(let left, let right), .or(let left, let right): left.hasFullText || right.hasFullText
        case .not(let query): query.hasFullText
        default: false
        }
    }
}
