// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore

extension Logbook {
    /// Brings the tables of a vehicle up to date with its books, as of now. Does nothing when they are.
    ///
    /// Several nodes may do this at once: what is computed from fewer entries is not written over what was computed
    /// from more.
    /// - Parameter part: entries that were read already, and need not be again.
    /// - Returns: what changed; `nil` when nothing had to be done.
    /// - Throws: `LogbookError` with `damaged` when a book cannot be what it claims; the ledger's errors.
    @discardableResult
    func settle(_ vehicle: String, knowing part: BookPart? = nil) async throws -> Settlement.Change? {
        for _ in 0..<Self.settlingAttempts {
            let instant = now
            guard let row = try await settledRow(vehicle) else { return nil }
            let live = try await liveVehicle(vehicle)
            try await catchUp(live, vehicle, past: nil)
            guard
                row.version == 0 || row.driverApplied != row.driverSize || row.applied < row.size
                    || live.hasNews(asOf: instant) || row.nextChange.map({ $0 <= instant }) ?? false
            else { return nil }
            if let change = try await settle(row, live, asOf: instant, knowing: part) { return change }
        }
        throw LogbookError(.conflict, "The tables of vehicle \(vehicle) are written by others all the time; try again.")
    }

    private static let settlingAttempts = 8

    func settledRow(_ vehicle: String) async throws -> SettledRow? {
        try await database.read { connection in
            try connection.first("\(SettledRow.query) WHERE v.id = $1", [SQLValue(vehicle)]).map(SettledRow.init)
        }
    }

    /// One attempt; `nil` when another was sooner.
    private func settle(
        _ row: SettledRow, _ live: LiveVehicle, asOf instant: Int64, knowing part: BookPart?
    ) async throws -> Settlement.Change? {
        let (setup, driverSize) = try await driverSetup(of: row.owner)
        let live = try await fitting(live, row.vehicle, setup)
        try await repair(live, row.vehicle)
        let findings = live.findings(asOf: instant)
        guard findings.applied >= row.applied else { return nil }
        let said = try await said(
            of: row.vehicle, from: row.applied, until: findings.applied, knowing: part)
        let known = try await storedSaid(of: row.vehicle, before: row.applied)
        let found = try await found(of: row.vehicle, endedBy: findings.since) + findings.trips
        let input = try await accountInput(
            row.vehicle, entries: (known + said).map(\.entry), found: found, readings: findings.readings,
            setup: [row.owner: setup], asOf: instant)
        let settlement = Settlement(
            view: try Account.make(input), applied: findings.applied, driverApplied: driverSize, asOf: instant,
            nextChange: findings.deadline)
        let change = try await write(settlement, row, findings, said: said)
        if change != nil {
            live.settled(findings)
            views.keep(settlement.view, of: row.vehicle, version: row.version + 1)
        }
        return change
    }

    private func write(
        _ settlement: Settlement, _ row: SettledRow, _ findings: LiveVehicle.Findings, said: [SaidEntry]
    ) async throws -> Settlement.Change? {
        let (jobs, asksServices) = (jobs, asksServices)
        return try await database.write { connection in
            guard let change = try settlement.write(over: row.version, on: connection) else { return nil }
            try Self.store(findings, of: row.vehicle, on: connection)
            for said in said {
                try connection.execute(
                    """
                    INSERT INTO logbook_said (vehicle, entry, kind) VALUES ($1, $2, $3)
                    ON CONFLICT (vehicle, entry) DO NOTHING
                    """, [SQLValue(row.vehicle), .integer(said.entry), SQLValue(said.kind)])
            }
            for request in asksServices ? MeasureJob.requests(for: change, settlement.view) : [] {
                try jobs.enqueue(request, on: connection)
            }
            return change
        }
    }

