// SPDX-License-Identifier: Apache-2.0

/// What of a file was not taken because it cannot be, counted by reason, the first ones with their place.
package struct InvalidRecords: Sendable, Hashable {
    /// Why a record was not taken. Reasons may be added.
    package enum Reason: String, Sendable, CaseIterable {
        /// The position is no pair of numbers in degrees.
        case position
        /// The position is outside of the earth.
        case outside = "outside_of_the_earth"
        /// There is no position.
        case withoutPosition = "without_position"
        /// There is no time, or it is no RFC 3339 time with an offset.
        case time
        /// The time is more than a day ahead of this machine's clock.
        case future
        /// An accuracy that is no number of metres.
        case accuracy
        /// A probability that is not between 0 and 1.
        case probability
        /// An activity without a type, with one that is too long, or one that ends before it begins.
        case activity
        /// A value of another type than the export has there.
        case type
    }

    /// How many, by reason.
    package private(set) var counts: [Reason: Int] = [:]
    /// The first 20, each a sentence with its place.
    package private(set) var examples: [String] = []
    /// All of them.
    package var total: Int { counts.values.reduce(0, +) }

    package init() {}

    private var last: Reason?

    mutating func note(_ reason: Reason, _ place: String, _ sentence: String) {
        last = reason
        counts[reason, default: 0] += 1
        if examples.count < 20 { examples.append("\(place): \(sentence)") }
    }

    /// Counts what was noted last once more: it made two records invalid.
    mutating func repeatLast() {
        if let last { counts[last, default: 0] += 1 }
    }

    mutating func add(_ other: Self) {
        counts.merge(other.counts, uniquingKeysWith: +)
        examples = Array((examples + other.examples).prefix(20))
    }
}
