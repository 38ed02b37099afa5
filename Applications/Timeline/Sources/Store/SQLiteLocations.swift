// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// The table on SQLite. Rows go in through prepared statements, one by one: there is no way to a server between.
struct SQLiteLocations: LocationTable {
    let connection: any SQLConnection

    func begin() throws {}

    func control(_ key: ControlKey) throws -> Int64? {
        try connection.first(
            "SELECT last_processed_timestamp FROM control WHERE control_key = $1", [SQLValue(key.rawValue)]
        )?.integer("last_processed_timestamp")
    }

    func setControl(_ key: ControlKey, _ instant: Int64) throws {
        try connection.execute(
            """
            INSERT INTO control (control_key, last_processed_timestamp) VALUES ($1, $2)
            ON CONFLICT (control_key) DO UPDATE SET last_processed_timestamp = excluded.last_processed_timestamp
            """, [SQLValue(key.rawValue), .integer(instant)])
    }

    private static let richness = """
        (accuracy IS NOT NULL) + (elevation IS NOT NULL) + (activity_type IS NOT NULL) + (confidence IS NOT NULL)
        """

    func rows(in spans: [ClosedRange<Int64>]) throws -> [KnownRow] {
        var rows: [KnownRow] = []
        for span in spans {
            let found = try connection.query(
                """
                SELECT location_id, timestamp AS t, latitude, longitude, elevation, \(Self.richness) AS richness
                FROM locations WHERE timestamp BETWEEN $1 AND $2
                """, [.integer(span.lowerBound), .integer(span.upperBound)])
            for row in found { rows.append(try Self.known(row)) }
            try LocationMerge.checkNeighbours(rows.count)
        }
        return rows
    }

    private static func values(_ record: LocationRecord) -> [SQLValue] {
        [
            .integer(record.instant), .real(record.latitude), .real(record.longitude), SQLValue(record.elevation),
            SQLValue(record.accuracy), SQLValue(record.activity), SQLValue(record.confidence),
        ]
    }

    func insert(_ records: [LocationRecord]) throws {
        try connection.execute(
            """
            INSERT INTO locations
                (timestamp, latitude, longitude, elevation, accuracy, activity_type, confidence)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, forEach: records.map(Self.values))
    }

    func replace(_ rows: [(id: Int64, record: LocationRecord)]) throws {
        try connection.execute(
            """
            UPDATE locations SET timestamp = $1, latitude = $2, longitude = $3, elevation = $4, accuracy = $5,
                activity_type = $6, confidence = $7
            WHERE location_id = $8
            """, forEach: rows.map { Self.values($0.record) + [.integer($0.id)] })
    }

    func withoutElevation(
        since: Int64?, after id: Int64, limit: Int
    ) throws -> [(id: Int64, instant: Int64, latitude: Double, longitude: Double)] {
        try connection.query(
            """
            SELECT location_id, timestamp AS t, latitude, longitude FROM locations
            WHERE elevation IS NULL AND timestamp >= $1 AND location_id > $2 ORDER BY location_id LIMIT $3
            """, [.integer(since ?? .min), .integer(id), SQLValue(limit)]
        ).map {
            (
                try $0.integer("location_id"), try $0.integer("t"), try $0.real("latitude"), try $0.real("longitude")
            )
        }
    }

    func setElevations(_ elevations: [(id: Int64, metres: Double)]) throws {
        try connection.execute(
            "UPDATE locations SET elevation = $1 WHERE location_id = $2",
            forEach: elevations.map { [.real($0.metres), .integer($0.id)] })
    }

    /// Distances are measured here, of what is in the box around the circle.
    func forEach(_ query: LocationQuery, _ body: (Location) throws -> Void) throws {
        var conditions = LocationConditions()
        conditions.add(query, time: "timestamp", { "\($0)" })
        guard let circle = query.circle else {
            let sql = Self.select + conditions.clause + query.order.clause(time: "timestamp") + conditions.limit(query)
            return try connection.forEach(sql, conditions.values) { try body(try Self.location($0)) }
        }
        conditions.add(boxes: circle.boxes)
        var nearest = NearestLocations(limit: query.limit)
        try connection.forEach(Self.select + conditions.clause, conditions.values) { row in
            let location = try Self.location(row)
            let distance = circle.distance(to: location.record)
            if distance <= circle.metres {
                nearest.add(Location(id: location.id, record: location.record, distance: distance))
            }
        }
        for location in nearest.sorted { try body(location) }
    }

    private static let select = """
        SELECT location_id, timestamp AS t, latitude, longitude, elevation, accuracy, activity_type, confidence
        FROM locations
        """

    func summary() throws -> TimelineSummary {
        let row = try connection.first(
            "SELECT COUNT(*) AS rows, COUNT(elevation) AS high, MIN(timestamp) AS oldest, MAX(timestamp) AS newest "
                + "FROM locations")
        var summary = TimelineSummary(
            rows: try row?.integer("rows") ?? 0, withElevation: try row?.integer("high") ?? 0,
            oldest: try row?.integerOrNil("oldest"), newest: try row?.integerOrNil("newest"))
        for key in ControlKey.allCases { summary.control[key] = try control(key) }
        return summary
    }
}
