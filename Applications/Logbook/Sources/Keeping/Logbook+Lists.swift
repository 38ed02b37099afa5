// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardStore

/// Which trips a list shows.
package struct TripFilter: Sendable, Hashable {
    package var vehicle: String?
    /// `2026-03`, in the vehicle's zone.
    package var month: String?

    package init(vehicle: String? = nil, month: String? = nil) {
        self.vehicle = vehicle
        self.month = month
    }
}

/// Part of a list of trips.
package struct TripPage: Sendable {
    /// Each trip's JSON text as older clients know it (``ListedTrip``), the newest first.
    package let trips: [[UInt8]]
    /// Where the next part begins; `nil` at the end. Trips that are added or changed meanwhile double or hide no other.
    package let next: String?

    /// The texts as one JSON list.
    package var json: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(trips.reduce(2) { $0 + $1.count + 1 })
        out.append(UInt8(ascii: "["))
        for (place, trip) in trips.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            out.append(contentsOf: trip)
        }
        out.append(UInt8(ascii: "]"))
        return out
    }
}

/// Kilometres of trips that count, added up.
package struct TripSums: Sendable, Hashable {
    package var trips: Int64 = 0
    package var distance = Distance.zero
    package var business = Distance.zero
    package var commute = Distance.zero
    package var personal = Distance.zero
    package init() {}
}

extension Logbook {
    /// Trips of an account, the newest first; voided ones are left out.
    /// - Parameters:
    ///   - cursor: what the part before gave as ``TripPage/next``, or the id of its last trip.
    ///   - limit: 1 to 100.
    /// - Throws: `LogbookError` with `notFound` for another's vehicle, with `invalid` for a month or a limit that is
    ///   none; the ledger's errors.
    package func trips(
        of account: String, _ filter: TripFilter = TripFilter(), after cursor: String? = nil, limit: Int = 50
    ) async throws -> TripPage {
        guard (1...100).contains(limit) else {
            throw LogbookError(.invalid, "A part of a list has 1 to 100 trips; ask for a number between.")
        }
        let month = try Self.month(filter)
        try await settle(account: account)
        return try await database.read { connection in
            if let vehicle = filter.vehicle { _ = try Self.vehicleRow(vehicle, of: account, on: connection) }
            let start = try cursor.map { try TripCursor($0, of: account, on: connection) } ?? .top
            var parameters: [SQLValue] = [
                SQLValue(account), .integer(start.instant), SQLValue(start.id), SQLValue(limit + 1),
            ]
            var conditions = "owner = $1 AND is_voided = 0 AND (start_at, id) < ($2, $3)"
            if let month {
                parameters.append(SQLValue(month))
                conditions += " AND month = $\(parameters.count)"
            }
            if let vehicle = filter.vehicle {
                parameters.append(SQLValue(vehicle))
                conditions += " AND vehicle = $\(parameters.count)"
            }
            var trips: [[UInt8]] = []
            var last: TripCursor?
            var hasMore = false
            try connection.forEach(
                """
                SELECT start_at, id, listed FROM logbook_trips WHERE \(conditions)
                ORDER BY start_at DESC, id DESC LIMIT $4
                """, parameters
            ) { row in
                guard trips.count < limit else { return hasMore = true }
                trips.append(try row.bytes("listed"))
                last = TripCursor(instant: try row.integer("start_at"), id: try row.text("id"))
            }
            return TripPage(trips: trips, next: hasMore ? last?.text : nil)
        }
    }

    /// Kilometres of an account's trips by month, kept ready.
    /// - Parameter year: a calendar year in the vehicles' zones; `nil` for all of them.
    /// - Throws: as ``trips(of:_:after:limit:)``.
    package func sums(of account: String, _ filter: TripFilter = TripFilter(), year: Int? = nil) async throws
        -> TripSums
    {
        let month = try Self.month(filter)
        try await settle(account: account)
        return try await database.read { connection in
            var parameters: [SQLValue] = [SQLValue(account)]
            var conditions = "owner = $1"
            if let vehicle = filter.vehicle {
                _ = try Self.vehicleRow(vehicle, of: account, on: connection)
                parameters.append(SQLValue(vehicle))
                conditions += " AND vehicle = $\(parameters.count)"
            }
            if let month {
                parameters.append(SQLValue(month))
                conditions += " AND month = $\(parameters.count)"
            } else if let year {
                parameters += [SQLValue(year * 100), SQLValue(year * 100 + 99)]
                conditions += " AND month BETWEEN $\(parameters.count - 1) AND $\(parameters.count)"
            }
            var sums = TripSums()
            let rows = try connection.query(
                "SELECT trips, distance, business, commute, personal FROM logbook_months WHERE \(conditions)",
                parameters)
            for row in rows {
                sums.trips += try row.integer("trips")
                sums.distance += Distance(metres: try row.integer("distance"))
                sums.business += Distance(metres: try row.integer("business"))
                sums.commute += Distance(metres: try row.integer("commute"))
                sums.personal += Distance(metres: try row.integer("personal"))
            }
            return sums
        }
    }

    private static func month(_ filter: TripFilter) throws(LogbookError) -> Int? {
        guard let month = filter.month else { return nil }
        guard MonthClosing.isMonth(month) else {
            throw LogbookError(.invalid, "“\(month)” is no month; write it as 2026-01.")
        }
        return MonthNumber.of(month)
    }
}

/// The last trip of a part of a list.
private struct TripCursor {
    let instant: Int64
    let id: String

    /// Before every trip.
    static var top: Self { Self(instant: .max, id: "") }

    var text: String { "\(instant)~\(id)" }

    init(instant: Int64, id: String) {
        self.instant = instant
        self.id = id
    }

    /// Reads ``text``, or the id of a trip of the account; what is neither begins at the top, as older clients expect.
    init(_ text: String, of account: String, on connection: any SQLConnection) throws {
        let parts = text.split(separator: "~", maxSplits: 1)
        if parts.count == 2, let instant = Int64(parts[0]) {
            self.init(instant: instant, id: String(parts[1]))
            return
        }
        let row = try connection.first(
            "SELECT start_at FROM logbook_trips WHERE id = $1 AND owner = $2", [SQLValue(text), SQLValue(account)])
        guard let start = try row?.integer("start_at") else {
            self = .top
            return
        }
        self.init(instant: start, id: text)
    }
}
