// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Timeline

/// Rows of the timeline as a table.
enum TimelineListing {
    static func empty(distance: Bool = false) -> Listing {
        Listing(
            [
                ("time", "Time"), ("latitude", "Latitude"), ("longitude", "Longitude"), ("elevation", "Height m"),
                ("accuracy", "Within m"), ("activity", "Activity"), ("confidence", "Sure %"), ("id", nil),
            ] + (distance ? [("distance", "Distance m")] : []), empty: "There is no such row.")
    }

    static func row(_ location: Location, distance: Bool = false) -> [JSON] {
        let record = location.record
        func number(_ value: Int?) -> JSON { value.map { .integer(Int64($0)) } ?? .null }
        func real(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }
        return [
            .string(InstantText.write(record.instant)), .number(record.latitude), .number(record.longitude),
            real(record.elevation), number(record.accuracy), record.activity.map { .string($0) } ?? .null,
            number(record.confidence), .integer(location.id),
        ] + (distance ? [real(location.distance.map { ($0 * 10).rounded() / 10 })] : [])
    }

    /// Shows at most `limit` of the rows, of which there may be one more.
    static func show(_ locations: [Location], limit: Int, distance: Bool = false, _ printer: Printer) {
        var listing = empty(distance: distance)
        listing.rows = locations.prefix(limit).map { row($0, distance: distance) }
        printer.show(listing)
        if locations.count > limit { printer.note("There are more; see them with --limit.") }
    }
}
