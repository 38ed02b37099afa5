// SPDX-License-Identifier: Apache-2.0

/// A table of points with the columns `lat`, `lng` and `time`, and perhaps one of heights; other columns do not count.
package struct TrackTable: Sendable {
    /// The instant of a time without an offset, told as if it were UTC; `nil` refuses such times.
    package var zone: (@Sendable (Int64) -> Int64?)?

    package init(zone: (@Sendable (Int64) -> Int64?)? = nil) { self.zone = zone }

    private struct Columns {
        var latitude: Int?
        var longitude: Int?
        var time: Int?
        var elevation: Int?

        init(_ headings: [String]) {
            for (place, heading) in headings.enumerated() {
                switch heading.filter({ !$0.isWhitespace }).lowercased() {
                case "lat", "latitude": latitude = latitude ?? place
                case "lng", "lon", "longitude": longitude = longitude ?? place
                case "time", "timestamp", "datetime": time = time ?? place
                case "ele", "elevation", "alt", "altitude": elevation = elevation ?? place
                default: break
                }
            }
        }
    }

    /// Writes a table as GPX: one track with one segment, in the order of the rows.
    /// - Throws: `TimelineError`, which names the line and the repair; nothing is written then.
    package func convert(_ table: ExportFile, to file: OutputFile) throws -> GPXSummary {
        var writer = try GPXWriter(file, gap: nil)
        var columns: Columns?
        var width = 0
        func take(_ row: [String], _ line: Int) throws {
            guard let known = columns else {
                columns = Columns(row)
                width = row.count
                return
            }
            guard row.count == width else {
                throw TimelineError(
                    .invalid, "\(table.path): line \(line) has \(row.count) fields instead of \(width).")
            }
            try add(row, known, "\(table.path): line \(line)", &writer)
        }
        var rows = CSVRows(path: table.path)
        try table.forEachPiece { try rows.push($0, take) }
        try rows.finish(take)
        guard let columns, columns.latitude != nil, columns.longitude != nil, columns.time != nil else {
            throw TimelineError(.invalid, "\(table.path) has no heading with lat, lng and time in its first line.")
        }
        try writer.finish()
        try file.finish()
        return writer.summary
    }

    private func add(_ row: [String], _ columns: Columns, _ place: String, _ writer: inout GPXWriter) throws {
        guard let north = columns.latitude, let east = columns.longitude, let when = columns.time else {
            throw TimelineError(.invalid, "\(place): the first line has no heading with lat, lng and time.")
        }
        func number(_ column: Int) -> Double? { DecimalText.read(Self.trimmed(row[column])) }
        guard let latitude = number(north), let longitude = number(east), (-90...90).contains(latitude),
            (-180...180).contains(longitude)
        else {
            throw TimelineError(
                .invalid, "\(place) has the position “\(row[north].prefix(30))”, “\(row[east].prefix(30))”.")
        }
        var elevation: Double?
        if let column = columns.elevation, !Self.trimmed(row[column]).isEmpty {
            elevation = number(column)
            guard let elevation, abs(elevation) < 1e6 else {
                throw TimelineError(.invalid, "\(place) has the height “\(row[column].prefix(30))”.")
            }
        }
        guard let moment = InstantText.read(String(Self.trimmed(row[when]))) else {
            throw TimelineError(
                .invalid, "\(place) has the time “\(row[when].prefix(40))”; write it as 2026-03-01T08:00:00+01:00.")
        }
        guard let instant = moment.instant ?? zone?(moment.local) else {
            throw TimelineError(
                .invalid, "\(place) has the time “\(row[when].prefix(40))” without an offset; name its zone (--zone).")
        }
        try writer.add(latitude: latitude, longitude: longitude, elevation: elevation, instant: instant)
    }

    private static func trimmed(_ text: String) -> Substring {
        var rest = text[...]
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return rest
    }
}
