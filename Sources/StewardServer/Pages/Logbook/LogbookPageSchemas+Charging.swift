// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension LogbookPageSchemas {
    private static let degreesNorth = Schema.number(min: -90, max: 90)
    private static let degreesEast = Schema.number(min: -180, max: 180)

    private static let connector = Schema.named(
        "PlugKind",
        .object([
            .required("kind", .text, "The kind, as CCS (Type 2)"),
            .required("power", .number().orNull, "Kilowatts that each gives at most"),
            .required("count", .count.orNull, "How many there are"),
        ]))

    private static let station = Schema.named(
        "NearStation",
        .object([
            .required("id", .text, "The service's own name for it"),
            .required("title", .text, "What it is called"),
            .required("address", .text, "Its address; empty when it is not known"),
            .required("operator", .text.orNull, "Who runs it"),
            .required("latitude", degreesNorth, "Degrees north"),
            .required("longitude", degreesEast, "Degrees east"),
            .required("distance", kilometres.orNull, "km as the crow flies"),
            .required("power", .number().orNull, "The most of its connectors, kilowatts"),
            .required("connectors", .array(of: connector), "What one can plug into"),
            .required("operational", .boolean.orNull, "Whether it works"),
            .required("cost", .text.orNull, "What charging costs, in the operator's words"),
            .required("attribution", .text.orNull, "Whom the service wants named, with the licence"),
        ]))

    /// The page of charging stations.
    static let charging = Schema.named(
        "NearStations",
        .object([
            .required("connected", .boolean, "Whether a connection finds charging stations"),
            .required("place", .text.orNull, "The place's name, as it was asked for"),
            .required("latitude", degreesNorth.orNull, "Around where; null when nothing was asked for"),
            .required("longitude", degreesEast.orNull, "Degrees east"),
            .required("radius", .count, "How far around, km"),
            .required("stations", .array(of: station), "The nearest first"),
        ]))
}
