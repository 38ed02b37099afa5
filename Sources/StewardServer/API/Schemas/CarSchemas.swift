// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension LogbookSchemas {
    static let car = Schema.named(
        "Car",
        .object([
            .required("id", .text, "The vehicle's id"), .required("name", .text, "What its owner calls it"),
            .required("brand", .text, "Who made it, in small letters"), .required("color", .text, "As #3B82F6"),
            .required("icon", .text, "An icon's name"),
            .required("is_default", .boolean, "Whether reports that name no vehicle are about it"),
            .optional("carplay_device_id", .text, "The name of its Bluetooth or CarPlay"),
            .required("start_odometer", kilometres, "km when it was added; 0: not known"),
            .required("created_at", .time, "When it was added"),
            .required("last_used", .string(.day).orNull, "The day of its last trip"),
            .required("total_trips", .count, "How many trips it has"),
            .required("total_km", kilometres, "Their kilometres"),
        ]))

    private static let carMembers: [Schema.Member] = [
        .optional("brand", .string(most: 40), "Who made it, in small letters"),
        .optional("color", .string(most: 7), "As #3B82F6"), .optional("icon", .string(most: 40), "An icon's name"),
        .optional("carplay_device_id", .string(most: 80), "The name of its Bluetooth or CarPlay"),
        .optional("start_odometer", .number(min: 0, max: 9_999_999), "km"),
    ]

    static let newCar = Schema.named(
        "NewCar",
        .object(
            [
                .required("name", .string(least: 1, most: 80), "What its owner calls it"),
                .optional("country", .one(of: ["NL", "DE", "GB", "US"]), "Whose tax rules count"),
                .optional("zone", .text, "The time zone of its trips, as Europe/Amsterdam"),
            ] + carMembers))

    static let changedCar = Schema.named(
        "ChangedCar",
        .object(
            [
                .optional("name", .string(least: 1, most: 80), "What its owner calls it"),
                .optional("is_default", .boolean, "true: it is the usual one from now on"),
            ] + carMembers))

    static let carChanged = Schema.named(
        "CarChanged",
        .object([
            .required("status", .one(of: ["updated"]), "It is done"), .required("car_id", .text, "The vehicle's id"),
        ]))

    private static let statsMembers: [Schema.Member] = [
        .required("total_km", kilometres, "All of them, km"), .required("business_km", kilometres, "For business, km"),
        .required("private_km", kilometres, "Private, km"), .required("trip_count", .count, "How many trips"),
    ]
    static let stats = Schema.named("Stats", .object(statsMembers))
    static let carStats = Schema.named(
        "CarStats", .object([.required("car_id", .text, "The vehicle's id")] + statsMembers))

    private static let unknown = "null: nobody told"

    static let carData = Schema.named(
        "CarData",
        .object([
            .required("car_id", .text, "The vehicle's id"), .required("car_name", .text, "What its owner calls it"),
            .required("brand", .text, "Who made it"), .required("vin", .text.orNull, "Its identification number"),
            .required("odometer_km", kilometres.orNull, "What the odometer showed last, km"),
            .required("latitude", latitude.orNull, "Degrees north"),
            .required("longitude", longitude.orNull, "Degrees east"),
            .required("state", .one(of: ["unknown", "parked", "driving"]), "What it does"),
            .required("battery_level", .number().orNull, unknown), .required("range_km", .number().orNull, unknown),
            .required("is_charging", .boolean.orNull, unknown), .required("is_plugged_in", .boolean.orNull, unknown),
            .required("charging_power_kw", .number().orNull, unknown),
            .required("charging_remaining_minutes", .number().orNull, unknown),
            .required("fetched_at", .time.orNull, "When it was so"),
        ]))

    /// What is never given: the address only refuses.
    static let nothing = Schema.named("Nothing", .object([]))
}
