// SPDX-License-Identifier: Apache-2.0

/// The shape of a timeline in PostgreSQL with PostGIS, and who may do what there, as SQL for an administrator.
package struct TimelineSchema: Sendable {
    /// The role that imports.
    package var writer = "timeline_writer"
    /// The role that dumps; `nil` leaves its rights out.
    package var backup: String? = "backup"
    /// The database; `nil` leaves the rights to connect out.
    package var database: String? = "timeline"

    /// For the roles and the database of the documentation.
    package init() {}

    /// Every statement, in the order to run them as an administrator. Each may run again.
    package var statements: [String] { structure + writerGrants + backupGrants }

    /// Everything as a text for `psql`.
    package var text: String {
        let head = """
            -- Run this in the database as an administrator, such as: steward timeline schema | psql -d timeline
            -- It may be run again. Passwords are set by you: ALTER ROLE … PASSWORD, or a line of .pgpass.
            """
        func part(_ title: String, _ statements: [String]) -> String {
            statements.isEmpty ? "" : "\n\n-- \(title)\n" + statements.map { $0 + ";" }.joined(separator: "\n")
        }
        return head + part("Tables", structure) + part("Who imports", writerGrants)
            + part("Who makes backups", backupGrants) + "\n"
    }

    /// Tables and indexes.
    package var structure: [String] {
        [
            "CREATE EXTENSION IF NOT EXISTS postgis",
            "CREATE SCHEMA IF NOT EXISTS timeline",
            """
            CREATE TABLE IF NOT EXISTS timeline.locations (
                location_id bigserial PRIMARY KEY,
                timestamp timestamptz NOT NULL,
                latitude double precision NOT NULL,
                longitude double precision NOT NULL,
                elevation double precision,
                accuracy integer,
                activity_type text,
                confidence integer,
                location geometry(Point, 4326))
            """,
            """
            CREATE TABLE IF NOT EXISTS timeline.control (
                control_key text PRIMARY KEY,
                last_processed_timestamp timestamptz NOT NULL)
            """,
            "CREATE INDEX IF NOT EXISTS locations_timestamp ON timeline.locations (timestamp)",
            "CREATE INDEX IF NOT EXISTS locations_location ON timeline.locations USING gist (location)",
            "CREATE INDEX IF NOT EXISTS locations_latitude_longitude ON timeline.locations (latitude, longitude)",
            """
            CREATE INDEX IF NOT EXISTS locations_elevation ON timeline.locations (elevation)
                WHERE elevation IS NOT NULL
            """,
        ]
    }

    /// What the importing role needs, and no more. Replacing a row needs the right to update it; MAINTAIN is for VACUUM
    /// and ANALYZE, which only the owner has before version 17.
    package var writerGrants: [String] {
        let role = Self.quoted(writer)
        return [Self.role(writer)] + connect(role) + [
            "GRANT USAGE ON SCHEMA timeline TO \(role)",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON timeline.locations TO \(role)",
            "GRANT SELECT, INSERT, UPDATE ON timeline.control TO \(role)",
            "GRANT USAGE ON SEQUENCE timeline.locations_location_id_seq TO \(role)",
            """
            DO $$ BEGIN
                IF current_setting('server_version_num')::integer >= 170000 THEN
                    EXECUTE 'GRANT MAINTAIN ON timeline.locations TO \(role.replacing("'", with: "''"))';
                END IF;
            END $$
            """,
        ]
    }

    /// What a dump needs, of what is there and of what will be made by the role that runs this.
    package var backupGrants: [String] {
        guard let backup else { return [] }
        let role = Self.quoted(backup)
        var statements = [Self.role(backup)] + connect(role)
        for schema in ["public", "timeline"] {
            statements += [
                "GRANT USAGE ON SCHEMA \(schema) TO \(role)",
                "GRANT SELECT ON ALL TABLES IN SCHEMA \(schema) TO \(role)",
                "GRANT SELECT ON ALL SEQUENCES IN SCHEMA \(schema) TO \(role)",
                "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA \(schema) TO \(role)",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA \(schema) GRANT SELECT ON TABLES TO \(role)",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA \(schema) GRANT SELECT ON SEQUENCES TO \(role)",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA \(schema) GRANT EXECUTE ON FUNCTIONS TO \(role)",
            ]
        }
        return statements
    }

    private func connect(_ role: String) -> [String] {
        database.map { ["GRANT CONNECT ON DATABASE \(Self.quoted($0)) TO \(role)"] } ?? []
    }

    private static func role(_ name: String) -> String {
        """
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = \(literal(name))) THEN
                EXECUTE \(literal("CREATE ROLE \(quoted(name)) LOGIN"));
            END IF;
        END $$
        """
    }

    private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
    private static func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

    /// Whether a name can stand in the statements: PostgreSQL's length, and nothing that ends a `DO` block early.
    package static func isName(_ name: String) -> Bool {
        (1...63).contains(name.utf8.count) && !name.contains("$") && !name.utf8.contains { $0 < 0x20 || $0 == 0x5C }
    }

    /// The same columns on SQLite, without a geometry: times are microseconds since 1970.
    static let sqlite = [
        """
        CREATE TABLE locations (
            location_id INTEGER PRIMARY KEY,
            timestamp BIGINT NOT NULL,
            latitude DOUBLE PRECISION NOT NULL,
            longitude DOUBLE PRECISION NOT NULL,
            elevation DOUBLE PRECISION,
            accuracy BIGINT,
            activity_type TEXT,
            confidence BIGINT)
        """,
        "CREATE TABLE control (control_key TEXT NOT NULL PRIMARY KEY, last_processed_timestamp BIGINT NOT NULL)",
        "CREATE INDEX locations_timestamp ON locations (timestamp)",
        "CREATE INDEX locations_latitude_longitude ON locations (latitude, longitude)",
        "CREATE INDEX locations_elevation ON locations (elevation) WHERE elevation IS NOT NULL",
    ]
}
