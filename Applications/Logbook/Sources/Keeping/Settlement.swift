// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
import StewardJobs
import StewardStore

/// What the tables of a vehicle are to hold: computed from its books and from nothing else.
struct Settlement: Sendable {
    let view: AccountView
    let applied: Int64
    let driverApplied: Int64
    let asOf: Int64
    let nextChange: Int64?

    /// What ``write(over:on:)`` did.
    struct Change: Sendable, Hashable {
        /// Trips that are new or changed, voided ones left out.
        var trips: [TripID] = []
        var removed = 0
    }

    private var vehicle: Vehicle { view.vehicle }

    /// Writes what is other than in the tables.
    /// - Parameter version: the version that the tables had when this was computed.
    /// - Returns: `nil` when somebody wrote them meanwhile; nothing was done then.
    func write(over version: Int64, on connection: any SQLConnection) throws -> Change? {
        guard try claim(version, on: connection) else { return nil }
        let change = try writeTrips(on: connection)
        try writeGaps(on: connection)
        try writeQuestions(on: connection)
        try writeMonths(on: connection)
        return change
    }

    /// Takes the next version; only one writer gets it.
    private func claim(_ version: Int64, on connection: any SQLConnection) throws -> Bool {
        let values: [SQLValue] = [
            SQLValue(vehicle.id), .integer(version), .integer(applied), .integer(driverApplied), .integer(asOf),
            nextChange.map { .integer($0) } ?? .null,
        ]
        if version == 0 {
            return try connection.execute(
                """
                INSERT INTO logbook_settled (vehicle, version, applied, driver_applied, as_of, next_change)
                VALUES ($1, $2 + 1, $3, $4, $5, $6) ON CONFLICT (vehicle) DO NOTHING
                """, values) == 1
        }
        return try connection.execute(
            """
            UPDATE logbook_settled SET version = version + 1, applied = $3, driver_applied = $4, as_of = $5,
                next_change = $6 WHERE vehicle = $1 AND version = $2
            """, values) == 1
    }

    private func writeTrips(on connection: any SQLConnection) throws -> Change {
        var known: [String: [UInt8]] = [:]
        try connection.forEach(
            "SELECT id, digest FROM logbook_trips WHERE vehicle = $1", [SQLValue(vehicle.id)]
        ) { row in known[try row.text("id")] = try row.bytes("digest") }
        var change = Change()
        for trip in view.trips {
            let listed = try ListedTrip(trip, country: vehicle.country).bytes()
            let digest = Array(SHA256.hash(data: listed + figures(trip)))
            guard known.removeValue(forKey: trip.id.text) != digest else { continue }
            if !trip.isVoided { change.trips.append(trip.id) }
            try write(trip, listed, digest, on: connection)
        }
        for id in known.keys.sorted() {
            try connection.execute(
                "DELETE FROM logbook_trips WHERE vehicle = $1 AND id = $2", [SQLValue(vehicle.id), SQLValue(id)])
        }
        change.removed = known.count
        return change
    }

    /// What a row holds besides the listed text.
    private func figures(_ trip: Trip) -> [UInt8] {
        var out = ByteWriter()
        for number in [
            trip.start.instant, trip.end.instant, Int64(month(of: trip)), trip.isVoided ? 1 : 0,
            trip.distance.distance.metres, trip.business.metres, trip.commute.metres, trip.personal.metres,
        ] { out.add(number) }
        out.add(trip.use.rawValue)
        return out.bytes
    }

