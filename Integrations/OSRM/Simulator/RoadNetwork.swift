// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Roads as OpenStreetMap describes them: nodes, and ways through them with tags.
public struct RoadNetwork: Sendable {
    /// A point that roads go through.
    public struct Node: Sendable {
        /// Its number.
        public let id: Int64
        /// Where it is.
        public let position: Position
    }

    /// A road: straight from node to node.
    public struct Road: Sendable {
        /// Its number.
        public let id: Int64
        /// The nodes it goes through, by number.
        public let nodes: [Int64]
        /// The value of its tag `highway`, as `tertiary`.
        public let kind: String
        /// Its name; empty for none.
        public let name: String
        /// Whether it may be driven in the order of its nodes only.
        public let isOneWay: Bool
    }

    /// Every node.
    public private(set) var nodes: [Node] = []
    /// Every road.
    public private(set) var roads: [Road] = []

    /// No road at all.
    public init() {}

    /// Adds a node; what is no place on earth is left out.
    public mutating func add(_ id: Int64, latitude: Double, longitude: Double) {
        guard let position = Position(latitude: latitude, longitude: longitude) else { return }
        nodes.append(Node(id: id, position: position))
    }

    /// Adds a road through nodes.
    public mutating func addRoad(_ name: String, _ kind: String, _ nodes: [Int64], isOneWay: Bool = false) {
        roads.append(
            Road(id: Int64(1000 + roads.count), nodes: nodes, kind: kind, name: name, isOneWay: isOneWay))
    }

    /// The network as OpenStreetMap's XML, version 0.6, for the real engine's `osrm-extract`.
    public var openStreetMapXML: String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<osm version=\"0.6\">"]
        for node in nodes {
            let place = "lat=\"\(node.position.latitude)\" lon=\"\(node.position.longitude)\""
            lines.append("<node id=\"\(node.id)\" version=\"1\" \(place)/>")
        }
        for road in roads {
            var tags = [("highway", road.kind), ("oneway", road.isOneWay ? "yes" : "no")]
            if !road.name.isEmpty { tags.append(("name", road.name)) }
            let through = road.nodes.map { "<nd ref=\"\($0)\"/>" }.joined()
            let tagged = tags.map { "<tag k=\"\($0.0)\" v=\"\($0.1)\"/>" }.joined()
            lines.append("<way id=\"\(road.id)\" version=\"1\">\(through)\(tagged)</way>")
        }
        return (lines + ["</osm>"]).joined(separator: "\n") + "\n"
    }
}

extension RoadNetwork {
    /// An invented town: six streets from west to east and six avenues from south to north, which is one-way
    /// northwards in the third; a motorway with two carriageways south of it, a lane that ends nowhere, and an island
    /// without a bridge.
    public static let town: RoadNetwork = {
        var town = RoadNetwork()
        let latitudes = [52.000, 52.010, 52.021, 52.030, 52.042, 52.050]
        let longitudes = [5.000, 5.015, 5.031, 5.044, 5.060, 5.075]
        func crossing(_ street: Int, _ avenue: Int) -> Int64 { Int64(100 + street * 10 + avenue) }
        for (street, latitude) in latitudes.enumerated() {
            for (avenue, longitude) in longitudes.enumerated() {
                town.add(crossing(street, avenue), latitude: latitude, longitude: longitude)
            }
        }
        for street in latitudes.indices {
            town.addRoad("Street \(street + 1)", "tertiary", longitudes.indices.map { crossing(street, $0) })
        }
        for avenue in longitudes.indices {
            let nodes = latitudes.indices.map { crossing($0, avenue) }
            town.addRoad("Avenue \(avenue + 1)", "tertiary", nodes, isOneWay: avenue == 2)
        }
        town.addMotorway(west: crossing(0, 0), east: crossing(0, 5))
        town.add(401, latitude: 52.058, longitude: 5.082)
        town.addRoad("Farm Lane", "tertiary", [crossing(5, 5), 401])
        town.add(501, latitude: 52.3, longitude: 5.5)
        town.add(502, latitude: 52.31, longitude: 5.5)
        town.addRoad("Island Road", "tertiary", [501, 502])
        return town
    }()

    /// Each carriageway can be entered at one end and left at the other.
    private mutating func addMotorway(west: Int64, east: Int64) {
        add(301, latitude: 51.98, longitude: 4.985)
        add(302, latitude: 51.98, longitude: 5.09)
        add(303, latitude: 51.9815, longitude: 5.09)
        add(304, latitude: 51.9815, longitude: 4.985)
        addRoad("", "motorway_link", [west, 301], isOneWay: true)
        addRoad("Motorway East", "motorway", [301, 302], isOneWay: true)
        addRoad("", "motorway_link", [302, east], isOneWay: true)
        addRoad("", "motorway_link", [east, 303], isOneWay: true)
        addRoad("Motorway West", "motorway", [303, 304], isOneWay: true)
        addRoad("", "motorway_link", [304, west], isOneWay: true)
    }
}
