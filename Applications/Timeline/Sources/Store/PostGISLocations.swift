// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore

/// The table on PostgreSQL with PostGIS. Many rows go in with one statement, as arrays written as text.
struct PostGISLocations: LocationTable {
    let connection: any SQLConnection

    /// An import is one long transaction: it waits for another one instead of failing beside it, and takes each
    /// statement's own snapshot.
    func begin() throws {
        try connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        _ = try connection.query("SELECT pg_advisory_xact_lock(hashtext('timeline.locations'))")
        // Plans are kept while the table grows from nothing; a scan of all of it must not be one.
        try connection.execute("SET LOCAL enable_seqscan = off")
    }

    func control(_ key: ControlKey) throws -> Int64? {
        try connection.first(
            "SELECT \(Self.micros("last_processed_timestamp")) AS t FROM timeline.control WHERE control_key = $1",
            [SQLValue(key.rawValue)]
        )?.integer("t")
    }

    func setControl(_ key: ControlKey, _ instant: Int64) throws {
        try connection.execute(
            """
            INSERT INTO timeline.control (control_key, last_processed_timestamp)
            VALUES ($1, \(Self.instant("$2")))
            ON CONFLICT (control_key) DO UPDATE SET last_processed_timestamp = excluded.last_processed_timestamp
            """, [SQLValue(key.rawValue), .integer(instant)])
    }

    /// Whole microseconds: a double holds them exactly until the year 2255.
    private static func instant(_ micros: String) -> String {
        "TIMESTAMPTZ '1970-01-01 00:00:00+00' + \(micros) * INTERVAL '1 microsecond'"
    }
    private static func micros(_ column: String) -> String { "CAST(extract(epoch FROM \(column)) * 1000000 AS BIGINT)" }

    func rows(in spans: [ClosedRange<Int64>]) throws -> [KnownRow] {
        guard !spans.isEmpty else { return [] }
        var rows: [KnownRow] = []
        try connection.forEach(
            """
            SELECT l.location_id, \(Self.micros("l.timestamp")) AS t, l.latitude, l.longitude, l.elevation,
                (l.accuracy IS NOT NULL)::int + (l.elevation IS NOT NULL)::int + (l.activity_type IS NOT NULL)::int
                    + (l.confidence IS NOT NULL)::int AS richness
            FROM unnest(CAST($1 AS bigint[]), CAST($2 AS bigint[])) AS s (first, last)
            JOIN timeline.locations AS l
                ON l.timestamp BETWEEN \(Self.instant("s.first")) AND \(Self.instant("s.last"))
            """,
            [
                .text(PostgresArray.text(spans) { "\($0.lowerBound)" }),
                .text(PostgresArray.text(spans) { "\($0.upperBound)" }),
            ]
        ) { row in
            rows.append(try Self.known(row))
            try LocationMerge.checkNeighbours(rows.count)
        }
        return rows
    }

    private static let arrays = """
        unnest(CAST($1 AS bigint[]), CAST($2 AS float8[]), CAST($3 AS float8[]), CAST($4 AS float8[]),
            CAST($5 AS integer[]), CAST($6 AS text[]), CAST($7 AS integer[])
        """

    private static func values(_ records: [LocationRecord]) -> [SQLValue] {
        [
            .text(PostgresArray.text(records) { "\($0.instant)" }),
            .text(PostgresArray.text(records) { "\($0.latitude)" }),
            .text(PostgresArray.text(records) { "\($0.longitude)" }),
            .text(PostgresArray.text(records) { $0.elevation.map { "\($0)" } }),
            .text(PostgresArray.text(records) { $0.accuracy.map { "\($0)" } }),
            .text(PostgresArray.text(records) { $0.activity.map(PostgresArray.quoted) }),
            .text(PostgresArray.text(records) { $0.confidence.map { "\($0)" } }),
        ]
    }

    func insert(_ records: [LocationRecord]) throws {
        guard !records.isEmpty else { return }
        try connection.execute(
            """
            INSERT INTO timeline.locations
                (timestamp, latitude, longitude, elevation, accuracy, activity_type, confidence, location)
            SELECT \(Self.instant("n.t")), n.latitude, n.longitude, n.elevation, n.accuracy, n.activity, n.confidence,
                ST_SetSRID(ST_MakePoint(n.longitude, n.latitude), 4326)
            FROM \(Self.arrays)) AS n (t, latitude, longitude, elevation, accuracy, activity, confidence)
            """, Self.values(records))
    }

    func replace(_ rows: [(id: Int64, record: LocationRecord)]) throws {
        guard !rows.isEmpty else { return }
        try connection.execute(
            """
            UPDATE timeline.locations AS l
            SET timestamp = \(Self.instant("n.t")), latitude = n.latitude, longitude = n.longitude,
                elevation = n.elevation, accuracy = n.accuracy, activity_type = n.activity, confidence = n.confidence,
                location = ST_SetSRID(ST_MakePoint(n.longitude, n.latitude), 4326)
            FROM \(Self.arrays), CAST($8 AS bigint[]))
                AS n (t, latitude, longitude, elevation, accuracy, activity, confidence, id)
            WHERE l.location_id = n.id
            """, Self.values(rows.map(\.record)) + [.text(PostgresArray.text(rows) { "\($0.id)" })])
    }

    func withoutElevation(
        since: Int64?, after id: Int64, limit: Int
    ) throws -> [(id: Int64, instant: Int64, latitude: Double, longitude: Double)] {
        try connection.query(
            """
            SELECT location_id, \(Self.micros("timestamp")) AS t, latitude, longitude FROM timeline.locations
            WHERE elevation IS NULL AND timestamp >= \(Self.instant("$1")) AND location_id > $2
            ORDER BY location_id LIMIT $3
            """, [.integer(since ?? 0), .integer(id), SQLValue(limit)]
        ).map {
            (
                try $0.integer("location_id"), try $0.integer("t"), try $0.real("latitude"), try $0.real("longitude")
            )
        }
    }

