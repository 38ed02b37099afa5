// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore

/// A trip with everything that is kept of it.
enum StoredTripJSON {
    /// As ``ListedTrip`` writes it, with its owner, a date to sort by, and `null` for an odometer that is unknown.
    static func raw(_ trip: Trip, country: Vehicle.Country, account: String) throws -> JSON {
        let listed = try JSON(parsing: ListedTrip(trip, country: country).bytes())
        var members: [JSON.Member] = []
        for member in listed.members ?? [] {
            switch member.key {
            case "start_odo" where trip.start.odometer == nil: members.append(JSON.Member("start_odo", .null))
            case "end_odo" where trip.end.odometer == nil: members.append(JSON.Member("end_odo", .null))
            case "date":
                members.append(member)
                let parts = (member.value.string ?? "").split(separator: "-").reversed()
                members.append(JSON.Member("sort_date", .string(parts.joined(separator: "-"))))
            default: members.append(member)
            }
        }
        members.append(JSON.Member("user_id", .string(account)))
        return .object(members)
    }
}
