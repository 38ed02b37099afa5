// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore

/// One's own vehicles, as older clients of logbooks know them. Those kept the passwords of car makers; Steward takes
/// none: it has connections, and cars that report themselves.
enum CarRoutes {
    static let all: [Route] = looking + changing + credentials

    private static let looking: [Route] = [
        .logbook(.get, "/cars", "One's vehicles", gives: .array(of: LogbookSchemas.car)) { own in
            var cars: [JSON] = []
            for record in try await own.logbook.vehicles(of: own.account.id) { cars.append(try await own.car(record)) }
            return JSONAnswer.response(.array(cars))
        },
        .logbook(.get, "/cars/{car}", "One of one's vehicles", gives: LogbookSchemas.car) { own in
            JSONAnswer.response(try await own.car(try await standing(own)))
        },
        .logbook(.get, "/cars/{car}/stats", "Kilometres of a vehicle", gives: LogbookSchemas.carStats) { own in
            let record = try await standing(own)
            let sums = try await StatsRoutes.sums(of: [record], month: nil, year: nil, own)
            return JSONAnswer.response(
                .object([JSON.Member("car_id", .string(record.vehicle.id))] + StatsRoutes.members(sums)))
        },
        .logbook(.get, "/cars/{car}/data", "How a vehicle is, as far as it told", gives: LogbookSchemas.carData) {
            own in
            JSONAnswer.response(try await own.carData(try await standing(own)))
        },
    ]

    private static let changing: [Route] = [
        .logbook(.post, "/cars", "Adds a vehicle", gives: LogbookSchemas.car, takes: LogbookSchemas.newCar) { own in
            let fields = try await own.fields()
            var vehicle = Vehicle(
                id: "new", owner: own.account.id, name: try fields.needed("name", most: 80),
                country: try country(fields, own), zone: try fields.text("zone", most: 64) ?? own.zone)
            try change(&vehicle, fields)
            let record = try await own.logbook.addVehicle(vehicle, account: own.account.id, actor: own.actor)
            return JSONAnswer.response(try await own.car(record))
        },
        .logbook(
            .patch, "/cars/{car}", "Changes a vehicle", gives: LogbookSchemas.carChanged,
            takes: LogbookSchemas.changedCar
        ) { own in
            let fields = try await own.fields()
            let known = try await standing(own)
            try await own.logbook.changeVehicle(known.vehicle.id, account: own.account.id, actor: own.actor) {
                vehicle in
                if let name = try fields.text("name", most: 80) { vehicle.name = name }
                if try fields.flag("is_default") ?? false { vehicle.isUsual = true }
                try change(&vehicle, fields)
            }
            return JSONAnswer.response(["status": "updated", "car_id": .string(known.vehicle.id)])
        },
        .logbook(
            .delete, "/cars/{car}", "Takes a vehicle out of the lists; its book and its trips stay",
            gives: LogbookSchemas.done
        ) { own in
            let known = try await standing(own)
            do {
                try await own.logbook.removeVehicle(known.vehicle.id, account: own.account.id, actor: own.actor)
            } catch let error as LogbookError where error.code == .conflict {
                throw HTTPError(.badRequest, message: "Cannot delete last car. " + error.description)
            }
            return JSONAnswer.response(["status": "deleted"])
        },
    ]

    private static let credentials: [Route] = [
        .logbook(
            .get, "/cars/{car}/credentials", "Nothing: no passwords of car makers are kept",
            gives: LogbookSchemas.nothing
        ) { own in
            _ = try await standing(own)
            throw LogbookError(.notFound, "No credentials configured")
        },
        .logbook(
            .delete, "/cars/{car}/credentials", "Nothing: no passwords of car makers are kept",
            gives: LogbookSchemas.nothing
        ) { own in
            _ = try await standing(own)
            throw LogbookError(.notFound, "No credentials configured")
        },
        refused(.put, "/cars/{car}/credentials"), refused(.post, "/cars/{car}/credentials/test"),
    ]

    private static func refused(_ method: HTTPRequest.Method, _ path: String) -> Route {
        .logbook(
            method, path, "Refused: no passwords of car makers are taken", gives: LogbookSchemas.nothing,
            problems: [.unprocessableContent]
        ) { own in
            _ = try await standing(own)
            throw HTTPError(
                .unprocessableContent,
                message: "Steward takes no passwords of car makers. Let the car report to /in/report, or connect its "
                    + "service on the page of connections.")
        }
    }

    /// The vehicle that the address names and that is in the lists.
    private static func standing(_ own: OwnLogbook) async throws -> VehicleRecord {
        let record = try await own.vehicle(try own.parameter("car"))
        guard record.removed == nil else {
            throw LogbookError(.notFound, "There is no vehicle “\(record.vehicle.id)” of yours.")
        }
        return record
    }

    /// Whose tax rules count: as somebody says, else as the time zone suggests.
    private static func country(_ fields: JSONFields, _ own: OwnLogbook) throws(LogbookError) -> Vehicle.Country {
        if let text = try fields.text("country", most: 2) {
            guard let country = Vehicle.Country(rawValue: text) else {
                let known = Vehicle.Country.allCases.map(\.rawValue).joined(separator: ", ")
                throw JSONFields.refused("country", "one of: \(known)")
            }
            return country
        }
        if own.zone.hasPrefix("America/") || own.zone.hasPrefix("US/") { return .unitedStates }
        return switch own.zone {
        case "Europe/Berlin", "Europe/Busingen": .germany
        case "Europe/London", "Europe/Belfast": .unitedKingdom
        default: .netherlands
        }
    }

    private static func change(_ vehicle: inout Vehicle, _ fields: JSONFields) throws(LogbookError) {
        if let brand = try fields.text("brand", most: 40) { vehicle.brand = brand }
        if let color = try fields.text("color", most: 7) { vehicle.color = color }
        if let icon = try fields.text("icon", most: 40) { vehicle.icon = icon }
        if let name = try fields.text("carplay_device_id", most: 80) { vehicle.bluetooth = name }
        if let odometer = try fields.distance("start_odometer", upTo: 9_999_999) { vehicle.odometerAtStart = odometer }
    }
}
