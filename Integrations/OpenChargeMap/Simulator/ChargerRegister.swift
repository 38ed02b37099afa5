// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What the simulated service knows.
public struct ChargerRegister: Sendable {
    /// The stations.
    public var chargers: [SimulatedCharger]

    /// Makes a register.
    public init(_ chargers: [SimulatedCharger]) { self.chargers = chargers }

    static let countries = [
        SimulatedCharger.Kind(159, "Netherlands", code: "NL"), .init(87, "Germany", code: "DE"),
        .init(79, "Fiji", code: "FJ"),
    ]
    static let operators = [
        SimulatedCharger.Kind(1, "(Unknown Operator)"), .init(3301, "Polderstroom"), .init(3302, "Laadhaven"),
        .init(3303, "Inselstrom"),
    ]
    static let states = [
        SimulatedCharger.Kind(0, "Unknown"), .init(50, "Operational"), .init(100, "Not Operational"),
        .init(150, "Planned For Future Date"),
    ]
    static let plugs = [
        SimulatedCharger.Kind(25, "Type 2 (Socket Only)", code: "IEC 62196-2 Type 2"),
        .init(33, "CCS (Type 2)", code: "IEC 62196-3 Configuration FF"),
        .init(2, "CHAdeMO", code: "IEC 62196-3 Configuration AA"),
    ]
    static let levels = [
        SimulatedCharger.Kind(1, "Level 1 : Low (Under 2kW)"), .init(2, "Level 2 : Medium (Over 2kW)"),
        .init(3, "Level 3:  High (Over 40kW)"),
    ]
    static let currents = [SimulatedCharger.Kind(10, "AC (Single-Phase)"), .init(30, "DC")]
    static let publicUse = SimulatedCharger.Kind(4, "Public - Membership Required")

    static let usage: JSON = [
        "IsPayAtLocation": false, "IsMembershipRequired": true, "IsAccessKeyRequired": true,
        "ID": .integer(Int64(publicUse.id)), "Title": .string(publicUse.title),
    ]
    static let provider: JSON = [
        "WebsiteURL": "http://openchargemap.org", "Comments": .null,
        "DataProviderStatusType": ["IsProviderEnabled": true, "ID": 1, "Title": "Manual Data Entry"],
        "IsRestrictedEdit": false, "IsOpenDataLicensed": true, "IsApprovedImport": true,
        "License": "Licensed under Creative Commons Attribution 4.0 International (CC BY 4.0)",
        "DateLastImported": .null, "ID": 1, "Title": "Open Charge Map Contributors",
    ]

    /// `GET /referencedata`.
    var references: JSON {
        let countries = Self.countries.map { kind -> JSON in
            [
                "ID": .integer(Int64(kind.id)), "ISOCode": .string(kind.code), "ContinentCode": .null,
                "Title": .string(kind.title),
            ]
        }
        return [
            "ChargerTypes": .array(Self.levels.map(\.level)), "ConnectionTypes": .array(Self.plugs.map(\.plug)),
            "CurrentTypes": .array(Self.currents.map(\.current)), "Countries": .array(countries),
            "DataProviders": [Self.provider],
            "Operators": .array(Self.operators.map { SimulatedCharger.Kind?.some($0).titled }),
            "StatusTypes": .array(Self.states.map { SimulatedCharger.Kind?.some($0).state }),
            "SubmissionStatusTypes": [], "UsageTypes": [Self.usage], "UserCommentTypes": [], "CheckinStatusTypes": [],
        ]
    }
}