    /// The state in memory, read again from the book when places that matter for finding trips changed, or when
    /// something came so late that what is in memory does not go back that far.
    private func fitting(_ live: LiveVehicle, _ vehicle: String, _ setup: DriverSetup) async throws -> LiveVehicle {
        let record = try await database.read { connection in
            try connection.first("SELECT * FROM logbook_vehicles WHERE id = $1", [SQLValue(vehicle)])
                .map(VehicleRecord.init)
        }
        guard let record, live.isOutdated || Self.detectorSetup(record.vehicle, setup) != live.setup else {
            return live
        }
        self.live.forget(vehicle)
        return try await liveVehicle(vehicle)
    }

    // MARK: What is stored

    /// Found trips that ended by an instant.
    func found(of vehicle: String, endedBy instant: Int64) async throws -> [FoundTrip] {
        guard instant > .min else { return [] }
        return try await database.read { connection in
            try connection.query(
                "SELECT body FROM logbook_found WHERE vehicle = $1 AND end_at <= $2 ORDER BY id",
                [SQLValue(vehicle), .integer(instant)]
            ).map { try FoundTrip(bytes: try $0.bytes("body")) }
        }
    }

    /// Keeps found trips in place of those that ended after the same instant.
    private static func store(
        _ findings: LiveVehicle.Findings, of vehicle: String, on connection: any SQLConnection
    ) throws {
        var known: [String: [UInt8]] = [:]
        try connection.forEach(
            "SELECT id, body FROM logbook_found WHERE vehicle = $1 AND end_at > $2",
            [SQLValue(vehicle), .integer(findings.since)]
        ) { row in known[try row.text("id")] = try row.bytes("body") }
        for trip in findings.trips {
            let body = trip.bytes
            guard known.removeValue(forKey: trip.id.text) != body else { continue }
            try connection.execute(
                """
                INSERT INTO logbook_found (vehicle, id, end_at, body) VALUES ($1, $2, $3, $4)
                ON CONFLICT (vehicle, id) DO UPDATE SET end_at = excluded.end_at, body = excluded.body
                """, [SQLValue(vehicle), SQLValue(trip.id.text), .integer(trip.end), .bytes(body)])
        }
        for id in known.keys.sorted() {
            try connection.execute(
                "DELETE FROM logbook_found WHERE vehicle = $1 AND id = $2", [SQLValue(vehicle), SQLValue(id)])
        }
    }

    /// The entries that are no arrivals, in a part of the book.
    func said(
        of vehicle: String, from start: Int64, until end: Int64, knowing part: BookPart? = nil
    ) async throws -> [SaidEntry] {
        var found: [SaidEntry] = []
        var next = start
        if let part, part.range.contains(start) {
            found = part.said.filter { $0.entry >= start && $0.entry < end }
            next = part.range.upperBound
        }
        while next < end {
            let limit = Int(min(Int64(Self.linesAtOnce), end - next))
            let read = try await ledger.lines(in: Self.book(vehicle: vehicle), from: next, limit: limit)
            guard !read.lines.isEmpty else { break }
            for (offset, line) in read.lines.enumerated() {
                let kind = SaidEntry.kind(of: line)
                if kind != LogbookEntry.arrival { found.append(SaidEntry(entry: next + Int64(offset), kind: kind)) }
            }
            next += Int64(read.lines.count)
        }
        return found
    }

    /// All entries that are no arrivals, of a vehicle whose tables are up to date.
    func said(of vehicle: String) async throws -> [SaidEntry] { try await storedSaid(of: vehicle, before: .max) }

    private func storedSaid(of vehicle: String, before entry: Int64) async throws -> [SaidEntry] {
        guard entry > 0 else { return [] }
        return try await database.read { connection in
            try connection.query(
                "SELECT entry, kind FROM logbook_said WHERE vehicle = $1 AND entry < $2 ORDER BY entry",
                [SQLValue(vehicle), .integer(entry)]
            ).map { SaidEntry(entry: try $0.integer("entry"), kind: try $0.text("kind")) }
        }
    }
}