    func setElevations(_ elevations: [(id: Int64, metres: Double)]) throws {
        guard !elevations.isEmpty else { return }
        try connection.execute(
            """
            UPDATE timeline.locations AS l SET elevation = n.elevation
            FROM unnest(CAST($1 AS bigint[]), CAST($2 AS float8[])) AS n (id, elevation)
            WHERE l.location_id = n.id
            """,
            [
                .text(PostgresArray.text(elevations) { "\($0.id)" }),
                .text(PostgresArray.text(elevations) { "\($0.metres)" }),
            ])
    }

    private static let columns = """
        location_id, \(micros("timestamp")) AS t, latitude, longitude, elevation, accuracy, activity_type, confidence
        """

    /// The distance is PostGIS's of two geographies on a sphere, found through the index of the geometry: the answers
    /// are the same as SQLite's.
    func forEach(_ query: LocationQuery, _ body: (Location) throws -> Void) throws {
        var conditions = LocationConditions()
        conditions.add(query, time: "timestamp") { Self.instant($0) }
        guard let circle = query.circle else {
            let sql =
                "SELECT \(Self.columns) FROM timeline.locations" + conditions.clause
                + query.order.clause(time: "timestamp") + conditions.limit(query)
            return try connection.forEach(sql, conditions.values) { try body(try Self.location($0)) }
        }
        let point =
            "ST_SetSRID(ST_MakePoint(\(conditions.next(.real(circle.centre.longitude))), "
            + "\(conditions.next(.real(circle.centre.latitude)))), 4326)"
        let distance = "ST_Distance(location::geography, \(point)::geography, false)"
        let boxes = circle.boxes.map { box in
            let corners = [box.west, box.south, box.east, box.north].map { conditions.next(.real($0)) }
            return "location && ST_MakeEnvelope(\(corners.joined(separator: ", ")), 4326)"
        }
        conditions.add("(\(boxes.joined(separator: " OR ")))")
        conditions.add("\(distance) <= \(conditions.next(.real(circle.metres)))")
        let sql =
            "SELECT \(Self.columns), \(distance) AS distance FROM timeline.locations" + conditions.clause
            + " ORDER BY distance, timestamp, location_id" + conditions.limit(query)
        try connection.forEach(sql, conditions.values) { row in
            try body(try Self.location(row, distance: try row.real("distance")))
        }
    }

    func summary() throws -> TimelineSummary {
        let row = try connection.first(
            """
            SELECT count(*) AS rows, count(elevation) AS high, \(Self.micros("min(timestamp)")) AS oldest,
                \(Self.micros("max(timestamp)")) AS newest, PostGIS_Lib_Version() AS postgis
            FROM timeline.locations
            """)
        var summary = TimelineSummary(
            rows: try row?.integer("rows") ?? 0, withElevation: try row?.integer("high") ?? 0,
            oldest: try row?.integerOrNil("oldest"), newest: try row?.integerOrNil("newest"),
            postgis: try row?.textOrNil("postgis"))
        for key in ControlKey.allCases { summary.control[key] = try control(key) }
        return summary
    }

    /// Whether the tables are there, with all they need.
    static func check(_ connection: any SQLConnection) throws {
        let found = try connection.query(
            """
            SELECT a.attname AS name FROM pg_attribute a
            WHERE a.attrelid = to_regclass('timeline.locations') AND a.attnum > 0 AND NOT a.attisdropped
            """
        ).map { try $0.text("name") }
        let control = try connection.first("SELECT to_regclass('timeline.control') IS NOT NULL AS there")?.bool("there")
        let wanted = [
            "location_id", "timestamp", "latitude", "longitude", "elevation", "accuracy", "activity_type",
            "confidence", "location",
        ]
        guard control == true, wanted.allSatisfy(found.contains) else {
            let lacking = wanted.filter { !found.contains($0) }
            throw TimelineError(
                .database,
                found.isEmpty || control != true
                    ? """
                    The database has no tables timeline.locations and timeline.control; have its administrator run \
                    “steward timeline schema | psql -d …”.
                    """
                    : "timeline.locations lacks \(lacking.joined(separator: ", ")); see “steward timeline schema”.")
        }
    }

    /// Whether this role may vacuum the table: its owner, and with MAINTAIN from version 17 on.
    static func mayVacuum(_ connection: any SQLConnection) throws -> Bool {
        let row = try connection.first(
            """
            SELECT current_setting('server_version_num')::bigint AS version,
                pg_has_role(c.relowner, 'USAGE') AS owns
            FROM pg_class c WHERE c.oid = to_regclass('timeline.locations')
            """)
        guard let row, try row.integer("version") >= 150_000 else { return false }
        if try row.bool("owns") { return true }
        guard try row.integer("version") >= 170_000 else { return false }
        return try connection.first(
            "SELECT has_table_privilege('timeline.locations', 'MAINTAIN') AS may")?.bool("may") ?? false
    }
}

/// Arrays as PostgreSQL reads them from text.
enum PostgresArray {
    static func text<Element>(_ elements: [Element], _ write: (Element) -> String?) -> String {
        var text = "{"
        text.reserveCapacity(elements.count * 12)
        for (place, element) in elements.enumerated() {
            if place > 0 { text += "," }
            text += write(element) ?? "NULL"
        }
        return text + "}"
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
