// SPDX-License-Identifier: Apache-2.0

/// What one scope of an account lets Steward do, in plain words.
public struct ScopeMeaning: Sendable, Hashable {
    /// The scope, in the service's own words.
    public let name: String
    /// What it lets Steward do, as “see the names and sizes of all files”.
    public let meaning: String
    /// Whether it reaches further than most tasks need. A grant that holds it is worth a look.
    public let isWide: Bool
    /// What to ask for instead where that suffices; empty when there is nothing narrower.
    public let narrower: [String]

    /// Describes a scope.
    public init(_ name: String, _ meaning: String, isWide: Bool = false, narrower: [String] = []) {
        self.name = name
        self.meaning = meaning
        self.isWide = isWide
        self.narrower = narrower
    }
}
