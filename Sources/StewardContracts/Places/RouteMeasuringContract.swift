// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardHTTP
import StewardIntegration

/// What every integration that measures routes promises on top of ``IntegrationContract``.
///
/// The subject's ``IntegrationSubject/roads`` name places among the simulator's roads.
public enum RouteMeasuringContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [
            twoPoints, plausible, nothingToDrive, sumOfParts, longList, noRoad, plainNumbers, matchFollows,
            matchInAnyOrder, matchNoRoad, matchOrSay,
        ]
    }

    static func bench(
        _ subject: IntegrationSubject, over transport: (any HTTPTransport)? = nil
    ) throws -> (service: any RouteMeasuring, roads: RoadPlaces) {
        guard let service = try subject.make(over: transport ?? subject.transport) as? any RouteMeasuring else {
            throw RuleViolation("\(subject.type) does not conform to RouteMeasuring.")
        }
        guard let roads = subject.roads else { throw RuleViolation("The subject names no roads.") }
        try expect(roads.loop.count >= 3, "The subject's loop has fewer than three places.")
        return (service, roads)
    }

    static let twoPoints = Rule<IntegrationSubject>(
        "route-needs-two-points", "A route through fewer than two points is refused as invalidRequest, unsent."
    ) { subject in
        let watching = WatchingTransport(subject.transport)
        let (service, roads) = try bench(subject, over: watching)
        for points in [[], [roads.loop[0]]] {
            try await refused("A route through \(points.count) points") { _ = try await service.route(through: points) }
        }
        try expect(watching.calls.isEmpty, "\(watching.calls.count) requests were sent.")
    }

    static let plausible = Rule<IntegrationSubject>(
        "route-is-plausible",
        "A route is no shorter than the straight line, takes time, and its course is as long and leads there."
    ) { subject in
        let (service, roads) = try bench(subject)
        for (from, to) in zip(roads.loop, roads.loop.dropFirst()) {
            let route = try await found(service, [from, to])
            let straight = Course.metres(from, to)
            let metres = Double(route.distance.metres)
            try expect(metres >= straight * 0.98 - 50, "\(metres) m is shorter than the straight \(straight) m.")
            if let duration = route.duration {
                let speed = metres / duration
                try expect((0.5...70).contains(speed), "\(metres) m in \(duration) s are \(speed) m/s.")
            }
            try expect(route.confidence == nil, "A planned route has a confidence.")
            try checkCourse(route, from, to)
        }
    }

    private static func checkCourse(_ route: MeasuredRoute, _ from: Position, _ to: Position) throws {
        guard let first = route.course.first, let last = route.course.last else { return }
        let course = Course.metres(route.course)
        let metres = Double(route.distance.metres)
        try expect(abs(course - metres) <= metres * 0.02 + 20, "The course has \(course) m, the route \(metres) m.")
        try expect(Course.metres(first, from) < 200, "The course does not begin at the first point.")
        try expect(Course.metres(last, to) < 200, "The course does not end at the last point.")
    }

    static let nothingToDrive = Rule<IntegrationSubject>(
        "route-to-where-it-begins-is-zero", "From a place to itself there is nothing to drive."
    ) { subject in
        let (service, roads) = try bench(subject)
        let route = try await found(service, [roads.loop[0], roads.loop[0]])
        try expect(route.distance == .zero, "From a place to itself it is \(route.distance.metres) m.")
    }

    static let sumOfParts = Rule<IntegrationSubject>(
        "route-is-the-sum-of-its-parts", "By way of points a route is as long as the ways between them together."
    ) { subject in
        let (service, roads) = try bench(subject)
        let closed = roads.loop + [roads.loop[0]]
        let whole = Double(try await found(service, closed).distance.metres)
        var parts = 0.0
        for (from, to) in zip(closed, closed.dropFirst()) {
            parts += Double(try await found(service, [from, to]).distance.metres)
        }
        try expect(abs(whole - parts) <= 2 * Double(closed.count), "The whole has \(whole) m, its parts \(parts) m.")
        try expect(roads.loopMetres.contains(whole), "The loop has \(whole) m, not \(roads.loopMetres).")
    }

    static let longList = Rule<IntegrationSubject>(
        "route-of-any-length", "A list longer than the service takes at once is divided, and adds up."
    ) { subject in
        let watching = WatchingTransport(subject.transport)
        let (service, roads) = try bench(subject, over: watching)
        let rounds = roads.pointsAtOnce / roads.loop.count + 2
        let points = Array(repeatElement(roads.loop, count: rounds).joined()) + [roads.loop[0]]
        let once = Double(try await found(service, roads.loop + [roads.loop[0]]).distance.metres)
        let many = Double(try await found(service, points).distance.metres)
        let wanted = once * Double(rounds)
        try expect(abs(many - wanted) <= wanted * 0.002, "\(rounds) rounds have \(many) m, not \(wanted) m.")
        try expect(watching.calls.count > 2, "The long list was one request, so nothing was divided.")
    }

    static let noRoad = Rule<IntegrationSubject>(
        "route-without-a-road-is-nil",
        "Where no road leads, or none is near, there is no route, and that is no failure."
    ) { subject in
        let (service, roads) = try bench(subject)
        let lists = [
            [roads.apart.0, roads.apart.1], [roads.loop[0], roads.nowhere], [roads.nowhere, roads.loop[0]],
            [roads.loop[0], roads.nowhere, roads.loop[1]],
        ]
        for (number, points) in lists.enumerated() {
            let route = try await service.route(through: points)
            try expect(route == nil, "List \(number + 1) without a road gave \(route?.distance.metres ?? 0) m.")
        }
    }

    static let plainNumbers = Rule<IntegrationSubject>(
        "route-numbers-are-plain", "Coordinates close to zero are sent without an exponent."
    ) { subject in
        let watching = WatchingTransport(subject.transport)
        let (service, _) = try bench(subject, over: watching)
        let points = [Position(latitude: 1e-7, longitude: -1e-7), Position(latitude: -1e-9, longitude: 3e-7)]
        _ = try await service.route(through: points.compactMap(\.self))
        try Course.checkNumbers(of: watching)
    }
}

extension RouteMeasuringContract {
    /// The route, which must be there.
    static func found(_ service: any RouteMeasuring, _ points: [Position]) async throws -> MeasuredRoute {
        guard let route = try await service.route(through: points) else {
            throw RuleViolation("No route was found through \(points.count) points that roads connect.")
        }
        return route
    }

    /// Checks that `body` is refused as `invalidRequest`.
    static func refused(_ what: String, _ body: () async throws -> Void) async throws {
        var failure: (any Error)?
        do { try await body() } catch { failure = error }
        let code = (failure as? IntegrationError)?.code
        try expect(code == .invalidRequest, "\(what): expected invalidRequest, found \(failure.shown).")
    }
}
