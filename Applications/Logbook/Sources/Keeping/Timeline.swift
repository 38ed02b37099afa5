// SPDX-License-Identifier: Apache-2.0

/// The latest observations of a vehicle.
struct Timeline: Sendable {
    private(set) var latest: Int64?

    var status: LiveStatus { LiveStatus(latest: latest) }

    mutating func add(_ observations: [Observation]) {
        for observation in observations { latest = max(latest ?? .min, observation.instant) }
    }
}

/// What is going on with a vehicle.
package struct LiveStatus: Sendable, Hashable {
    /// The latest thing heard of it, microseconds since 1970.
    package let latest: Int64?
}