    private func write(_ trip: Trip, _ listed: [UInt8], _ digest: [UInt8], on connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO logbook_trips (vehicle, id, owner, start_at, end_at, month, is_voided, use, distance, business,
                commute, personal, digest, listed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (vehicle, id) DO UPDATE SET start_at = excluded.start_at, end_at = excluded.end_at,
                month = excluded.month, is_voided = excluded.is_voided, use = excluded.use,
                distance = excluded.distance, business = excluded.business, commute = excluded.commute,
                personal = excluded.personal, digest = excluded.digest, listed = excluded.listed
            """,
            [
                SQLValue(vehicle.id), SQLValue(trip.id.text), SQLValue(vehicle.owner), .integer(trip.start.instant),
                .integer(trip.end.instant), SQLValue(month(of: trip)), SQLValue(trip.isVoided),
                SQLValue(trip.use.rawValue), .integer(trip.distance.distance.metres), .integer(trip.business.metres),
                .integer(trip.commute.metres), .integer(trip.personal.metres), .bytes(digest), .bytes(listed),
            ])
    }

    private func month(of trip: Trip) -> Int {
        guard let day = LocalClock.named(vehicle.zone)?.day(at: trip.start.instant) else { return 0 }
        return MonthNumber.of(day.month)
    }

    private func writeGaps(on connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM logbook_gaps WHERE vehicle = $1", [SQLValue(vehicle.id)])
        for gap in view.gaps {
            try connection.execute(
                """
                INSERT INTO logbook_gaps (vehicle, before_at, before_value, owner, after_at, after_value, distance,
                    explanation, use)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (vehicle, before_at, before_value) DO NOTHING
                """,
                [
                    SQLValue(vehicle.id), .integer(gap.before.instant), .integer(gap.before.value.metres),
                    SQLValue(vehicle.owner), .integer(gap.after.instant), .integer(gap.after.value.metres),
                    .integer(gap.distance.metres), SQLValue(gap.explanation), SQLValue(gap.use?.rawValue),
                ])
        }
    }

    private func writeQuestions(on connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM logbook_questions WHERE vehicle = $1", [SQLValue(vehicle.id)])
        for question in view.questions {
            let body = String(decoding: try question.kept.canonicalBytes(), as: UTF8.self)
            try connection.execute(
                """
                INSERT INTO logbook_questions (vehicle, id, owner, kind, trip, day, deadline, body)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (vehicle, id) DO NOTHING
                """,
                [
                    SQLValue(vehicle.id), SQLValue(question.id), SQLValue(vehicle.owner),
                    SQLValue(question.kind.rawValue), SQLValue(question.trip?.text), SQLValue(question.day.number),
                    question.deadline.map { .integer($0) } ?? .null, SQLValue(body),
                ])
        }
    }

    private func writeMonths(on connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM logbook_months WHERE vehicle = $1", [SQLValue(vehicle.id)])
        for month in view.months {
            let totals = month.totals
            try connection.execute(
                """
                INSERT INTO logbook_months (vehicle, month, owner, trips, distance, business, commute, personal,
                    unexplained, closed_at, is_intact)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """,
                [
                    SQLValue(vehicle.id), SQLValue(MonthNumber.of(month.month)), SQLValue(vehicle.owner),
                    SQLValue(totals.trips), .integer(totals.distance.metres), .integer(totals.business.metres),
                    .integer(totals.commute.metres), .integer(totals.personal.metres),
                    .integer(totals.unexplained.metres), month.closing.map { .integer($0.closed) } ?? .null,
                    SQLValue(month.closing?.isIntact ?? true),
                ])
        }
    }
}

/// A month as a number that sorts: `2026-03` is 202603.
enum MonthNumber {
    static func of(_ month: String) -> Int { Int(month.filter { $0 != "-" }) ?? 0 }
    static func text(_ number: Int) -> String {
        let digits = String(number % 100)
        return "\(number / 100)-\(digits.count < 2 ? "0" : "")\(digits)"
    }
}

extension OpenQuestion {
    /// What the table keeps of it besides its columns.
    var kept: JSON {
        var members: [JSON.Member] = [JSON.Member("fields", .texts(fields.map(\.rawValue)))]
        members.add("before", before.map { JSON.instant($0) })
        members.add("after", after.map { JSON.instant($0) })
        members.add("distance", distance.map { JSON.kilometres($0) })
        members.add("fault", fault.map { .string("\($0)") })
        return .object(members)
    }
}
