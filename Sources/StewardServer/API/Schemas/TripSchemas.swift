// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension LogbookSchemas {
    private static let tripMembers: [Schema.Member] = [
        .required("id", .text, "The trip's id"),
        .required("date", .string(.dutchDay), "The day on which it began, in the vehicle's time zone"),
        .required("start_time", .string(.clock), "When it began"),
        .required("end_time", .string(.clock), "When it ended"),
        .required("from_address", .text, "Where it began: the place's name, else its address, else degrees"),
        .required("to_address", .text, "Where it ended"),
        .optional("from_lat", latitude, "Degrees north"), .optional("from_lon", longitude, "Degrees east"),
        .optional("to_lat", latitude, "Degrees north"), .optional("to_lon", longitude, "Degrees east"),
        .required("distance_km", kilometres, "km"), .required("business_km", kilometres, "Of these, for business"),
        .required("private_km", kilometres, "Of these, private"),
        .required("trip_type", .one(of: ["B", "P", "M"]), "Business, private, mixed"),
        .required("notes", .text, "What the driver wrote"),
        .required("created_at", .text, "When it was first known here, in UTC"),
        .optional("car_id", .text, "The vehicle's id"),
        .required("gps_trail", .array(of: trailPoint), "Where it went; not all points"),
        .optional("google_maps_km", kilometres, "The shortest way by road, km"),
        .optional("route_deviation_percent", .number(), "How much longer it was than that"),
        .optional("route_flag", .text, "long_route: more than 5 percent longer"),
        .optional("distance_source", .one(of: ["odometer", "osrm", "gps"]), "Where the distance is from"),
    ]

    private static let trailPoint = Schema.named(
        "TrailPoint",
        .object([
            .required("lat", latitude, "Degrees north"), .required("lng", longitude, "Degrees east"),
            .optional("timestamp", .time, "When it was there"),
        ]))

    /// A trip of a list.
    static let trip = Schema.named(
        "Trip",
        .object(
            tripMembers + [
                .required("start_odo", kilometres, "What the odometer showed at the start, km; 0: not known"),
                .required("end_odo", kilometres, "And at the end"),
            ]))

    /// A trip as it is told when it ends.
    static let rawTrip = Schema.named(
        "EndedTrip",
        .object(
            tripMembers + [
                .required("start_odo", kilometres.orNull, "What the odometer showed at the start, km"),
                .required("end_odo", kilometres.orNull, "And at the end"),
                .required("sort_date", .string(.day), "The day on which it began"),
                .required("user_id", .text, "Its account"),
            ]))
}

extension TextForm {
    /// As older logbooks write days.
    static let dutchDay = TextForm(
        pattern: "^(0[1-9]|[12][0-9]|3[01])-(0[1-9]|1[0-2])-[0-9]{4}$", sentence: "a day, as 21-11-2026")
    static let clock = TextForm(pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$", sentence: "a time, as 08:30")
}
