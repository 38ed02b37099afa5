// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension FoundCharger {
    /// The station as the service writes it; `compact` leaves the numbers and drops what they stand for.
    func json(_ query: PointQuery) -> JSON {
        let charger = charger
        func kind(_ json: JSON) -> JSON { query.isCompact ? .null : json }
        let modified = JSON.string(charger.modifiedAt.formatted(.iso8601))
        var members: [JSON.Member] = [
            .init("ID", .integer(Int64(charger.id))), .init("UUID", .string(charger.uuid)),
            .init("ParentChargePointID", .null), .init("DataProviderID", 1), .init("DataProvidersReference", .null),
            .init("OperatorID", charger.operatorKind.id), .init("OperatorsReference", .null),
            .init("UsageTypeID", .integer(Int64(ChargerRegister.publicUse.id))),
            .init("UsageCost", .text(charger.cost)), .init("AddressInfo", charger.address(query, distance)),
            .init("Connections", .array(charger.plugs.enumerated().map { $1.json(charger, $0, query) })),
            .init("NumberOfPoints", .count(charger.plugs.isEmpty ? nil : charger.plugs.count)),
            .init("GeneralComments", .null), .init("StatusTypeID", charger.status.id),
            .init("DateLastStatusUpdate", modified), .init("DateLastVerified", modified),
            .init("IsRecentlyVerified", true), .init("DataQualityLevel", 1), .init("DateCreated", modified),
            .init("SubmissionStatusTypeID", 200), .init("MetadataValues", .null), .init("MediaItems", .null),
        ]
        members += [
            .init("DataProvider", kind(ChargerRegister.provider)),
            .init("OperatorInfo", kind(charger.operatorKind.titled)),
            .init("UsageType", kind(ChargerRegister.usage)), .init("StatusType", kind(charger.status.state)),
            .init("SubmissionStatus", kind(["ID": 200, "Title": "Submission Published", "IsLive": true])),
            .init("UserComments", query.includesComments ? [] : .null),
        ]
        return .object(members)
    }
}

extension SimulatedCharger {
    fileprivate var uuid: String {
        let digits = String(1_000_000_000_000 + id).dropFirst()
        return "00000000-0000-4000-8000-\(digits)"
    }

    fileprivate func address(_ query: PointQuery, _ distance: Double?) -> JSON {
        let country: JSON =
            query.isCompact
            ? .null
            : self.country.map {
                [
                    "ID": .integer(Int64($0.id)), "ISOCode": .string($0.code), "ContinentCode": .null,
                    "Title": .string($0.title),
                ]
            } ?? .null
        return [
            "ID": .integer(Int64(id + 100_000)), "Title": .string(title), "AddressLine1": .text(street),
            "AddressLine2": .null, "Town": .text(town), "StateOrProvince": .null, "Postcode": .text(postcode),
            "CountryID": self.country.id, "Country": country, "Latitude": .decimal(point.latitude),
            "Longitude": .decimal(point.longitude), "ContactTelephone1": .null, "ContactTelephone2": .null,
            "ContactEmail": .null, "AccessComments": .null, "RelatedURL": .null,
            "Distance": distance.map { .decimal($0) } ?? .null,
            "DistanceUnit": distance == nil ? 0 : query.inMiles ? 2 : 1,
        ]
    }
}

extension SimulatedCharger.Plug {
    fileprivate func json(_ charger: SimulatedCharger, _ number: Int, _ query: PointQuery) -> JSON {
        func kind(_ json: JSON) -> JSON { query.isCompact ? .null : json }
        return [
            "ID": .integer(Int64(charger.id * 10 + number)), "ConnectionTypeID": .integer(Int64(self.kind.id)),
            "ConnectionType": kind(self.kind.plug), "Reference": .null, "StatusTypeID": charger.status.id,
            "StatusType": kind(charger.status.state), "LevelID": .integer(Int64(level.id)),
            "Level": kind(level.level), "Amps": .null, "Voltage": .null,
            "PowerKW": power.map { .decimal($0) } ?? .null, "CurrentTypeID": .integer(Int64(current.id)),
            "CurrentType": kind(current.current), "Quantity": .count(quantity), "Comments": .null,
        ]
    }
}

extension JSON {
    static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
    static func count(_ count: Int?) -> JSON { count.map { .integer(Int64($0)) } ?? .null }
    /// A number that is written whole when it is.
    static func decimal(_ value: Double) -> JSON {
        guard let whole = Int64(exactly: value) else { return .number(value) }
        return .integer(whole)
    }
}

extension SimulatedCharger.Kind {
    /// A kind of plug.
    var plug: JSON {
        [
            "FormalName": code.isEmpty ? .null : .string(code), "IsDiscontinued": false, "IsObsolete": false,
            "ID": .integer(Int64(id)), "Title": .string(title),
        ]
    }
    /// How fast a plug is.
    var level: JSON {
        [
            "Comments": .null, "IsFastChargeCapable": .bool(id == 3), "ID": .integer(Int64(id)),
            "Title": .string(title),
        ]
    }
    /// What kind of current a plug has.
    var current: JSON { ["Description": .null, "ID": .integer(Int64(id)), "Title": .string(title)] }
}

extension SimulatedCharger.Kind? {
    /// The number, or null.
    var id: JSON { map { .integer(Int64($0.id)) } ?? .null }
    /// An operator.
    var titled: JSON {
        map { kind in
            [
                "WebsiteURL": .null, "Comments": .null, "PhonePrimaryContact": .null, "PhoneSecondaryContact": .null,
                "IsPrivateIndividual": false, "AddressInfo": .null, "BookingURL": .null, "ContactEmail": .null,
                "FaultReportEmail": .null, "IsRestrictedEdit": .null, "ID": .integer(Int64(kind.id)),
                "Title": .string(kind.title),
            ]
        } ?? .null
    }
    /// A state: 0 is unknown, 50 works, 100 and more do not.
    var state: JSON {
        map { kind in
            let works: JSON = kind.id == 0 ? .null : .bool(kind.id == 50)
            return [
                "IsOperational": works, "IsUserSelectable": true, "ID": .integer(Int64(kind.id)),
                "Title": .string(kind.title),
            ]
        } ?? .null
    }
}
