// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials

/// A station of the simulated register. What is `nil` is not known.
public struct SimulatedCharger: Sendable {
    /// A kind of thing with its number in the reference data.
    public struct Kind: Sendable, Hashable {
        /// The number.
        public let id: Int
        /// What it is called.
        public let title: String
        /// A country's letters (ISO 3166-1), or a plug's formal name; empty where there is none.
        public let code: String

        /// Makes a kind.
        public init(_ id: Int, _ title: String, code: String = "") {
            self.id = id
            self.title = title
            self.code = code
        }
    }

    /// Plugs of one kind.
    public struct Plug: Sendable {
        /// The kind.
        public let kind: Kind
        /// Kilowatts.
        public let power: Double?
        /// How many.
        public let quantity: Int?

        /// Makes plugs.
        public init(_ kind: Kind, power: Double?, quantity: Int?) {
            self.kind = kind
            self.power = power
            self.quantity = quantity
        }
    }

    /// Its number.
    public var id: Int
    /// What it is called.
    public var title: String
    /// Where it is.
    public var point: GeoPoint
    /// Street and number.
    public var street: String?
    /// Postal code.
    public var postcode: String?
    /// Town.
    public var town: String?
    /// Country.
    public var country: Kind?
    /// Who runs it.
    public var operatorKind: Kind?
    /// Whether it works, by the reference data's state.
    public var status: Kind?
    /// What it costs.
    public var cost: String?
    /// Its plugs.
    public var plugs: [Plug] = []
    /// When somebody last changed it.
    public var modifiedAt = Date(timeIntervalSince1970: 1_762_000_000)
    /// Whether its data may be used by everyone.
    public var isOpenData = true

    /// Makes a station of which nothing else is known.
    public init(_ id: Int, _ title: String, at point: GeoPoint) {
        self.id = id
        self.title = title
        self.point = point
    }

    /// The filters that take a list of numbers, and the station's numbers for each.
    static let listedIDs: [String: @Sendable (Self) -> Set<Int>] = [
        "chargepointid": { [$0.id] },
        "countryid": { Set([$0.country?.id].compactMap(\.self)) },
        "operatorid": { Set([$0.operatorKind?.id].compactMap(\.self)) },
        "statustypeid": { Set([$0.status?.id].compactMap(\.self)) },
        "connectiontypeid": { Set($0.plugs.map(\.kind.id)) },
        "levelid": { Set($0.plugs.map(\.level.id)) },
        "usagetypeid": { _ in [ChargerRegister.publicUse.id] },
        "dataproviderid": { _ in [1] },
    ]
}

extension SimulatedCharger.Plug {
    /// Level 2 over 2 kW, level 3 from 40 kW.
    var level: SimulatedCharger.Kind {
        guard let power, power > 2 else { return ChargerRegister.levels[0] }
        return power < 40 ? ChargerRegister.levels[1] : ChargerRegister.levels[2]
    }

    /// Direct current from 40 kW.
    var current: SimulatedCharger.Kind { ChargerRegister.currents[(power ?? 0) < 40 ? 0 : 1] }
}
