// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension ChargerRegister {
    /// Invented stations: nine around Utrecht, at distances from 300 m to 60 km and each with something else unknown,
    /// and three in Fiji on both sides of the date line.
    public static let standard = ChargerRegister(utrecht + fiji)

    private static let utrecht: [SimulatedCharger] = [
        full(
            7001, "Domplein", 52.0905, 5.1260, street: "Domplein 9", postcode: "3512 JC", operatorKind: operators[1],
            cost: "€ 0,39 / kWh", [.init(plugs[0], power: 11, quantity: 2)]),
        full(
            7002, "Parkeergarage Catharijne", 52.0921, 5.1107, street: "Catharijnesingel 52", postcode: "3511 GC",
            operatorKind: operators[2], cost: nil,
            [.init(plugs[1], power: 150, quantity: 4), .init(plugs[2], power: 50, quantity: 1)]),
        full(
            7003, "Station Zuilen", 52.1060, 5.0920, street: nil, postcode: nil, operatorKind: operators[0], cost: nil,
            [.init(plugs[0], power: nil, quantity: nil)]),
        full(
            7004, "Maarssen, oever", 52.1380, 5.0500, street: "Oever 1", postcode: "3603 AA", operatorKind: nil,
            state: states[0], cost: "", []),
        full(
            7005, "De Bilt, sporthal", 52.1100, 5.1800, street: "Sportlaan 4", postcode: "3731 AB",
            operatorKind: operators[1], state: states[2], cost: "Gratis", [.init(plugs[0], power: 22, quantity: 1)]),
        full(
            7006, "Zeist, P+R", 52.0870, 5.2310, street: "Stationsweg 2", postcode: "3705 AA",
            operatorKind: operators[2], state: nil, cost: nil, [.init(plugs[1], power: 300, quantity: nil)]),
        full(
            7007, "Amersfoort, Eem", 52.1560, 5.3870, street: "Eemlaan 8", postcode: "3812 AA", town: "Amersfoort",
            operatorKind: operators[1], cost: nil, [.init(plugs[0], power: 3.7, quantity: 12)]),
        full(
            7008, "Amsterdam, Amstel", 52.3460, 4.9180, street: "Amstelkade 3", postcode: "1096 AA", town: "Amsterdam",
            operatorKind: operators[2], cost: nil, [.init(plugs[1], power: 0, quantity: 0)]),
        full(
            7009, "Rotterdam, Maas", 51.9200, 4.4800, street: "Maasboulevard 1", postcode: "3011 AA",
            town: "Rotterdam", operatorKind: operators[1], cost: nil, [.init(plugs[2], power: 50, quantity: 2)]),
    ]

    private static let fiji: [SimulatedCharger] = [
        (7101, "Taveuni west", -16.85, 179.97), (7102, "Taveuni east", -16.84, -179.98), (7103, "Rabi", -16.5, -179.96),
    ].map { id, title, latitude, longitude in
        var charger = SimulatedCharger(id, title, at: GeoPoint(latitude: latitude, longitude: longitude))
        charger.country = countries[2]
        charger.operatorKind = operators[3]
        charger.status = states[1]
        charger.plugs = [.init(plugs[0], power: 7.4, quantity: 1)]
        return charger
    }

    private static func full(
        _ id: Int, _ title: String, _ latitude: Double, _ longitude: Double, street: String?, postcode: String?,
        town: String = "Utrecht", operatorKind: SimulatedCharger.Kind?, state: SimulatedCharger.Kind? = states[1],
        cost: String?, _ plugs: [SimulatedCharger.Plug]
    ) -> SimulatedCharger {
        var charger = SimulatedCharger(id, title, at: GeoPoint(latitude: latitude, longitude: longitude))
        charger.street = street
        charger.postcode = postcode
        charger.town = street == nil ? nil : town
        charger.country = countries[0]
        charger.operatorKind = operatorKind
        charger.status = state
        charger.cost = cost
        charger.plugs = plugs
        charger.modifiedAt = Date(timeIntervalSince1970: 1_762_000_000 + Double(7100 - id) * 3600)
        return charger
    }
}
