// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger

extension Logbook {
    /// Puts together everything from which the account of a vehicle follows.
    /// - Parameters:
    ///   - entries: the numbers of its book's entries that are no arrivals.
    ///   - readings: what the odometer showed between trips.
    func accountInput(
        _ vehicle: String, entries: [Int64], found: [FoundTrip], readings: [OdometerReading],
        setup: [String: DriverSetup], asOf instant: Int64
    ) async throws -> AccountInput {
        var record = VehicleSetup()
        var decisions: [TripDecision] = []
        var measured: [TripMeasurement] = []
        for entry in try await ledger.entries(in: Self.book(vehicle: vehicle), numbered: entries) {
            try record.apply(entry)
            if let decision = try TripDecision(entry) { decisions.append(decision) }
            if let measurement = try TripMeasurement(entry) { measured.append(measurement) }
        }
        let onTheWay = found.flatMap { [$0.odometerBefore, $0.odometerAfter].compactMap { $0 } }
        return AccountInput(
            vehicle: record, found: found, decisions: decisions, setup: setup, measured: measured,
            readings: readings + onTheWay, asOf: instant)
    }
}
