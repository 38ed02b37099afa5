// SPDX-License-Identifier: Apache-2.0

/// The name of a trip, made from its vehicle and the second in which it began: `20260112-0830-k3f9x2`. The first two
/// parts are date and time in UTC, for people; the third holds the seconds and a hash of the vehicle, so that no two
/// trips have one name. Finding the same trip again gives the same name, whatever the order of arrivals.
package struct TripID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String
    package init(_ text: String) { self.text = text }
    package var description: String { text }
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
