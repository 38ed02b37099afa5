// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore

@testable import Logbook

/// A drive as a phone tells it: it joins the car, tells where it is every quarter of a minute, and leaves the car.
struct Drive {
    var start: Int64
    /// Minutes on the way at 60 km/h.
    var minutes = 10
    var device = "phone"
    /// Metres north of Utrecht where it begins.
    var from = 0.0
    var odometer: Distance?

    var end: Int64 { start + Int64(minutes) * 60_000_000 }

    var observations: [Observation] {
        var all = [Observation(instant: start, device: device, fact: .connected(nil))]
        if let odometer {
            all.append(car(start - 1_000_000, odometer))
            let way = Distance(metres: Int64(minutes) * 1_000)
            all.append(car(end + 30_000_000, odometer + way))
        }
        for step in 0...(minutes * 4) {
            all.append(
                .fix(start + Int64(step) * 15_000_000 + 1, north: from + Double(step) * 250, device: device))
        }
        all.append(Observation(instant: end + 20_000_000, device: device, fact: .disconnected(nil)))
        return all.sorted()
    }

    private func car(_ instant: Int64, _ odometer: Distance) -> Observation {
        Observation(
            instant: instant, device: "car", fact: .car(CarReport(odometer: odometer, activity: .parked)))
    }
}

extension KeeperBench {
    /// Records a drive in pieces as it happens, with the clock going along.
    func drive(_ drive: Drive, from token: DeviceToken, pieces: Int = 8) async throws {
        let all = drive.observations
        for start in stride(from: 0, to: all.count, by: pieces) {
            let piece = Array(all[start..<min(start + pieces, all.count)])
            let last = piece[piece.count - 1].instant
            clock.advance(by: max(0, Double(last - now) / 1_000_000 + 1))
            try await record(piece, from: token)
        }
    }

    /// The rows of every table that follows from the books, as text.
    func tables(of vehicle: String) async throws -> [String: [String]] {
        try await database.read { connection in
            var tables: [String: [String]] = [:]
            for table in [
                "logbook_said", "logbook_found", "logbook_trips", "logbook_gaps", "logbook_questions", "logbook_months",
            ] {
                tables[table] = try connection.query(
                    "SELECT * FROM \(table) WHERE vehicle = $1", [SQLValue(vehicle)]
                ).map { "\($0.values)" }.sorted()
            }
            return tables
        }
    }
}
