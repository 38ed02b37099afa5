// SPDX-License-Identifier: Apache-2.0

/// What was found in a folder of older dumps.
package struct AdoptionReport: Sendable {
    /// Whether it was only looked at.
    package let isDryRun: Bool
    /// What belongs to the set from now on; in a dry run, what would.
    package internal(set) var adopted: [Backup] = []
    /// Files that belong to the set already.
    package internal(set) var known: [String] = []
    /// Files that are no whole dump, or whose name does not say of which database and when.
    package internal(set) var refused: [Refusal] = []
    /// How many other files there are.
    package internal(set) var others = 0

    package struct Refusal: Sendable, Hashable {
        package let file: String
        /// One sentence.
        package let reason: String
    }
}
