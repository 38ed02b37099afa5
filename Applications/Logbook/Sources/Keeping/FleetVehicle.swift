// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// What finding an arrival's vehicle needs to know of a vehicle.
struct FleetVehicle: Sendable, Hashable {
    let id: String
    let isUsual: Bool
    /// The name of its Bluetooth or CarPlay, folded.
    let bluetooth: String
    /// What senders may call it: name, plate, VIN; folded, none of them empty.
    let names: [String]

    init(id: String, isUsual: Bool = false, bluetooth: String = "", names: [String] = []) {
        self.id = id
        self.isUsual = isUsual
        self.bluetooth = Self.folded(bluetooth)
        self.names = names.map(Self.folded).filter { !$0.isEmpty }
    }

    init(_ row: SQLRow) throws {
        self.init(
            id: try row.text("id"), isUsual: try row.bool("is_usual"), bluetooth: try row.text("bluetooth"),
            names: [try row.text("name"), try row.text("plate"), try row.text("vin")])
    }

    /// Upper and lower case, blanks and hyphens make no difference: plates are written in many ways.
    static func folded(_ name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace && $0 != "-" }
    }
}

/// Finds the vehicle of an arrival by what is known about it, the strongest evidence first. A stand-in never hides a
/// car that says that it is on the move.
struct VehicleChoice: Sendable, Hashable {
    let vehicle: String
    let evidence: Arrival.Evidence

    /// How long ago a car may have said that it drives, in microseconds.
    static let drivingWindow: Int64 = 600_000_000

    /// - Parameters:
    ///   - bound: the vehicle that the token is bound to; what the sender says makes no difference then.
    ///   - hint: what the sender says about the vehicle.
    ///   - fleet: the account's vehicles in the order in which they were added.
    ///   - driving: when each vehicle said last that it drove, microseconds since 1970.
    /// - Throws: `LogbookError` with `notFound` when the sender names a vehicle that is not the account's, or when
    ///   there is none at all.
    init(
        bound: String?, hint: VehicleHint, fleet: [FleetVehicle], driving: [String: Int64], now: Int64
    ) throws(LogbookError) {
        if let bound {
            guard fleet.contains(where: { $0.id == bound }) else {
                throw LogbookError(.notFound, "This token's vehicle is no more; make a new token.")
            }
            (vehicle, evidence) = (bound, .named)
        } else if let named = try Self.named(hint, fleet) {
            (vehicle, evidence) = (named, .named)
        } else if let match = Self.connected(hint, fleet) {
            (vehicle, evidence) = (match, .bluetooth)
        } else if let moving = Self.moving(fleet, driving, now) {
            (vehicle, evidence) = (moving, .driving)
        } else if let usual = fleet.first(where: \.isUsual) ?? fleet.first {
            (vehicle, evidence) = (usual.id, .usual)
        } else {
            throw LogbookError(.notFound, "You have no vehicle yet; add one, then reports have somewhere to go.")
        }
    }

    /// The vehicle of the id, VIN or name that the sender gives; `nil` when it gives none. A name that nobody knows
    /// does no harm while there is one vehicle only.
    private static func named(_ hint: VehicleHint, _ fleet: [FleetVehicle]) throws(LogbookError) -> String? {
        if let id = hint.id, !id.isEmpty {
            guard fleet.contains(where: { $0.id == id }) else {
                throw LogbookError(.notFound, "There is no vehicle “\(id)” of yours.")
            }
            return id
        }
        let names = [hint.vin, hint.name].compactMap { $0.map(FleetVehicle.folded) }.filter { !$0.isEmpty }
        guard !names.isEmpty else { return nil }
        for name in names {
            if let match = fleet.first(where: { $0.names.contains(name) }) { return match.id }
        }
        guard fleet.count < 2 else {
            throw LogbookError(
                .notFound,
                "None of your vehicles is called “\(hint.name ?? hint.vin ?? "")”; give one that name, plate or VIN, "
                    + "or bind the token to a vehicle.")
        }
        return nil
    }

    private static func connected(_ hint: VehicleHint, _ fleet: [FleetVehicle]) -> String? {
        guard let name = hint.bluetooth.map(FleetVehicle.folded), !name.isEmpty else { return nil }
        return fleet.first { $0.bluetooth == name }?.id
    }

    private static func moving(_ fleet: [FleetVehicle], _ driving: [String: Int64], _ now: Int64) -> String? {
        let known = fleet.compactMap { car in
            driving[car.id].flatMap { (0...drivingWindow).contains(now - $0) ? (id: car.id, since: $0) : nil }
        }
        return known.max { $0.since < $1.since }?.id
    }
}
