// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore

extension Logbook {
    /// Everything about a vehicle of this account as of now: trips, gaps, questions, months.
    /// - Throws: `LogbookError` with `notFound`, also for another's; with `damaged`; the ledger's errors.
    package func view(of vehicle: String, account: String) async throws -> AccountView {
        _ = try await self.vehicle(vehicle, account: account)
        return try found(try await view(of: vehicle), vehicle)
    }

    /// The same for an employer: of private trips the kilometres only.
    /// - Throws: as for the owner; `notFound` when the account is none of the vehicle's employers.
    package func employersView(of vehicle: String, account: String) async throws -> EmployerView {
        guard try await employersVehicles(of: account).contains(where: { $0.vehicle.id == vehicle }) else {
            throw LogbookError(.notFound, "There is no vehicle “\(vehicle)” of yours.")
        }
        return EmployerView(try found(try await view(of: vehicle), vehicle))
    }

    /// One trip of this account, with its whole way, and its vehicle.
    /// - Throws: `LogbookError` with `notFound`, also for another's; the ledger's errors.
    package func trip(_ id: TripID, account: String) async throws -> (trip: Trip, vehicle: Vehicle) {
        try await settle(account: account)
        let vehicle = try await database.read { connection in
            try connection.first(
                "SELECT vehicle FROM logbook_trips WHERE id = $1 AND owner = $2",
                [SQLValue(id.text), SQLValue(account)]
            )?.text("vehicle")
        }
        guard let vehicle, let view = try await view(of: vehicle), let trip = view.trip(id) else {
            throw LogbookError(.notFound, "There is no trip “\(id)” of yours.")
        }
        return (trip, view.vehicle)
    }

    private func found(_ view: AccountView?, _ vehicle: String) throws(LogbookError) -> AccountView {
        guard let view else { throw LogbookError(.notFound, "There is no vehicle “\(vehicle)” of yours.") }
        return view
    }

    /// The account of a vehicle, settled; `nil` when there is no such vehicle.
    func view(of vehicle: String) async throws -> AccountView? {
        try await settle(vehicle)
        guard let row = try await settledRow(vehicle) else { return nil }
        if let kept = views.view(of: vehicle, version: row.version) { return kept }
        let (setup, _) = try await driverSetup(of: row.owner)
        let findings = try await liveVehicle(vehicle).findings(asOf: now)
        let found = try await found(of: vehicle, endedBy: findings.since) + findings.trips
        let input = try await accountInput(
            vehicle, entries: try await said(of: vehicle).map(\.entry), found: found, readings: findings.readings,
            setup: [row.owner: setup], asOf: now)
        let view = try Account.make(input)
        views.keep(view, of: vehicle, version: row.version)
        return view
    }

    /// Brings the tables of all vehicles of an account up to date, those out of the lists too.
    func settle(account: String) async throws {
        let instant = now
        let rows = try await database.read { connection in
            try connection.query("\(SettledRow.query) WHERE v.owner = $1", [SQLValue(account)]).map(SettledRow.init)
        }
        for row in rows where !row.isFresh(at: instant) {
            // On the way, a book grows with every report while nothing changes in the tables.
            if let live = live[row.vehicle], row.version > 0, row.driverApplied == row.driverSize,
                live.applied >= row.size, !live.hasNews(asOf: instant), row.nextChange.map({ instant < $0 }) ?? true
            {
                continue
            }
            try await settle(row.vehicle)
        }
    }
}
