// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Charging stations in a simulator, as the contract of finding them must find them.
public struct ChargerPlaces: Sendable {
    /// Points to search around, each with at least two stations within 50 km; one is best on the date line.
    public let centres: [Position]
    /// Every station of the simulator within 500 km of the centres, with all that is known of it. Of several something
    /// must be unknown: the operator, whether it works, the power and the number of a connector, its connectors.
    public let stations: [ChargingStation]
    /// A point without a station within 500 km.
    public let nowhere: Position

    /// Describes what the simulator knows.
    public init(centres: [Position], stations: [ChargingStation], nowhere: Position) {
        self.centres = centres
        self.stations = stations
        self.nowhere = nowhere
    }

    /// What must be found, in its order.
    func stations(near centre: Position, within radius: Distance) -> [ChargingStation] {
        stations.map { ($0, Course.metres(centre, $0.position)) }
            .filter { $0.1 <= Double(radius.metres) }
            .sorted { $0.1 < $1.1 }
            .map(\.0)
    }
}
