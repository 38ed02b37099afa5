// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// Measures how far it is by road.
public protocol RouteMeasuring: Sendable {
    /// The way that the service would choose by car from the first point to the last, by way of those between.
    /// - Parameter points: two or more, in their order. The service says how many it takes at once; an integration
    ///   divides longer lists at shared points and adds up.
    /// - Returns: `nil` when there is no road between them: an expected answer, not a failure.
    /// - Throws: `IntegrationError`; `invalidRequest` for fewer than two points.
    func route(through points: [Position]) async throws -> MeasuredRoute?

    /// The way along roads that was most probably driven, from points that a device measured on it. Services that
    /// cannot match points to roads give `unsupported`.
    /// - Parameter trace: two points or more, in any order: their times order them. Points that came twice change
    ///   nothing. A longer trace than the service takes at once is divided.
    /// - Returns: `nil` when the points fit no road.
    /// - Throws: `IntegrationError`; `unsupported` when the service cannot do this, `invalidRequest` for fewer than two
    ///   points.
    func match(_ trace: [TracePoint]) async throws -> MeasuredRoute?
}

extension RouteMeasuring {
    /// For services that only plan routes: always `unsupported`.
    public func match(_ trace: [TracePoint]) async throws -> MeasuredRoute? {
        throw IntegrationError(.unsupported, "This service plans routes but does not match measured points to roads.")
    }
}

/// A point that a device measured while it moved.
public struct TracePoint: Sendable, Hashable {
    /// Where.
    public let position: Position
    /// When, by the device.
    public let time: Date
    /// The radius in metres within which the device believes itself to be; `nil` when it did not say.
    public let accuracy: Double?

    /// Makes a point.
    public init(position: Position, time: Date, accuracy: Double? = nil) {
        self.position = position
        self.time = time
        self.accuracy = accuracy
    }
}

/// A way along roads.
public struct MeasuredRoute: Sendable, Hashable {
    /// Its length.
    public let distance: Distance
    /// How long the service thinks that the drive takes, in seconds, without traffic; `nil` when it did not say.
    public let duration: Double?
    /// Its course, for maps; empty when the service gave none.
    public let course: [Position]
    /// How sure the service is that this way was driven, 0 to 1; `nil` for a planned route.
    public let confidence: Double?

    /// Makes a route.
    public init(distance: Distance, duration: Double? = nil, course: [Position] = [], confidence: Double? = nil) {
        self.distance = distance
        self.duration = duration
        self.course = course
        self.confidence = confidence
    }
}
