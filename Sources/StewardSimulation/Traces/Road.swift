// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// A way that a car takes: a line with speed limits, stops, and stretches where a receiver hears satellites badly.
///
/// Roads are invented. They lie where no map has them.
public struct Road: Sendable, Hashable {
    /// A point of the line. Between two of them the way is straight.
    public struct Vertex: Sendable, Hashable {
        /// Where it is.
        public let position: Position
        /// Metres from the start along the line, roads and water.
        public let distance: Double
        /// Metres from the start that the car's wheels have turned: a ferry adds none.
        public let odometer: Double
        /// The fastest that anybody goes here, in metres per second.
        public var limit: Double
    }

    /// Why a car stands on its way.
    public enum StopKind: String, Sendable, Hashable, CaseIterable {
        /// A traffic light or a right of way.
        case light
        /// Others stand in front.
        case traffic
        /// On the quay or on the deck of a ferry.
        case ferry
        /// A counter where one stays in the car.
        case driveThrough
        /// Filling up, engine off.
        case petrol
        /// Somebody gets in or out.
        case school
    }

    /// A stop on the way.
    public struct Stop: Sendable, Hashable {
        /// Why.
        public let kind: StopKind
        /// Which vertex it is at.
        public let vertex: Int
        /// How long, in seconds.
        public let dwell: Double
    }

    /// What lies between a receiver and the sky.
    public enum CoverKind: String, Sendable, Hashable {
        /// No fix at all, and bad ones just before and after.
        case tunnel
        /// Echoes: few fixes, tens of metres off.
        case garage
    }

    /// A stretch under cover.
    public struct Cover: Sendable, Hashable {
        /// What covers it.
        public let kind: CoverKind
        /// From where to where, in metres from the start.
        public let distances: ClosedRange<Double>
    }

    /// The line, at least two points.
    public internal(set) var vertices: [Vertex]
    /// The stops in the order of the way.
    public internal(set) var stops: [Stop]
    /// The stretches under cover.
    public internal(set) var covers: [Cover]

    /// Metres from one end to the other, roads and water.
    public var length: Double { vertices.last?.distance ?? 0 }
    /// Metres that the odometer counts.
    public var driven: Double { vertices.last?.odometer ?? 0 }
}
