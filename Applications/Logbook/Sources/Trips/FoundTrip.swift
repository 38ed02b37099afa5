// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A trip as the observations alone tell it, before places, rules, roads and people have their say.
package struct FoundTrip: Sendable, Hashable {
    package var id: TripID
    /// Microseconds since 1970 (UTC).
    package var start: Int64
    package var end: Int64
    package var from: Position?
    package var to: Position?
    /// Where it went: good fixes, thinned.
    package var trail: [TrailPoint]
    /// Length of the way through all good fixes, not only those kept in ``trail``.
    package var trailDistance: Distance
    /// How far ``trailDistance`` may be off, by the fixes' accuracy and by what lay between them.
    package var uncertainty: Distance
    /// What the odometer showed last before the start and first at or after the end, where known.
    package var odometerBefore: OdometerReading?
    package var odometerAfter: OdometerReading?
    /// The devices that reported it, sorted.
    package var devices: [String]
    /// What made it end; `nil` while it goes on.
    package var ending: Ending?
    /// What was odd, each once, in the order of their raw values.
    package var remarks: [Remark]

    package init(id: TripID, start: Int64, end: Int64) {
        self.id = id
        self.start = start
        self.end = end
        trail = []
        trailDistance = .zero
        uncertainty = .zero
        devices = []
        remarks = []
    }

    /// Whether its fixes tell how far it was. What is shorter than any trip tells nothing: such a trip was found by the
    /// odometer, or by the car's word alone, and how far it went is not known rather than nothing.
    package var hasWay: Bool { Double(trailDistance.metres) >= TripDetector.Limit.least }

    /// Why a trip ended.
    package enum Ending: String, Sendable, Hashable, CaseIterable {
        /// The phone left the car.
        case disconnected
        /// The car said that it stood.
        case parked
        /// Nothing moved for longer than a stop on the way lasts.
        case stationary
        /// Nothing was heard any more.
        case silent
        /// Somebody said so.
        case finished
    }

    /// Something about a trip that a person should be able to see.
    package enum Remark: String, Sendable, Hashable, CaseIterable, Comparable {
        /// An odometer reading below an earlier one was left out.
        case decreasingOdometer
        /// Fixes that cannot be true were left out.
        case impossibleFixes
        /// A part of the way is without fixes.
        case silentStretch
        /// The odometer before the start is older than the trip before: kilometres between are unknown.
        case unknownKilometres
        /// The devices disagreed about where the car was.
        case disagreeingDevices

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }
}

/// A point of a trip's way.
package struct TrailPoint: Sendable, Hashable {
    package let instant: Int64
    package let position: Position

    package init(instant: Int64, position: Position) {
        self.instant = instant
        self.position = position
    }
}

/// What an odometer showed, when, and who says so.
package struct OdometerReading: Sendable, Hashable {
    /// Microseconds since 1970 (UTC), when the car showed it.
    package let instant: Int64
    package let value: Distance
    /// The device or service that reported it; empty for a person.
    package let device: String

    package init(instant: Int64, value: Distance, device: String) {
        self.instant = instant
        self.value = value
        self.device = device
    }
}
