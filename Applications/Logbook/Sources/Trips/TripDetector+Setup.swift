// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension TripDetector {
    /// What finding trips needs to know besides observations.
    package struct Setup: Sendable, Hashable {
        /// The vehicle's id, for the trips' names.
        package var vehicle: String
        /// Where a stop never ends a trip.
        package var skipPlaces: [SkipPlace]

        package init(vehicle: String, skipPlaces: [SkipPlace] = []) {
            self.vehicle = vehicle
            self.skipPlaces = skipPlaces
        }
    }

    /// A place where a stop belongs to the trip, as a school or a charging stop on the way.
    package struct SkipPlace: Sendable, Hashable {
        package var center: Position
        /// A point at this distance still belongs to it.
        package var radius: Distance
        /// From when to when (microseconds since 1970) it is one: a place made today changes no trip of yesterday.
        package var times: ClosedRange<Int64>

        package init(
            center: Position, radius: Distance = Distance(metres: 200), times: ClosedRange<Int64> = .min ... .max
        ) {
            self.center = center
            self.radius = radius
            self.times = times
        }

        func holds(_ position: Position, at instant: Int64) -> Bool {
            times.contains(instant) && Earth.distance(center, position) <= Double(radius.metres)
        }
    }

    /// The constants by which trips are found; times in microseconds, distances in metres.
    package enum Limit {
        /// A trip of which nothing is heard has ended.
        package static let stale = minutes(120)
        /// Standing so long is a pause.
        package static let pause = minutes(5)
        /// A pause that lasts so long ended the trip.
        package static let resume = minutes(30)
        /// Who leaves the car, or a car that says it is parked, ended the trip, unless it drives on within this time.
        package static let leave = minutes(10)
        /// Standing so long at a skip place is no stop on the way.
        package static let skip = minutes(240)
        /// A trip shorter than this is none.
        package static let least = 100.0
        /// The same for one of which only fixes tell and that nobody ended.
        package static let leastUncertain = 500.0
        /// A rise of the odometer by more than this overrides what says that the car stands.
        package static let rise: Int64 = 500
        /// How near one must be to where the car was left, to be thought to drive off with it.
        package static let nearCar = 500.0

        static func minutes(_ count: Int64) -> Int64 { count * 60_000_000 }
    }
}
