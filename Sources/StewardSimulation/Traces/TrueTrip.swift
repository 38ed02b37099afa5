// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// A drive as it really was, which is what a logbook ought to come to.
///
/// A drive is one from getting in to getting out for good: a light, a jam, a ferry, a counter, filling up and letting
/// somebody out do not end it, however the devices saw it.
public struct TrueTrip: Sendable, Hashable {
    /// A stop on the way.
    public struct Stop: Sendable, Hashable {
        /// Why.
        public let kind: Road.StopKind
        /// Where.
        public let position: Position
        /// From when to when the car stood.
        public let times: ClosedRange<Date>
    }

    /// The car's name.
    public let car: String
    /// Where it began and ended.
    public let from: TruePlace, to: TruePlace
    /// When the wheels first and last turned.
    public let start: Date, end: Date
    /// The line that was driven, close enough together that straight lines between its points are the way.
    public let line: [Position]
    /// Metres that the odometer counted: the length of the line without what a ferry carried.
    public let distance: Double
    /// Metres on a ferry.
    public let carried: Double
    /// What the odometer really showed, in metres, before and after.
    public let odometerBefore: Double, odometerAfter: Double
    /// Where the car stood on the way.
    public let stops: [Stop]
    /// When no device could tell where it was: in a tunnel, or with a dead battery.
    public let silences: [ClosedRange<Date>]
    /// Whether the person's devices were in the car. When not, only the odometer tells of this drive.
    public let isSeen: Bool
}

extension TrueTrip {
    /// Metres along the line, a ferry's included, as the sum of great circles on a sphere of 6,371,000 m.
    public var lineLength: Double {
        zip(line, line.dropFirst()).reduce(0) { $0 + RoadPlane.metres($1.0, $1.1) }
    }
}
