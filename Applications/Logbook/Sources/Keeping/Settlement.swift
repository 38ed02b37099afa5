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
        /// Trips that are new or changed.
        var trips: [TripID] = []
        var removed: [TripID] = []
    }

    /// Writes what is other than in the tables.
    /// - Parameter version: the version that the tables had when this was computed.
    /// - Returns: `nil` when somebody wrote them meanwhile; nothing was done then.
    func write(over version: Int64, on connection: any SQLConnection) throws -> Change? {
        guard try claim(version, on: connection) else { return nil }
        var change = Change()
        for table in try tables {
            let written = try table.write(view.vehicle.id, on: connection)
            guard table.name == Self.trips else { continue }
            change.trips = written.written.map { TripID($0) }
            change.removed = written.removed.map { TripID($0) }
        }
        return change
    }

    /// Where the tables do not hold this; found trips are not looked at.
    func faults(on connection: any SQLConnection) throws -> [TableFault] {
        try tables.flatMap { try $0.faults(view.vehicle.id, on: connection) }
    }

    /// Takes the next version; only one writer gets it.
    private func claim(_ version: Int64, on connection: any SQLConnection) throws -> Bool {
        let values: [SQLValue] = [
            SQLValue(view.vehicle.id), .integer(version), .integer(applied), .integer(driverApplied), .integer(asOf),
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

    // MARK: Rows

    private static let trips = "logbook_trips"

    private var tables: [SettledTable] {
        get throws {
            let owner = SQLValue(view.vehicle.owner)
            return [
                SettledTable(
                    name: Self.trips,
                    columns: [
                        "id", "owner", "start_at", "end_at", "month", "is_voided", "use", "distance", "business",
                        "commute", "personal", "listed", "digest",
                    ], keys: 1, digest: "digest", rows: try view.trips.map { try row($0, owner) }),
                SettledTable(
                    name: "logbook_gaps",
                    columns: [
                        "before_at", "before_value", "owner", "after_at", "after_value", "distance", "explanation",
                        "use",
                    ], keys: 2, digest: nil, rows: view.gaps.map { row($0, owner) }),
                SettledTable(
                    name: "logbook_questions",
                    columns: ["id", "owner", "kind", "trip", "day", "deadline", "body"], keys: 1, digest: nil,
                    rows: try view.questions.map { try row($0, owner) }),
                SettledTable(
                    name: "logbook_months",
                    columns: [
                        "month", "owner", "trips", "distance", "business", "commute", "personal", "unexplained",
                        "closed_at", "is_intact",
                    ], keys: 1, digest: nil, rows: view.months.map { row($0, owner) }),
            ]
        }
    }

    private func row(_ trip: Trip, _ owner: SQLValue) throws -> [SQLValue] {
        let row: [SQLValue] = [
            SQLValue(trip.id.text), owner, .integer(trip.start.instant), .integer(trip.end.instant),
            SQLValue(month(of: trip)), SQLValue(trip.isVoided), SQLValue(trip.use.rawValue),
            .integer(trip.distance.distance.metres), .integer(trip.business.metres), .integer(trip.commute.metres),
            .integer(trip.personal.metres), .bytes(try ListedTrip(trip, country: view.vehicle.country).bytes()),
        ]
        var hash = SHA256()
        for value in row {
            switch value {
            case .null: hash.update(data: [0])
            case .integer(let number): hash.update(data: Array("\(number) ".utf8))
            case .real(let number): hash.update(data: Array("\(number) ".utf8))
            case .text(let text): hash.update(data: Array("\(text.utf8.count) \(text)".utf8))
            case .bytes(let bytes): hash.update(data: bytes)
            }
        }
        return row + [.bytes(Array(hash.finalize()))]
    }

    private func month(of trip: Trip) -> Int {
        guard let day = LocalClock.named(view.vehicle.zone)?.day(at: trip.start.instant) else { return 0 }
        return MonthNumber.of(day.month)
    }

    private func row(_ gap: Gap, _ owner: SQLValue) -> [SQLValue] {
        [
            .integer(gap.before.instant), .integer(gap.before.value.metres), owner, .integer(gap.after.instant),
            .integer(gap.after.value.metres), .integer(gap.distance.metres), SQLValue(gap.explanation),
            SQLValue(gap.use?.rawValue),
        ]
    }

    private func row(_ question: OpenQuestion, _ owner: SQLValue) throws -> [SQLValue] {
        [
            SQLValue(question.id), owner, SQLValue(question.kind.rawValue), SQLValue(question.trip?.text),
            SQLValue(question.day.number), question.deadline.map { .integer($0) } ?? .null,
            SQLValue(String(decoding: try question.kept.canonicalBytes(), as: UTF8.self)),
        ]
    }

    private func row(_ month: AccountView.Month, _ owner: SQLValue) -> [SQLValue] {
        let totals = month.totals
        return [
            SQLValue(MonthNumber.of(month.month)), owner, SQLValue(totals.trips), .integer(totals.distance.metres),
            .integer(totals.business.metres), .integer(totals.commute.metres), .integer(totals.personal.metres),
            .integer(totals.unexplained.metres), month.closing.map { .integer($0.closed) } ?? .null,
            SQLValue(month.closing?.isIntact ?? true),
        ]
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
