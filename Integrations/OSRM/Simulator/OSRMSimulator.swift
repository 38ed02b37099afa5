// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
public import StewardSimulation

/// An OSRM engine over a small network of roads, written from the engine's documentation.
///
/// It has the services `route`, `match` and `nearest` with the options that say how far, how long and which course.
/// What else the real engine has is refused with the code `NotImplemented`.
public struct OSRMSimulator: Simulator {
    /// Its name on the command line.
    public let name = "osrm"
    private let search: RoadSearch
    private let limits: Limits

    /// How many coordinates it takes at once.
    public struct Limits: Sendable {
        /// Of a route, as `osrm-routed --max-viaroute-size`.
        public var route: Int
        /// Of a trace, as `osrm-routed --max-matching-size`.
        public var match: Int
        /// Makes limits; the engine's own without arguments.
        public init(route: Int = 500, match: Int = 100) {
            self.route = route
            self.match = match
        }
    }

    /// Makes an engine over a network.
    public init(_ network: RoadNetwork = .town, limits: Limits = Limits()) {
        search = RoadSearch(graph: RoadGraph(network))
        self.limits = limits
    }

    private static func source(_ section: String) -> String {
        "OSRM HTTP API documentation (docs/http.md of osrm-backend 26.10.0, 2026-10), \(section)"
    }

    /// The calls of the engine.
    public var routes: [SimulatedRoute] {
        let example = "5.002000,52.000000;5.015000,52.004000"
        var routes = [
            service("route", "\(example)?geometries=geojson&overview=full", "Route service") {
                query throws(OSRMRefusal) in
                try route(query)
            },
            service("match", "\(example)?geometries=geojson", "Match service") { query throws(OSRMRefusal) in
                try match(query)
            },
            service("nearest", "5.002000,52.000100?number=1", "Nearest service") { query throws(OSRMRefusal) in
                try nearest(query)
            },
        ]
        routes.append(
            SimulatedRoute(
                .get, "/{service}/{version}/{profile}/{coordinates}", source: Self.source("General options, Responses")
            ) { request in
                let service = request.parameters["service"] ?? ""
                let isKnown = Self.options[service] != nil || ["table", "trip", "tile"].contains(service)
                guard isKnown else { return Self.refusal("InvalidService", "Service \(service) not found!") }
                guard request.parameters["version"] == "v1" else {
                    return Self.refusal("InvalidVersion", "Service \(service) not found!")
                }
                return Self.refusal("NotImplemented", "The simulator has no service \(service).")
            })
        for pattern in ["/{a}", "/{a}/{b}", "/{a}/{b}/{c}"] {
            routes.append(
                SimulatedRoute(.get, pattern, source: Self.source("Responses, InvalidUrl")) { _ in
                    Self.refusal("InvalidUrl", "URL string malformed")
                })
        }
        return routes
    }

    /// The options of each service, besides the general ones.
    private static let options = [
        "route": ["continue_straight", "geometries", "overview"],
        "match": ["gaps", "geometries", "overview", "tidy", "timestamps"], "nearest": ["number"],
    ]

    private func service(
        _ name: String, _ example: String, _ section: String,
        _ answer: @escaping @Sendable (OSRMQuery) throws(OSRMRefusal) -> [JSON.Member]
    ) -> SimulatedRoute {
        SimulatedRoute(
            .get, "/\(name)/v1/{profile}/{coordinates}", example: "/\(name)/v1/driving/\(example)",
            source: Self.source(section)
        ) { request in
            do throws(OSRMRefusal) {
                let query = try OSRMQuery(request, Self.options[name] ?? [])
                return Self.reply([.init("code", "Ok")] + (try answer(query)), .ok)
            } catch { return Self.refusal(error.code, error.message) }
        }
    }

    private static func refusal(_ code: String, _ message: String) -> SimulatedReply {
        reply([.init("code", .string(code)), .init("message", .string(message))], .badRequest)
    }

    private static func reply(_ members: [JSON.Member], _ status: HTTPResponse.Status) -> SimulatedReply {
        var reply = SimulatedReply.json(.object(members), status: status)
        reply.headerFields[.contentType] = "application/json; charset=UTF-8"
        return reply
    }
}

