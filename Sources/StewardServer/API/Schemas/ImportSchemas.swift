// SPDX-License-Identifier: Apache-2.0
import Logbook

extension LogbookSchemas {
    /// The fields of a form with a file to import. Those that are left out count as the standard says.
    static let importForm = Schema.named(
        "ImportForm",
        .object([
            .optional("car_id", .text, "The vehicle whose book everything goes into; else what the file says"),
            .optional("zone", .text, "The time zone of times without an offset; else the vehicle's"),
            .optional(
                "unit", .one(of: DistanceUnit.allCases.map(\.rawValue)), "The unit of columns that name none; else km"),
            .optional(
                "dates", .one(of: ImportOptions.SlashDates.allCases.map(\.rawValue)),
                "What 03/04/2026 is; else such dates are refused"),
            .optional("dry_run", .one(of: ["true", "false"]), "true: say what would come in, and take nothing"),
            .required("file", .text, "The file, after all other fields"),
        ]))

    static let imported = Schema.named(
        "Imported",
        .object([
            .required("format", .one(of: ImportFormat.allCases.map(\.rawValue)), "What the file is"),
            .required("sha256", .text, "The file's SHA-256, hexadecimal"),
            .required("dry_run", .boolean, "Whether the file was only looked at"),
            .required("observations", .count, "Points and readings in the file"),
            .required("trips", .count, "Trips in the file"),
            .required("new_trips", .count, "Trips that were not in a book before"),
            .required("known_trips", .count, "Trips that were there already"),
            .required("known_observations", .count, "Points and readings that the same file brought before"),
            .required("vehicles", .array(of: importShare), "What went into whose book, in the order of the file"),
            .required("ignored", .map(of: .count), "What was left out, by the reason, and how often"),
            .optional("first", .time, "The first time in the file"),
            .optional("last", .time, "The last time in it"),
        ]))

    private static let importShare = Schema.named(
        "ImportShare",
        .object([
            .required("vehicle", .text, "The vehicle's id"), .required("name", .text, "What its owner calls it"),
            .required("observations", .count, "Points and readings"),
            .required("known_observations", .count, "Those that the same file brought before"),
            .required("trips", .count, "Trips"), .required("known_trips", .count, "Those that were there already"),
        ]))
}
