// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import Tally

/// What the page that records trips has to know: who is signed in, with which vehicles, and which trips go on.
struct PhoneState: Sendable {
    let account: Account
    /// What requests of this session have to bring along; empty for a program.
    let form: String
    let vehicles: [Vehicle]
    let live: [(vehicle: String, trip: LiveTrip)]

    /// - Throws: the database's error, the ledger's errors.
    static func read(_ context: PageContext, _ site: Site) async throws -> PhoneState {
        guard let visitor = context.visitor else { throw DeviceCheck.missing }
        let logbook = site.installation.logbook
        let vehicles = try await logbook.vehicles(of: visitor.account.id).map(\.vehicle)
        var live: [(vehicle: String, trip: LiveTrip)] = []
        for vehicle in vehicles {
            guard let trip = try await logbook.liveTrip(of: vehicle.id, account: visitor.account.id) else { continue }
            live.append((vehicle.id, trip))
        }
        return PhoneState(
            account: visitor.account, form: visitor.session == nil ? "" : context.formToken, vehicles: vehicles,
            live: live)
    }

    var json: JSON {
        [
            "account": .string(account.id), "name": .string(account.name), "form": .string(form),
            "language": account.language.map { .string($0.rawValue) } ?? "",
            "theme": .string((account.theme ?? .system).rawValue),
            "vehicles": .array(vehicles.map(Self.json)),
            "live": .array(live.map { Self.json($0.trip, of: $0.vehicle) }),
        ]
    }

    private static func json(_ vehicle: Vehicle) -> JSON {
        [
            "id": .string(vehicle.id), "name": .string(vehicle.name), "plate": .string(vehicle.plate),
            "unit": .string([.unitedKingdom, .unitedStates].contains(vehicle.country) ? "mi" : "km"),
            "usual": .bool(vehicle.isUsual),
        ]
    }

    private static func json(_ trip: LiveTrip, of vehicle: String) -> JSON {
        [
            "vehicle": .string(vehicle), "start": .string(LiveTripJSON.time(trip.start)),
            "metres": .integer(trip.distance.metres), "driving": .bool(trip.phase == .driving),
        ]
    }

    static let schema = Schema.named(
        "PhoneState",
        .object([
            .required("account", .text, "The account's id"), .required("name", .text, "Its name"),
            .required("form", .text, "What requests of this session send as X-Form-Token; empty for a token"),
            .required(
                "language", .one(of: [""] + Language.allCases.map(\.rawValue)), "Chosen by the account, or empty"),
            .required("theme", .one(of: Theme.self), "Light or dark, or as the system has it"),
            .required("vehicles", .array(of: vehicle), "The account's vehicles"),
            .required("live", .array(of: trip), "Trips that go on"),
        ]))

    private static let vehicle = Schema.named(
        "PhoneVehicle",
        .object([
            .required("id", .text, "The vehicle's id"), .required("name", .text, "Its name"),
            .required("plate", .text, "Its registration, or empty"),
            .required("unit", .one(of: ["km", "mi"]), "How distances are told in its country"),
            .required("usual", .boolean, "Whether it is the one that is driven mostly"),
        ]))

    private static let trip = Schema.named(
        "PhoneTrip",
        .object([
            .required("vehicle", .text, "The vehicle's id"), .required("start", .time, "When it began"),
            .required("metres", .count, "The way so far"),
            .required("driving", .boolean, "Whether it moves; else it stands and may go on"),
        ]))
}
