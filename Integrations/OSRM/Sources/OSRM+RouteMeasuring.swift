// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
public import StewardCore
public import StewardIntegration

extension OSRM: RouteMeasuring {
    /// The fastest way by car. A list longer than the setting `route-points` is divided at shared points; there, and
    /// only there, the way may turn round.
    /// - Returns: `nil` when no road leads there, or none is within `furthest-road` of a point.
    /// - Throws: `IntegrationError`; `invalidRequest` for fewer than two points.
    public func route(through points: [Position]) async throws -> MeasuredRoute? {
        guard points.count >= 2 else {
            throw IntegrationError(.invalidRequest, "A route needs two points or more; \(points.count) were given.")
        }
        guard let paths = try await paths(through: points) else { return nil }
        return try Self.joined(paths)
    }

    /// The way that was probably driven, from points in any order, of which one counts in each second.
    ///
    /// A trace longer than the setting `match-points` is divided at shared points. Where the engine divides it, because
    /// nothing was measured for long or the points do not fit, the way between the pieces is the fastest one, if it can
    /// be driven in the time.
    /// - Returns: `nil` when the points fit no road; the lowest confidence of the pieces.
    /// - Throws: `IntegrationError`; `invalidRequest` for fewer than two points of different seconds.
    public func match(_ trace: [TracePoint]) async throws -> MeasuredRoute? {
        let points = Self.ordered(trace)
        guard points.count >= 2 else {
            throw IntegrationError(
                .invalidRequest, "A trace needs two points or more, in different seconds; \(points.count) were given.")
        }
        guard let pieces = try await pieces(of: points) else { return nil }
        guard let paths = try await bridged(pieces, points) else { return nil }
        return try Self.joined(paths)
    }

    /// In the order of time, one point for each second: the most exact one.
    static func ordered(_ trace: [TracePoint]) -> [TracePoint] {
        let sorted = trace.sorted { left, right in
            let one = (left.second, left.radius, left.time, left.position.latitude, left.position.longitude)
            let other = (right.second, right.radius, right.time, right.position.latitude, right.position.longitude)
            return one < other
        }
        var kept: [TracePoint] = []
        for point in sorted where kept.last?.second != point.second { kept.append(point) }
        return kept
    }

    /// The ways through a list of points, one for each part that was asked about; `nil` when one of them has none.
    private func paths(through points: [Position]) async throws(IntegrationError) -> [RoadPath]? {
        var parts = Parts(count: points.count, atOnce: client.configuration.routePoints)
        var paths: [RoadPath] = []
        while let part = parts.next {
            switch try await client.route(through: Array(points[part])) {
            case .given(let reply):
                guard let route = reply.route else { return nil }
                paths.append(route)
                parts.goOn(from: part.upperBound - 1)
            case .refused(let refusal):
                if refusal.meansNoWay { return nil }
                guard refusal.code == Refusal.tooBig, parts.shrink() else { throw client.error(refusal, "route") }
            }
        }
        return paths
    }

    /// One way from several, each of which begins where the one before ends.
    private static func joined(_ paths: [RoadPath]) throws(IntegrationError) -> MeasuredRoute {
        guard let distance = Distance(metres: paths.reduce(0) { $0 + $1.distance }) else {
            throw IntegrationError(.malformedReply, "The way is longer than there is road; look at the engine.")
        }
        var course: [Position] = []
        for path in paths { course += path.course.first == course.last ? path.course.dropFirst() : path.course[...] }
        return MeasuredRoute(
            distance: distance, duration: paths.reduce(0) { $0 + $1.duration }, course: course,
            confidence: paths.compactMap(\.confidence).min())
    }
}

extension OSRM {
    /// A matched piece of a trace.
    private struct Piece {
        let path: RoadPath
        /// The first and the last of its points, counted in the whole trace.
        let first: Int
        let last: Int
        /// Where these two were put.
        let start: Position
        let end: Position
    }

    /// The fastest that a car goes on a road between two pieces, in metres a second.
    private static let topSpeed = 70.0

    /// The matched pieces in their order; `nil` when a part of the trace fits no road.
    private func pieces(of points: [TracePoint]) async throws(IntegrationError) -> [Piece]? {
        var parts = Parts(count: points.count, atOnce: client.configuration.matchPoints)
        var pieces: [Piece] = []
        while let part = parts.next {
            switch try await client.match(Array(points[part])) {
            case .given(let reply):
                let found = try Self.pieces(reply, from: part.lowerBound)
                pieces += found
                // The next part begins at the last point that was matched, unless that is far back.
                let last = found.last?.last ?? part.lowerBound
                let isFar = last - part.lowerBound < part.count / 2
                parts.goOn(from: part.upperBound == points.count || isFar ? part.upperBound - 1 : last)
            case .refused(let refusal):
                if refusal.meansNoWay { return nil }
                guard refusal.code == Refusal.tooBig, parts.shrink() else { throw client.error(refusal, "match") }
            }
        }
        return pieces
    }

    private static func pieces(_ reply: MatchReply, from start: Int) throws(IntegrationError) -> [Piece] {
        var pieces: [Piece] = []
        for (number, path) in reply.matchings.enumerated() {
            let own = reply.points.indices.filter { reply.points[$0]?.matching == number }
            guard let first = own.first, let last = own.last, let from = reply.points[first],
                let to = reply.points[last]
            else {
                throw IntegrationError(.malformedReply, "A matching of the engine has no point; look at the engine.")
            }
            pieces.append(
                Piece(path: path, first: start + first, last: start + last, start: from.location, end: to.location))
        }
        return pieces.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
    }

    /// The pieces with the ways between them; `nil` when there is none that can have been driven.
    private func bridged(_ pieces: [Piece], _ points: [TracePoint]) async throws(IntegrationError) -> [RoadPath]? {
        var paths: [RoadPath] = []
        var before: Piece?
        for piece in pieces {
            if let before, before.last != piece.first {
                guard let bridge = try await self.paths(through: [before.end, piece.start])?.first else { return nil }
                let seconds = points[piece.first].time.timeIntervalSince(points[before.last].time)
                guard bridge.distance <= Self.topSpeed * max(1, seconds) else { return nil }
                paths.append(bridge)
            }
            paths.append(piece.path)
            before = piece
        }
        return paths
    }
}
