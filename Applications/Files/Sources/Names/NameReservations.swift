// SPDX-License-Identifier: Apache-2.0

/// The names that are taken in each folder, so that no two things of a run get one name. A name that is taken gets
/// digits from the id: six, and more as long as it is still taken.
package struct NameReservations: Sendable {
    private var taken: [String: Set<String>] = [:]

    package init() {}

    /// Takes a name in a folder: `safe` itself, or `safe` with digits.
    package mutating func reserve(_ safe: String, id: String, in folder: String = "") -> String {
        var name = safe
        for count in [6, 12, 24, 64] where taken[folder, default: []].contains(NameKey.of(name)) {
            name = SafeName.distinguished(safe, by: NameDigits.of(id, count: count))
        }
        taken[folder, default: []].insert(NameKey.of(name))
        return name
    }

    /// Marks a name as taken, as one that a file on disk has.
    package mutating func take(_ name: String, in folder: String = "") {
        taken[folder, default: []].insert(NameKey.of(name))
    }
}
