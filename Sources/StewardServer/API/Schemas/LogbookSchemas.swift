// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What the addresses of logbooks give and take.
enum LogbookSchemas {
    static let latitude = Schema.number(min: -90, max: 90)
    static let longitude = Schema.number(min: -180, max: 180)
    static let kilometres = Schema.number()

    /// What was kept of a report. Senders with an answer of their own get that.
    static let taken = Schema.named(
        "Taken",
        .either([
            .object([
                .required("status", .one(of: ["recorded"]), "It is on disk"),
                .required("observations", .count, "How many things it told"),
                .required("ignored", .map(of: .count), "What was left out, by the reason, and how often"),
                .required("vehicles", .array(of: .text), "The vehicles in whose books it is"),
            ]), .object([.required("result", .one(of: ["ok"]), "What Overland waits for")]),
            .array(of: .anything, most: 0),
        ]))

    /// A point, as phones send it.
    static let point = Schema.named(
        "Point",
        .object([
            .optional("lat", latitude, "Degrees north"), .optional("lng", longitude, "Degrees east"),
            .optional("timestamp", .text, "When it was so, RFC 3339; its arrival when it is left out"),
            .optional("accuracy", .number(min: 0), "Metres"), .optional("speed", .number(), "Metres a second"),
            .optional("heading", .number(), "Degrees from north, clockwise"),
            .optional("movement", .text, "How the phone thinks that it moves"),
            .optional("event", .text, "Which call it stands for, in a list"),
            .optional("car_id", .text, "The vehicle's id"),
            .optional("device_id", .text, "The name of the car's Bluetooth or CarPlay"),
            .optional("points", .array(of: .anything), "Many points, each with its time"),
        ]))

    private static let statuses = [
        "trip_started", "waiting_for_car", "gps_only_ping", "trip_paused", "trip_resumed", "ping_recorded", "moving",
        "waiting", "paused_at_skip", "finalized", "skipped", "cancelled", "ignored", "pending", "completed",
    ]

    static let webhook = Schema.named(
        "WebhookAnswer",
        .object([
            .required("status", .one(of: statuses), "What goes on after the call"),
            .optional("user", .text, "The name of the account"),
            .optional("car", .text, "The vehicle's name"),
            .optional("start_odo", kilometres.orNull, "What the odometer showed at the start, km"),
            .optional("source", .one(of: ["bluetooth"]), "How the vehicle was found"),
            .optional("no_driving_count", .count, "0: nothing is counted while no trip goes on"),
            .optional("gps_count", .count, "How many points the trip has"),
            .optional("reason", .text, "Why it is so"),
            .optional("resume_window_minutes", .count, "For how long the trip may go on again"),
            .optional("minutes_paused", .count, "How long it stood"),
            .optional("current_odo", kilometres.orNull, "What the odometer showed last, km"),
            .optional("parked_count", .count, "How often in a row the car said that it is parked"),
            .optional("total_km", kilometres, "The way so far, km"),
            .optional("pause_count", .count, "How often it stood at a place that is skipped"),
            .optional("trip", rawTrip.orNull, "The trip that has ended"),
            .optional("processed", .count, "How many trips were looked at"),
            .optional("results", .array(of: checked), "What became of each"),
        ]))

    static let checked = Schema.named(
        "CheckedTrip",
        .object([
            .required("user", .text, "The name of the account"),
            .required("action", .one(of: ["finalized", "skipped"]), "What was done"),
            .optional("reason", .text, "Why"), .optional("hours_since", .number(), "Hours since the last report"),
            .optional("km", kilometres, "How long the trip was, km"),
            .optional("trip_id", .text, "The trip's id"),
        ]))

    static let status = Schema.named(
        "LiveTrip",
        .object([
            .required("active", .boolean, "Whether a trip goes on, or stands and may go on"),
            .optional("paused", .boolean, "Whether it stands"), .optional("start_time", .time, "When it began"),
            .optional("start_odo", kilometres.orNull, "What the odometer showed at the start, km"),
            .optional("last_odo", kilometres.orNull, "What it showed last, km"),
            .optional("last_odo_change", .anything, "null"), .optional("gps_count", .count, "How many points it has"),
            .optional("distance_km", kilometres, "The way so far, km"),
            .optional("first_gps", livePoint.orNull, "Where it began"),
            .optional("last_gps", livePoint.orNull, "Where it was last"),
        ]))

    private static let livePoint = Schema.named(
        "LivePoint",
        .object([
            .required("lat", latitude, "Degrees north"), .required("lng", longitude, "Degrees east"),
            .required("timestamp", .time, "When it was there"),
            .required("is_skip", .boolean, "Whether it is at a place that is skipped"),
        ]))
}
