// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The parts that answers are made of.
struct OSRMAnswer {
    private let geometries: String
    private let overview: String
    private let hasHints: Bool

    init(_ query: OSRMQuery) throws(OSRMRefusal) {
        geometries = try query.word("geometries", ["polyline", "polyline6", "geojson"])
        // Roads here are straight from node to node, so that the simplified course is the full one.
        overview = try query.word("overview", ["simplified", "full", "false"])
        hasHints = try query.word("generate_hints", ["true", "false"]) == "true"
    }

    /// A route or a matching.
    func way(_ legs: [RoadSearch.Way]) -> [JSON.Member] {
        var members: [JSON.Member] = measures(legs)
        members.append(.init("legs", .array(legs.map { .object(measures([$0]) + Self.emptyLeg) })))
        members.append(.init("weight_name", "routability"))
        guard overview != "false" else { return members }
        var course: [Position] = []
        for leg in legs { course += course.isEmpty ? leg.course[...] : leg.course.dropFirst() }
        members.append(.init("geometry", geometry(course)))
        return members
    }

    private static let emptyLeg: [JSON.Member] = [.init("summary", ""), .init("steps", [])]

    private func measures(_ legs: [RoadSearch.Way]) -> [JSON.Member] {
        let seconds = JSON.number(Self.tenth(legs.reduce(0) { $0 + $1.seconds }))
        return [
            .init("distance", .number(Self.tenth(legs.reduce(0) { $0 + $1.metres }))), .init("duration", seconds),
            .init("weight", seconds),
        ]
    }

    /// A place on a road.
    func waypoint(_ snap: Snap, _ graph: RoadGraph) -> [JSON.Member] {
        var members: [JSON.Member] = [
            .init("name", .string(graph.edges[snap.edge].name)), .init("location", Self.place(snap.location)),
            .init("distance", .number(snap.distance)),
        ]
        // Opaque to clients; good until the engine's data change.
        if hasHints { members.append(.init("hint", .string("c2ltdWxhdGVk\(snap.edge)"))) }
        return members
    }

    private func geometry(_ course: [Position]) -> JSON {
        guard geometries == "geojson" else {
            return .string(Self.polyline(course, digits: geometries == "polyline6" ? 1e6 : 1e5))
        }
        return ["type": "LineString", "coordinates": .array(course.map { Self.place($0) })]
    }

    private static func place(_ position: Position) -> JSON {
        func rounded(_ degrees: Double) -> JSON { .number((degrees * 1e6).rounded() / 1e6) }
        return [rounded(position.longitude), rounded(position.latitude)]
    }

    private static func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    /// Google's encoded polyline algorithm format.
    static func polyline(_ course: [Position], digits: Double) -> String {
        var bytes: [UInt8] = []
        var last = (latitude: 0, longitude: 0)
        func append(_ difference: Int) {
            var left = difference < 0 ? ~(difference << 1) : difference << 1
            while left >= 0x20 {
                bytes.append(UInt8((0x20 | (left & 0x1F)) + 63))
                left >>= 5
            }
            bytes.append(UInt8(left + 63))
        }
        for point in course {
            let next = (Int((point.latitude * digits).rounded()), Int((point.longitude * digits).rounded()))
            append(next.0 - last.latitude)
            append(next.1 - last.longitude)
            last = next
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