extension OSRMSimulator {
    private func route(_ query: OSRMQuery) throws(OSRMRefusal) -> [JSON.Member] {
        try query.expectTwo()
        guard query.coordinates.count <= limits.route else {
            throw OSRMRefusal(
                "TooBig",
                "Number of entries \(query.coordinates.count) is higher than current maximum (\(limits.route))")
        }
        let answer = try OSRMAnswer(query)
        let straight = try query.word("continue_straight", ["default", "true", "false"])
        var places: [Snap] = []
        for (number, (point, radius)) in zip(query.coordinates, try query.radiuses()).enumerated() {
            guard let place = search.graph.snaps(of: point, within: radius ?? .infinity).first else {
                throw OSRMRefusal("NoSegment", "Could not find a matching segment for coordinate \(number)")
            }
            places.append(place)
        }
        guard let legs = search.legs(through: places, goesStraight: straight != "false") else {
            throw OSRMRefusal("NoRoute", "Impossible route between points")
        }
        return [
            .init("routes", [.object(answer.way(legs))]),
            .init("waypoints", .array(places.map { .object(answer.waypoint($0, search.graph)) })),
        ]
    }

    private func match(_ query: OSRMQuery) throws(OSRMRefusal) -> [JSON.Member] {
        try query.expectTwo()
        guard query.coordinates.count <= limits.match else {
            throw OSRMRefusal("TooBig", "Too many trace coordinates")
        }
        let answer = try OSRMAnswer(query)
        let seconds = try query.timestamps()
        let isTidy = try query.word("tidy", ["false", "true"]) == "true"
        let splits = try query.word("gaps", ["split", "ignore"]) == "split"
        // Five metres, the engine's own, where no radius is given.
        let radiuses = try query.radiuses().map { $0 ?? 5 }
        let points = zip(query.coordinates, radiuses).enumerated().map { number, point in
            TraceMatcher.Point(position: point.0, second: seconds?[number], radius: point.1)
        }
        guard points.contains(where: { !search.graph.snaps(of: $0.position, within: 3 * $0.radius).isEmpty }) else {
            throw OSRMRefusal("NoSegment", "Could not find a matching segment for any coordinate.")
        }
        let out = isTidy ? TraceMatcher.untidy(points) : []
        let matchings = TraceMatcher(search: search).matchings(points, leaving: out, splits: splits)
        guard !matchings.isEmpty else { throw OSRMRefusal("NoMatch", "Could not match the trace.") }
        return [
            .init("tracepoints", .array(tracepoints(matchings, points.count, answer))),
            .init(
                "matchings",
                .array(matchings.map { .object(answer.way($0.legs) + [.init("confidence", .number($0.confidence))]) })),
        ]
    }

    private func tracepoints(
        _ matchings: [TraceMatcher.Matching], _ count: Int, _ answer: OSRMAnswer
    ) -> [JSON] {
        var points = Array(repeating: JSON.null, count: count)
        for (index, matching) in matchings.enumerated() {
            for (place, point) in matching.points.enumerated() {
                let members: [JSON.Member] = [
                    .init("matchings_index", .integer(Int64(index))), .init("waypoint_index", .integer(Int64(place))),
                    .init("alternatives_count", 0),
                ]
                points[point.number] = .object(answer.waypoint(point.snap, search.graph) + members)
            }
        }
        return points
    }

    private func nearest(_ query: OSRMQuery) throws(OSRMRefusal) -> [JSON.Member] {
        let number = try query.count("number", default: 1)
        guard number >= 1, let point = query.coordinates.first else { throw OSRMRefusal("InvalidOptions", "") }
        guard query.coordinates.count == 1 else {
            throw OSRMRefusal("NotImplemented", "The simulator looks near one coordinate only.")
        }
        let answer = try OSRMAnswer(query)
        let snaps = search.graph.snaps(of: point, within: try query.radiuses()[0] ?? .infinity).prefix(number)
        guard !snaps.isEmpty else {
            throw OSRMRefusal("NoSegment", "Could not find a matching segment for coordinate")
        }
        return [.init("waypoints", .array(snaps.map { .object(answer.waypoint($0, search.graph) + nodes($0)) }))]
    }

    private func nodes(_ snap: Snap) -> [JSON.Member] {
        let edge = search.graph.edges[snap.edge]
        let ids = [edge.from, edge.to].map { JSON.integer(search.graph.nodes[$0].id) }
        return [.init("nodes", .array(ids))]
    }
}
