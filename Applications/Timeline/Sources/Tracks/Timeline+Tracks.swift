// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension Timeline {
    /// Writes the rows of a query as GPX, in the order of time.
    /// - Parameter gap: seconds without a point after which a new track begins; `nil` leaves everything in one.
    /// - Throws: `TimelineError` when the file cannot be written; `DatabaseError`.
    package func export(
        _ query: LocationQuery, to file: OutputFile, gap: Int64?
    ) async throws -> GPXSummary {
        var query = query
        query.order = .time
        query.circle = nil
        let asked = query
        let summary = try await database.read { connection in
            try file.restart()
            var writer = try GPXWriter(file, gap: gap.map { $0 * InstantText.second })
            try connection.locations.forEach(asked) { location in
                let record = location.record
                try writer.add(
                    latitude: record.latitude, longitude: record.longitude, elevation: record.elevation,
                    instant: record.instant)
            }
            try writer.finish()
            return writer.summary
        }
        try file.finish()
        return summary
    }
}
