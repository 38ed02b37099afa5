// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Finds charging stations.
public protocol ChargerFinding: Sendable {
    /// Stations around a point, the nearest first; none is an expected answer.
    /// - Parameters:
    ///   - position: any place on earth.
    ///   - radius: how far away they may be along the great circle, more than nothing and at most 500 km.
    ///   - limit: how many at most, 1 to 500; when there are more, the nearest are given.
    /// - Throws: `IntegrationError`; `invalidRequest` for a radius or limit out of range.
    func chargers(near position: Position, within radius: Distance, limit: Int) async throws -> [ChargingStation]
}

/// A place where cars are charged.
public struct ChargingStation: Sendable, Hashable {
    /// The service's own name for it.
    public let id: String
    /// What it is called.
    public let title: String
    /// Where it is.
    public let position: Position
    /// Its address, when known.
    public let address: StreetAddress?
    /// Who runs it; `nil` when the service does not know.
    public let operatorName: String?
    /// Whether it works now; `nil` when the service does not know.
    public let isOperational: Bool?
    /// What one can plug into; empty when the service does not know.
    public let connectors: [ChargingConnector]
    /// What charging costs, in the operator's own words; `nil` when the service does not know.
    public let cost: String?
    /// Whom the service wants named wherever the station is shown, with the licence; `nil` when nobody.
    public let attribution: String?

    /// Makes a station.
    public init(
        id: String, title: String, position: Position, address: StreetAddress? = nil, operatorName: String? = nil,
        isOperational: Bool? = nil, connectors: [ChargingConnector] = [], cost: String? = nil,
        attribution: String? = nil
    ) {
        self.id = id
        self.title = title
        self.position = position
        self.address = address
        self.operatorName = operatorName
        self.isOperational = isOperational
        self.connectors = connectors
        self.cost = cost
        self.attribution = attribution
    }

    /// The most power of any connector, in kilowatts; `nil` when none says.
    public var power: Double? { connectors.compactMap(\.power).max() }
}

/// Connectors of one kind at a station.
public struct ChargingConnector: Sendable, Hashable {
    /// The kind, as `CCS (Type 2)`.
    public let kind: String
    /// Kilowatts that each gives at most; `nil` when unknown, never 0.
    public let power: Double?
    /// How many there are; `nil` when unknown, never 0.
    public let count: Int?

    /// Makes a connector. A power or a count that is not more than 0 counts as unknown.
    public init(kind: String, power: Double? = nil, count: Int? = nil) {
        self.kind = kind
        self.power = power.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
        self.count = count.flatMap { $0 > 0 ? $0 : nil }
    }
}
