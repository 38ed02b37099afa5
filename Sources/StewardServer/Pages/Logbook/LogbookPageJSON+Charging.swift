// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import StewardIntegration

extension LogbookPageJSON {
    /// What the page of charging stations shows; the numbers on its map are the places in this list.
    static func charging(_ page: ChargingPage) -> JSON {
        [
            "connected": .bool(page.isConnected), "place": page.place.isEmpty ? .null : .string(page.place),
            "latitude": page.center.map { number($0.latitude) } ?? .null,
            "longitude": page.center.map { number($0.longitude) } ?? .null, "radius": .integer(page.radius),
            "stations": .array((page.stations ?? []).map { station($0, from: page.center) }),
        ]
    }

    private static func station(_ station: ChargingStation, from center: Position?) -> JSON {
        let connectors = station.connectors.map { connector -> JSON in
            [
                "kind": .string(connector.kind), "power": connector.power.map(number) ?? .null,
                "count": connector.count.map { .integer(Int64($0)) } ?? .null,
            ]
        }
        return [
            "id": .string(station.id), "title": .string(station.title),
            "address": .string(ChargingPage.address(station)),
            "operator": station.operatorName.map(JSON.string) ?? .null,
            "latitude": number(station.position.latitude), "longitude": number(station.position.longitude),
            "distance": center.map { kilometres(ChargingPage.distance($0, station)) } ?? .null,
            "power": station.power.map(number) ?? .null, "connectors": .array(connectors),
            "operational": station.isOperational.map(JSON.bool) ?? .null,
            "cost": station.cost.map(JSON.string) ?? .null,
            "attribution": station.attribution.map(JSON.string) ?? .null,
        ]
    }
}
