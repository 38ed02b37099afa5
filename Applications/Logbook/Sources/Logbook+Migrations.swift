// SPDX-License-Identifier: Apache-2.0
package import StewardStore

extension Logbook {
    /// The tables; run these, after the ledger's and those of jobs, with `Database.migrate` before anything else.
    package static let migrations = [
        Migration("logbook-0001-setup", setup), Migration("logbook-0002-trips", trips),
        Migration("logbook-0003-measuring", measuring),
    ]

    /// `logbook_setup` counts the changes of this group of tables, so that one number tells other nodes of them.
    private static let setup = [
        "CREATE TABLE logbook_setup (id BIGINT PRIMARY KEY, version BIGINT NOT NULL)",
        "INSERT INTO logbook_setup (id, version) VALUES (1, 0)",
        """
        CREATE TABLE logbook_vehicles (
            id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, plate TEXT NOT NULL, vin TEXT NOT NULL,
            bluetooth TEXT NOT NULL, is_usual BIGINT NOT NULL, record TEXT NOT NULL, applied BIGINT NOT NULL,
            made_at BIGINT NOT NULL, removed_at BIGINT)
        """,
        "CREATE INDEX logbook_vehicles_owner ON logbook_vehicles (owner, made_at, id)",
        """
        CREATE TABLE logbook_employers (
            account TEXT NOT NULL, vehicle TEXT NOT NULL, PRIMARY KEY (account, vehicle))
        """,
        "CREATE INDEX logbook_employers_vehicle ON logbook_employers (vehicle)",
        """
        CREATE TABLE logbook_tokens (
            id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, account TEXT NOT NULL, vehicle TEXT, name TEXT NOT NULL,
            in_address BIGINT NOT NULL, made_at BIGINT NOT NULL, used_at BIGINT, revoked_at BIGINT)
        """,
        "CREATE INDEX logbook_tokens_account ON logbook_tokens (account, made_at, id)",
    ]

    /// All of these follow from the books. `version` counts the times that a vehicle's rows were written.
    private static let trips = [
        """
        CREATE TABLE logbook_settled (
            vehicle TEXT PRIMARY KEY, version BIGINT NOT NULL, applied BIGINT NOT NULL, driver_applied BIGINT NOT NULL,
            as_of BIGINT NOT NULL, next_change BIGINT)
        """,
        """
        CREATE TABLE logbook_said (
            vehicle TEXT NOT NULL, entry BIGINT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (vehicle, entry))
        """,
        """
        CREATE TABLE logbook_found (
            vehicle TEXT NOT NULL, id TEXT NOT NULL, end_at BIGINT NOT NULL, body BYTEA NOT NULL,
            PRIMARY KEY (vehicle, id))
        """,
        """
        CREATE TABLE logbook_trips (
            vehicle TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, start_at BIGINT NOT NULL,
            end_at BIGINT NOT NULL, month BIGINT NOT NULL, is_voided BIGINT NOT NULL, use TEXT NOT NULL,
            distance BIGINT NOT NULL, business BIGINT NOT NULL, commute BIGINT NOT NULL, personal BIGINT NOT NULL,
            digest BYTEA NOT NULL, listed BYTEA NOT NULL, PRIMARY KEY (vehicle, id))
        """,
        "CREATE INDEX logbook_trips_id ON logbook_trips (id)",
        "CREATE INDEX logbook_trips_owner ON logbook_trips (owner, start_at, id)",
        "CREATE INDEX logbook_trips_month ON logbook_trips (owner, month, start_at, id)",
        "CREATE INDEX logbook_trips_vehicle ON logbook_trips (vehicle, start_at, id)",
        """
        CREATE TABLE logbook_gaps (
            vehicle TEXT NOT NULL, before_at BIGINT NOT NULL, before_value BIGINT NOT NULL, owner TEXT NOT NULL,
            after_at BIGINT NOT NULL, after_value BIGINT NOT NULL, distance BIGINT NOT NULL,
            explanation TEXT NOT NULL, use TEXT, PRIMARY KEY (vehicle, before_at, before_value))
        """,
        "CREATE INDEX logbook_gaps_owner ON logbook_gaps (owner, after_at)",
        """
        CREATE TABLE logbook_questions (
            vehicle TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, kind TEXT NOT NULL, trip TEXT,
            day BIGINT NOT NULL, deadline BIGINT, body TEXT NOT NULL, PRIMARY KEY (vehicle, id))
        """,
        "CREATE INDEX logbook_questions_owner ON logbook_questions (owner, day, id)",
        """
        CREATE TABLE logbook_months (
            vehicle TEXT NOT NULL, month BIGINT NOT NULL, owner TEXT NOT NULL, trips BIGINT NOT NULL,
            distance BIGINT NOT NULL, business BIGINT NOT NULL, commute BIGINT NOT NULL, personal BIGINT NOT NULL,
            unexplained BIGINT NOT NULL, closed_at BIGINT, is_intact BIGINT NOT NULL, PRIMARY KEY (vehicle, month))
        """,
        "CREATE INDEX logbook_months_owner ON logbook_months (owner, month)",
    ]

    private static let measuring = [
        """
        CREATE TABLE logbook_addresses (
            place TEXT NOT NULL, language TEXT NOT NULL, address TEXT NOT NULL, asked_at BIGINT NOT NULL,
            PRIMARY KEY (place, language))
        """,
        """
        CREATE TABLE logbook_cars (
            vehicle TEXT PRIMARY KEY, connection TEXT NOT NULL, car TEXT NOT NULL, every BIGINT NOT NULL,
            asked_at BIGINT, captured_at BIGINT, last_status BYTEA, reason TEXT)
        """,
    ]
}
