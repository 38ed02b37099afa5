// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Places among the roads of a simulator, as the contract of measuring routes must find them.
public struct RoadPlaces: Sendable {
    /// A loop that can be driven again and again without turning round: three places or more, each in the middle of a
    /// road, the first of which follows on the last.
    public let loop: [Position]
    /// How long the loop is once round, in metres.
    public let loopMetres: ClosedRange<Double>
    /// How many points the service takes at once in the subject's settings; the contract asks about more.
    public let pointsAtOnce: Int
    /// Two places on roads between which there is no way.
    public let apart: (Position, Position)
    /// A place far from every road, as at sea.
    public let nowhere: Position
    /// What a device measured on a drive; `nil` for a service that cannot match points to roads.
    public let drive: Drive?

    /// Describes places.
    public init(
        loop: [Position], loopMetres: ClosedRange<Double>, pointsAtOnce: Int, apart: (Position, Position),
        nowhere: Position, drive: Drive?
    ) {
        self.loop = loop
        self.loopMetres = loopMetres
        self.pointsAtOnce = pointsAtOnce
        self.apart = apart
        self.nowhere = nowhere
        self.drive = drive
    }

    /// A drive that a device measured.
    public struct Drive: Sendable {
        /// The points, in their order; more than ``RoadPlaces/pointsAtOnce``.
        public let trace: [TracePoint]
        /// How long the way really was, in metres.
        public let metres: ClosedRange<Double>
        /// Describes a drive.
        public init(trace: [TracePoint], metres: ClosedRange<Double>) {
            self.trace = trace
            self.metres = metres
        }
    }
}
