// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCatalog
import StewardCore
import StewardIntegration

/// Charging stations around a place, in the form in which Open Charge Map tells them.
enum ChargingRoutes {
    static let all: [Route] = [
        .logbook(
            .get, "/charging/stations", "Charging stations around a place, the nearest first",
            queries: [
                Query("lat", "Degrees north", LogbookSchemas.latitude, isRequired: true),
                Query("lng", "Degrees east", LogbookSchemas.longitude, isRequired: true),
                Query("radius", "Whole kilometres", .integer(min: 1, max: 500).standard(15)),
                Query("max_results", "How many at most", .integer(min: 1, max: 500).standard(200)),
            ], gives: .array(of: LogbookSchemas.station), problems: [.conflict, .badGateway, .gatewayTimeout]
        ) { own in
            guard let latitude = own.query("lat").flatMap({ Double($0) }),
                let longitude = own.query("lng").flatMap({ Double($0) }),
                let position = Position(latitude: latitude, longitude: longitude)
            else { throw HTTPError(.badRequest, message: "Send “lat” and “lng”, as lat=52.09&lng=5.12.") }
            let service = try await finder(own.site)
            let radius = Distance(metres: (own.query("radius").flatMap { Int64($0) } ?? 15) * 1000)
            let limit = own.query("max_results").flatMap { Int($0) } ?? 200
            let chargers = own.site.chargers
            let stations = try await TimeLimit.run(.seconds(20), clock: own.site.patience) {
                try await chargers.stations(near: position, within: radius, limit: limit, from: service)
            }
            guard let stations else { throw Fault.tooSlow(20) }
            return JSONAnswer.response(.array(stations.map(json)))
        }
    ]

    /// The first connection that finds charging stations.
    private static func finder(_ site: Site) async throws -> any ChargerFinding {
        for saved in try await site.installation.connections.list() {
            let manifest = try? Connections.entry(saved.integration).manifest
            guard manifest?.capabilities.contains(.chargerFinding) ?? false else { continue }
            if let service = try await site.opening(saved.name) as? any ChargerFinding { return service }
        }
        throw HTTPError(
            .conflict,
            message: "No connection finds charging stations. Connect Open Charge Map on the page of connections.")
    }

    static func json(_ station: ChargingStation) -> JSON {
        let connections = station.connectors.map { connector -> JSON in
            [
                "PowerKW": connector.power.map { JSON.number($0).canonical } ?? .null,
                "Quantity": connector.count.map { .integer(Int64($0)) } ?? .null,
                "ConnectionType": ["Title": .string(connector.kind)],
            ]
        }
        return [
            "ID": Int64(station.id).map(JSON.integer) ?? .string(station.id),
            "AddressInfo": [
                "Title": .string(station.title), "AddressLine1": .string(line(station.address)),
                "Town": .string(station.address?.town ?? ""), "Postcode": .string(station.address?.postcode ?? ""),
                "Latitude": .number(station.position.latitude), "Longitude": .number(station.position.longitude),
            ],
            "OperatorInfo": station.operatorName.map { ["Title": .string($0)] } ?? .null,
            "Connections": .array(connections),
            "StatusType": station.isOperational.map { ["IsOperational": .bool($0)] } ?? .null,
            "UsageCost": station.cost.map(JSON.string) ?? .null,
            "DataProvider": station.attribution.map { ["Title": .string($0)] } ?? .null,
        ]
    }

    private static func line(_ address: StreetAddress?) -> String {
        guard let address else { return "" }
        guard let street = address.street else { return address.text }
        return [street, address.houseNumber].compactMap { $0 }.joined(separator: " ")
    }
}
