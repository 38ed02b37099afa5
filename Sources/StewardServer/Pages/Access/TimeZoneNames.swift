// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The time zones that somebody can choose: those of places, by their IANA names.
enum TimeZoneNames {
    /// In alphabetical order; the machine's own list, without the names that stand for no place.
    static let all: [String] = TimeZone.knownTimeZoneIdentifiers.filter { name in
        let area = name.prefix { $0 != "/" }
        return areas.contains(String(area)) && name.contains("/")
    }.sorted()

    private static let areas: Set<String> = [
        "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
    ]
}
