// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore

extension Logbook {
    private static let tables = [
        "logbook_settled", "logbook_said", "logbook_found", "logbook_trips", "logbook_gaps", "logbook_questions",
        "logbook_months",
    ]

    /// Throws away what the tables hold of a vehicle, and makes it again from its book and its driver's; what they hold
    /// about the vehicle itself, where it is not what its book says.
    /// - Throws: `LogbookError` with `notFound`, `damaged`; the ledger's errors.
    package func rebuild(_ vehicle: String) async throws {
        live.forget(vehicle)
        try await database.write { connection in
            for table in Self.tables {
                try connection.execute("DELETE FROM \(table) WHERE vehicle = $1", [SQLValue(vehicle)])
            }
        }
        let size = try await ledger.size(of: Self.book(vehicle: vehicle))
        let part = try await part(of: vehicle, in: 0..<size)
        try await restoreIndex(of: vehicle, knowing: part.said)
        let setup = try await detectorSetup(of: vehicle)
        var timeline = VehicleTimeline(setup)
        timeline.replay(part.observations)
        let found = timeline
        _ = try await live.restoring(vehicle) {
            LiveVehicle(timeline: found, applied: size, driving: part.driving)
        }
        try await settle(vehicle, knowing: part)
        try await recordState(of: vehicle, part, found: found)
    }
}
