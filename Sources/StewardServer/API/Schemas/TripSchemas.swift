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
        .required("distance_km", kilometres, "km; 0 with distance_source unknown: nothing tells it"),
        .required("business_km", kilometres, "Of these, for business"),
        .required("private_km", kilometres, "Of these, private"),
        .required("trip_type", .one(of: ["B", "P", "M"]), "Business, private, mixed"),
        .required("notes", .text, "What the driver wrote"),
        .required("created_at", .text, "When it was first known here, in UTC"),
        .optional("car_id", .text, "The vehicle's id"),
        .required("gps_trail", .array(of: trailPoint), "Where it went; not all points"),
        .optional("google_maps_km", kilometres, "The shortest way by road, km"),
        .optional("route_deviation_percent", .number(), "How much longer it was than that"),
        .optional("route_flag", .text, "long_route: more than 5 percent longer"),
        .optional("distance_source", .one(of: ["odometer", "osrm", "gps", "unknown"]), "Where the distance is from"),
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

extension LogbookSchemas {
    /// Trips as a list alone, or a part of them with where the next begins.
    static let trips = Schema.either([
        .named(
            "TripPart",
            .object([
                .required("trips", .array(of: trip, most: 100), "The newest first"),
                .required("next_cursor", .text.orNull, "What the next part takes as “cursor”; null at the end"),
            ])), .array(of: trip, most: 100),
    ])

    static let done = Schema.named("Done", .object([.required("status", .one(of: ["deleted"]), "It is done")]))

    private static let typed = Schema.one(of: ["B", "P", "M"])
    private static let times: [Schema.Member] = [
        .required("date", .text, "The day on which it began, as 21-11-2026 or 2026-11-21"),
        .optional("start_time", .string(.clock).standard("09:00"), "When it began"),
        .optional("end_time", .string(.clock).standard("10:00"), "When it ended; before its start: the next day"),
        .optional("car_id", .text, "The vehicle's id; the usual one when it is left out"),
    ]

    static let newTrip = Schema.named(
        "NewTrip",
        .object(
            times + [
                .required(
                    "from_address", .string(least: 1, most: 300), "Where it began: an address, or a place's name"),
                .required("to_address", .string(least: 1, most: 300), "Where it ended"),
                .required("distance_km", .number(min: 0, max: 10_000), "km"),
                .optional("trip_type", typed.standard("B"), "Business, private, or half and half"),
                .optional("notes", .string(most: 2000), "What the driver wants to remember"),
            ]))

    static let wholeTrip = Schema.named(
        "NewTripWithWay",
        .object(
            times + [
                .required("from_lat", latitude, "Degrees north"), .required("from_lon", longitude, "Degrees east"),
                .required("to_lat", latitude, "Degrees north"), .required("to_lon", longitude, "Degrees east"),
                .optional("distance_km", .number(min: 0, max: 10_000), "km; may be left out with both odometers"),
                .optional("trip_type", typed.standard("P"), "Private, or business"),
                .optional("start_odo", .number(min: 0, max: 9_999_999), "km; 0: not known"),
                .optional("end_odo", .number(min: 0, max: 9_999_999), "km; 0: not known"),
                .optional("gps_trail", .array(of: newPoint, most: 20_000), "Where it went"),
            ]))

    private static let newPoint = Schema.named(
        "NewTrailPoint",
        .object([
            .required("lat", latitude, "Degrees north"), .required("lng", longitude, "Degrees east"),
            .optional("timestamp", .text, "When it was there, in UTC"),
        ]))

    static let changedTrip = Schema.named(
        "ChangedTrip",
        .object([
            .optional("date", .text.orNull, "The day on which it began, as 21-11-2026 or 2026-11-21"),
            .optional("start_time", .string(.clock).orNull, "When it began"),
            .optional("end_time", .string(.clock).orNull, "When it ended"),
            .optional("from_address", .string(most: 300).orNull, "Where it began"),
            .optional("to_address", .string(most: 300).orNull, "Where it ended"),
            .optional("distance_km", .number(min: 0, max: 10_000).orNull, "km"),
            .optional("trip_type", typed.orNull, "Business, private, mixed"),
            .optional("business_km", .number(min: 0, max: 10_000).orNull, "Of a mixed trip, km for business"),
            .optional("private_km", .number(min: 0, max: 10_000).orNull, "Of a mixed trip, private km"),
            .optional("notes", .string(most: 2000).orNull, "What the driver wants to remember"),
            .optional("route_flag", .text.orNull, "Ignored: it follows from the way"),
            .optional("car_id", .text.orNull, "The vehicle's id"),
        ]))
}

extension TextForm {
    /// As older logbooks write days.
    static let dutchDay = TextForm(
        pattern: "^(0[1-9]|[12][0-9]|3[01])-(0[1-9]|1[0-2])-[0-9]{4}$", sentence: "a day, as 21-11-2026")
    static let clock = TextForm(pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$", sentence: "a time, as 08:30")
}
