// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore

/// What ``LogbookPageJSON`` gives.
enum LogbookPageSchemas {
    static let kilometres = Schema.number()
    private static let uses = Schema.one(of: Trip.Use.self)
    private static let sources = Schema.one(of: Trip.Measure.Source.self)

    private static let end = Schema.named(
        "TripEnd",
        .object([
            .required("place", .text.orNull, "The driver's name for it"),
            .required("address", .text.orNull, "Address"),
            .required("odometer", kilometres.orNull, "What the odometer showed, km"),
        ]))

    static let row = Schema.named(
        "TripRow",
        .object([
            .required("id", .text, "The trip's id"), .required("vehicle", .text, "The vehicle's id"),
            .required("start", .time, "When it began"), .required("end", .time, "When it ended"),
            .required("from", end, "Where it began"), .required("to", end, "Where it ended"),
            .required("distance", kilometres.orNull, "km; null where nothing tells it"),
            .required("distance_source", sources, "Where the distance is from"),
            .required("business", kilometres, "Of these, for business"),
            .required("commute", kilometres, "Of these, between home and work"),
            .required("private", kilometres, "Of these, private"),
            .required("use", uses, "What it counts as"),
            .required("rule", .text, "The rule that says so; “person” for a person, “none” for none"),
            .required("purpose", .text, "Why it was driven"),
            .required("partner", .text, "Who was visited"),
            .required("project", .text, "What it is booked on"),
            .required("voided", .boolean, "Whether it counts no more"),
            .required("late", .boolean, "Whether something about it was changed late"),
        ]))

    static let gap = Schema.named(
        "OdometerGap",
        .object([
            .required("vehicle", .text, "The vehicle's id"),
            .required("before", .time, "When the first reading was taken"),
            .required("after", .time, "When the second was"),
            .required("before_odometer", kilometres, "What the first showed, km"),
            .required("after_odometer", kilometres, "What the second showed, km"),
            .required("distance", kilometres, "What no trip accounts for, km"),
            .required("explanation", .text, "What a person said about it"),
            .required("use", uses.orNull, "What it counts as"),
        ]))

    static let question = Schema.named(
        "LogbookQuestion",
        .object([
            .required("id", .text, "The same as long as it is the same question"),
            .required("kind", .one(of: OpenQuestion.Kind.self), "What is asked"),
            .required("vehicle", .text, "The vehicle's id"),
            .required("trip", .text.orNull, "The trip's id"),
            .required("day", .string(.day), "The day it is about"),
            .required("sentence", .text, "The same in words of the caller's language"),
            .required("deadline", .time.orNull, "When an answer becomes late"),
            .required("overdue", .boolean, "Whether it is late already"),
            .required("address", .text, "The page where it is answered"),
        ]))

    static let live = Schema.named(
        "GoingTrip",
        .object([
            .required("id", .text, "The vehicle's id"),
            .required("state", .one(of: LiveTripState.self), "What it does"),
            .required("start", .time, "When it began"),
            .required("distance", kilometres, "The way so far, km"),
            .required("fixes", .count, "How many positions it has"),
        ]))

    static let month = Schema.named(
        "LogbookMonth",
        .object([
            .required("month", .string(.month), "The month"),
            .required("totals", .map(of: .number()), "What it adds up to, km and a number of trips"),
            .required("trips", .array(of: row), "Trips that began in it, the newest first"),
            .required("gaps", .array(of: gap), "Kilometres of no trip"),
            .required("questions", .array(of: question), "What waits for a person, of any month"),
            .required("live", .array(of: live), "Trips that go on"),
        ]))

    static let trip = Schema.named(
        "LogbookTrip",
        .object([
            .required("trip", .map(of: .anything), "The whole trip, as its digest is made of"),
            .required("digest", .string(.sha256), "SHA-256 over the trip's canonical JSON (RFC 8785)"),
            .required("way", .text, "Where it went, as an encoded polyline of five decimals"),
            .required("late_from", .time.orNull, "From when on a change is marked late"),
            .required("month_closed", .boolean, "Whether its month is closed: then every change is late"),
        ]))

