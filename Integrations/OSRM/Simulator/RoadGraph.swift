// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

/// The network as a car may drive it: one edge for each direction of each piece between two nodes.
struct RoadGraph: Sendable {
    struct Edge: Sendable {
        let from: Int
        let to: Int
        let metres: Double
        let seconds: Double
        let name: String
        /// The same piece in the other direction; `nil` where it is one-way.
        var twin: Int?
    }

    let nodes: [RoadNetwork.Node]
    private(set) var edges: [Edge] = []
    /// One edge of each piece.
    private(set) var pieces: [Int] = []
    private var leaving: [[Int]]
    /// How many pieces of road meet at each node.
    private var neighbours: [Int]

    /// Kilometres an hour on each kind of road, as the car profile has them (profiles/car.lua).
    private static let speeds = [
        "motorway": 90.0, "motorway_link": 45, "trunk": 85, "primary": 65, "secondary": 55, "tertiary": 40,
        "residential": 25,
    ]

    init(_ network: RoadNetwork) {
        nodes = network.nodes
        leaving = Array(repeating: [], count: nodes.count)
        neighbours = Array(repeating: 0, count: nodes.count)
        let places = Dictionary(nodes.enumerated().map { ($1.id, $0) }) { first, _ in first }
        for road in network.roads {
            guard let speed = Self.speeds[road.kind] else { continue }
            let through = road.nodes.compactMap { places[$0] }
            for (from, to) in zip(through, through.dropFirst()) {
                pieces.append(edges.count)
                neighbours[from] += 1
                neighbours[to] += 1
                add(from, to, speed, road.name)
                guard !road.isOneWay else { continue }
                add(to, from, speed, road.name)
                edges[edges.count - 1].twin = edges.count - 2
                edges[edges.count - 2].twin = edges.count - 1
            }
        }
    }

    private mutating func add(_ from: Int, _ to: Int, _ speed: Double, _ name: String) {
        let metres = Earth.metres(nodes[from].position, nodes[to].position)
        leaving[from].append(edges.count)
        edges.append(Edge(from: from, to: to, metres: metres, seconds: metres / (speed / 3.6), name: name))
    }

    /// What can follow on an edge: everything but turning round, which is for dead ends.
    func following(_ edge: Int) -> [Int] {
        let all = leaving[edges[edge].to]
        let ahead = all.filter { $0 != edges[edge].twin }
        return ahead.isEmpty ? all : ahead
    }

    /// Seconds that turning from one edge into the next takes, as the car profile reckons them (profiles/car.lua): more
    /// the sharper, more to the left, where oncoming traffic is crossed, and none where the road only goes on.
    func turning(from one: Int, into next: Int) -> Double {
        let isTurningRound = edges[one].twin == next
        guard isTurningRound || neighbours[edges[one].to] > 2 else { return 0 }
        var angle = (heading(next) - heading(one)).truncatingRemainder(dividingBy: 360)
        if angle > 180 { angle -= 360 }
        if angle <= -180 { angle += 360 }
        let share = abs(angle) / 180
        func curve(_ steepness: Double, _ middle: Double) -> Double { 1 / (1 + exp(middle - steepness * share)) }
        if isTurningRound { return 7.5 * curve(13 / 1.075, 6.5 * 1.075) + 20 }
        if angle >= 0 { return 7.5 * curve(13 / 1.075, 6.5 * 1.075) }
        return 7.5 * curve(13 * 1.075, 6.5 / 1.075) + 2 * curve(13, 3.25)
    }

    private func heading(_ edge: Int) -> Double {
        let (from, to) = (nodes[edges[edge].from].position, nodes[edges[edge].to].position)
        let scale = Earth.scale(at: from.latitude)
        let east = (to.longitude - from.longitude) * scale.longitude
        let north = (to.latitude - from.latitude) * scale.latitude
        return atan2(east, north) * 180 / .pi
    }

    /// The place on each road that is nearest to a point, nearest first.
    func snaps(of point: Position, within radius: Double = .infinity) -> [Snap] {
        pieces.map { snap(point, to: $0) }.filter { $0.distance <= radius }.sorted { left, right in
            (left.distance, left.edge) < (right.distance, right.edge)
        }
    }

    private func snap(_ point: Position, to edge: Int) -> Snap {
        let (from, to) = (nodes[edges[edge].from].position, nodes[edges[edge].to].position)
        let scale = Earth.scale(at: point.latitude)
        let east = (to.longitude - from.longitude) * scale.longitude
        let north = (to.latitude - from.latitude) * scale.latitude
        let aside = (point.longitude - from.longitude) * scale.longitude
        let up = (point.latitude - from.latitude) * scale.latitude
        let share = min(1, max(0, (aside * east + up * north) / (east * east + north * north)))
        let latitude = from.latitude + share * (to.latitude - from.latitude)
        let longitude = from.longitude + share * (to.longitude - from.longitude)
        let location = Position(latitude: latitude, longitude: longitude) ?? from
        return Snap(
            edge: edge, twin: edges[edge].twin, along: share * edges[edge].metres, metres: edges[edge].metres,
            location: location, distance: Earth.metres(point, location))
    }
}

/// A place on a road.
struct Snap: Sendable {
    let edge: Int
    let twin: Int?
    /// Metres from where the edge begins, and the edge's whole length.
    let along: Double
    let metres: Double
    let location: Position
    /// Metres from the point that was asked about.
    let distance: Double

    /// The edges that it is on.
    var directions: [Int] { [edge] + (twin.map { [$0] } ?? []) }

    /// Metres from where this edge begins; `nil` when the place is on another.
    func metres(on other: Int) -> Double? {
        if other == edge { return along }
        return other == twin ? metres - along : nil
    }
}

/// Lengths on the earth's ellipsoid (WGS 84), good for tens of kilometres.
enum Earth {
    /// Metres in a degree.
    static func scale(at latitude: Double) -> (latitude: Double, longitude: Double) {
        let angle = latitude * .pi / 180
        return (
            111_132.954 - 559.822 * cos(2 * angle) + 1.175 * cos(4 * angle),
            111_412.84 * cos(angle) - 93.5 * cos(3 * angle) + 0.118 * cos(5 * angle)
        )
    }

    static func metres(_ from: Position, _ to: Position) -> Double {
        let scale = scale(at: (from.latitude + to.latitude) / 2)
        let north = (to.latitude - from.latitude) * scale.latitude
        let east = (to.longitude - from.longitude) * scale.longitude
        return (north * north + east * east).squareRoot()
    }
}
