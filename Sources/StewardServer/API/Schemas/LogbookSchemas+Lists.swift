// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension LogbookSchemas {
    static let place = Schema.named(
        "Place",
        .object([
            .required("name", .text, "What one calls it"), .required("lat", latitude, "Degrees north"),
            .required("lng", longitude, "Degrees east"), .required("created_at", .time, "When it was named"),
            .required("user_id", .text, "Whose it is: the name of the account"),
        ]))

    static let newPlace = Schema.named(
        "NewPlace",
        .object([
            .required("name", .string(least: 1, most: 80), "What one calls it"),
            .required("lat", latitude, "Degrees north"), .required("lng", longitude, "Degrees east"),
        ]))

    static let placeAdded = Schema.named(
        "PlaceAdded",
        .object([
            .required("status", .one(of: ["added"]), "It is done"), .required("name", .text, "The place's name"),
            .required("trips_updated", .count, "How many trips begin or end there"),
        ]))

    static let comparison = Schema.named(
        "OdometerComparison",
        .object([
            .required("car_id", .text, "The vehicle's id"),
            .required("start_odometer", kilometres, "What the odometer showed first, km"),
            .required("trips_timeline", .array(of: driven), "The trips by their start"),
            .required("odometer_readings", .array(of: reading), "The readings that count, by time"),
            .required("comparison", compared.orNull, "The last reading beside the trips"),
            .required("warnings", .array(of: warning), "What is worth a look"),
        ]))

    private static let driven = Schema.named(
        "DrivenTrip",
        .object([
            .required("timestamp", .time, "When it began"), .required("date", .string(.day), "The day of it"),
            .required("trip_id", .text, "The trip's id"),
            .required("distance_km", kilometres, "km; 0 as well where nothing tells it"),
            .required("cumulative_km", kilometres, "km of all trips up to it"),
            .required("from", .text, "Where it began"), .required("to", .text, "Where it ended"),
        ]))

    private static let reading = Schema.named(
        "ComparedReading",
        .object([
            .required("timestamp", .time, "When it was read"), .required("odometer_km", kilometres, "km"),
        ]))

    private static let compared = Schema.named(
        "ComparedOdometer",
        .object([
            .required("actual_odometer_km", kilometres, "The last reading, km"),
            .required("calculated_km", kilometres, "The first one and all trips until then, km"),
            .required("difference_km", kilometres, "The reading less that, km"),
            .required("difference_percent", .number(), "Of the way between both readings"),
            .required("status", .one(of: ["ok", "warning"]), "warning: more than 2 percent"),
            .required("reading_timestamp", .time, "When it was read"),
        ]))

    private static let warning = Schema.named(
        "OdometerWarning",
        .object([
            .required("type", .one(of: ["deviation"]), "What it is"), .required("message", .text, "In Dutch"),
            .required("suggestion", .text, "What to do, in Dutch"),
        ]))

    static let odometers = Schema.named(
        "Odometers", .object([.required("cars", .array(of: odometer), "One's vehicles")]))

    private static let odometer = Schema.named(
        "Odometer",
        .object([
            .required("car_id", .text, "The vehicle's id"), .required("name", .text, "What its owner calls it"),
            .required("current_odometer", kilometres.orNull, "What it showed last, km"),
            .required("start_odometer", kilometres, "km when it was added; 0: not known"),
            .required("state", .one(of: ["unknown", "parked", "driving"]), "What the vehicle does"),
            .required("is_parked", .boolean, "Whether it is known to be parked"),
        ]))

    static let check = Schema.named(
        "TripCheck",
        .object([
            .required("status", .one(of: ["no_active_trips", "completed"]), "Whether any trip goes on"),
            .required("processed", .count, "How many trips were looked at"),
            .optional("results", .array(of: checked), "What became of each"),
        ]))

    static let table = Schema.named(
        "TripTable",
        .object([
            .required("columns", .array(of: .text), "The names of the columns, in Dutch"),
            .required("rows", .array(of: .array(of: .anything)), "One for each trip, with a value for each column"),
        ]))

    static let station = Schema.named(
        "ChargingStation",
        .object([
            .required("ID", .either([.integer(), .text]), "The service's own name for it"),
            .required("AddressInfo", stationPlace, "Where it is"),
            .required("OperatorInfo", titled.orNull, "Who runs it"),
            .required("Connections", .array(of: connection), "What one can plug into"),
            .required("StatusType", works.orNull, "Whether it works"),
            .required("UsageCost", .text.orNull, "What charging costs, in the operator's words"),
            .required("DataProvider", titled.orNull, "Whom to name wherever it is shown"),
        ]))

    private static let titled = Schema.named("Titled", .object([.required("Title", .text, "Its name")]))
    private static let works = Schema.named(
        "StationStatus", .object([.required("IsOperational", .boolean, "Whether it works")]))

    private static let stationPlace = Schema.named(
        "StationPlace",
        .object([
            .required("Title", .text, "What it is called"), .required("AddressLine1", .text, "Street and number"),
            .required("Town", .text, "Town"), .required("Postcode", .text, "Postcode"),
            .required("Latitude", latitude, "Degrees north"), .required("Longitude", longitude, "Degrees east"),
        ]))

    private static let connection = Schema.named(
        "StationConnection",
        .object([
            .required("PowerKW", .number().orNull, "Kilowatts that each gives at most"),
            .required("Quantity", .count.orNull, "How many there are"),
            .required("ConnectionType", titled, "The kind of plug"),
        ]))

    static let authStatus = Schema.named(
        "AuthStatus", .object([.required("auth_enabled", .boolean, "true: everything else needs a token")]))
    static let me = Schema.named(
        "Me",
        .object([
            .required("user", .text, "The name of the account"),
            .required("auth_enabled", .boolean, "true: everything needs a token"),
        ]))
}