    static let map = Schema.named(
        "LogbookMap",
        .object([
            .required(
                "lines",
                .array(
                    of: .object([
                        .required("way", .text, "An encoded polyline of five decimals"),
                        .required("use", uses, "What the trip counts as"),
                        .required("name", .text, "What it is called"),
                        .required("address", .text.orNull, "Its page"),
                    ])), "Ways"),
            .required(
                "spots",
                .array(
                    of: .object([
                        .required("latitude", .number(min: -90, max: 90), "Degrees north"),
                        .required("longitude", .number(min: -180, max: 180), "Degrees east"),
                        .required("radius", .count.orNull, "How far it reaches, metres"),
                        .required("name", .text, "What it is called"),
                        .required("kind", .one(of: ["place", "start", "end", "charger"]), "What it is"),
                        .required("address", .text.orNull, "Its page"),
                    ])), "Places"),
        ]))

    static let car = Schema.named(
        "LogbookCar",
        .object([
            .required("id", .text, "The vehicle's id"),
            .required("name", .text, "What its driver calls it"),
            .required("plate", .text, "Its licence plate"),
            .required("country", .one(of: Vehicle.Country.self), "Whose tax rules its reports follow"),
            .required("usual", .boolean, "Whether reports that name no vehicle go to it"),
            .required("odometer", kilometres.orNull, "What the odometer showed last, km"),
            .required(
                "totals", .map(of: .number()), "Everything that was driven, km and a number of trips"),
            .required("questions", .count, "How many questions about it are open"),
            .required("live", live.orNull, "The trip that goes on"),
        ]))

    private static let reading = Schema.named(
        "ReadingOfCar",
        .object([
            .required("at", .time, "When the car showed it"), .required("odometer", kilometres, "km"),
            .required("device", .text, "What told it; empty for a person"),
            .required("refused", .text.orNull, "Why it does not count"),
        ]))

    private static let monthOfCar = Schema.named(
        "MonthOfCar",
        .object([
            .required("month", .string(.month), "The month"),
            .required("totals", .map(of: .number()), "What it adds up to, km and a number of trips"),
            .required("closed_at", .time.orNull, "When it was closed first"),
            .required("intact", .boolean.orNull, "Whether every trip is as it was sealed"),
        ]))

    private static let device = Schema.named(
        "LogbookDevice",
        .object([
            .required("id", .text, "What lists call the token"),
            .required("name", .text, "The device's name"),
            .required("vehicle", .text.orNull, "The only vehicle that it reports about"),
            .required("in_address", .boolean, "Whether the token may stand in an address"),
            .required("created", .time, "When it was made"),
            .required("last_used", .time.orNull, "When it was used last"),
            .required("revoked", .time.orNull, "When it was ended"),
        ]))

    static let carDetails = Schema.named(
        "LogbookCarDetails",
        .object([
            .required("car", car, "The vehicle as lists show it"),
            .required("vehicle", .map(of: .anything), "Its record, as it stands in its book"),
            .required("readings", .array(of: reading), "What the odometer showed; refused readings last"),
            .required("gaps", .array(of: gap), "Kilometres of no trip"),
            .required("months", .array(of: monthOfCar), "Months with trips or gaps"),
            .required("devices", .array(of: device), "Who reports about it"),
        ]))

    static let places = Schema.named(
        "LogbookPlaces",
        .object([
            .required(
                "places", .array(of: .map(of: .anything)), "Places, as they stand in the driver's book"),
            .required(
                "rules", .array(of: .map(of: .anything)).orNull,
                "Rules in their order; null for the country's own"),
            .required("profile", .map(of: .anything), "Who drives"),
        ]))
}
