// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore

extension Logbook {
    /// What a driver's book says, and how many entries it has.
    /// - Parameter end: go no further than so many entries.
    func driverSetup(
        of account: String, upTo end: Int64 = .max
    ) async throws -> (setup: DriverSetup, size: Int64) {
        var setup = DriverSetup()
        var size: Int64 = 0
        while size < end {
            let limit = Int(min(end - size, 500))
            let entries = try await ledger.entries(in: Self.book(driver: account), from: size, limit: limit)
            for entry in entries { try setup.apply(entry) }
            size += Int64(entries.count)
            if entries.count < limit { break }
        }
        return (setup, size)
    }

    /// What finding a vehicle's trips needs to know.
    func detectorSetup(of vehicle: String) async throws -> TripDetector.Setup {
        let row = try await database.read { connection in
            try connection.first("SELECT * FROM logbook_vehicles WHERE id = $1", [SQLValue(vehicle)])
                .map(VehicleRecord.init)
        }
        guard let record = row?.vehicle else { return TripDetector.Setup(vehicle: vehicle) }
        return Self.detectorSetup(record, try await driverSetup(of: record.owner).setup)
    }

    static func detectorSetup(_ vehicle: Vehicle, _ setup: DriverSetup) -> TripDetector.Setup {
        TripDetector.Setup(
            vehicle: vehicle.id, skipPlaces: setup.skipPlaces(in: LocalClock.named(vehicle.zone)))
    }
}

extension DriverSetup {
    /// Where a stop never ends a trip, and when that was so: from the day that was named, else from when it was said,
    /// so that a place made today changes no trip of yesterday.
    func skipPlaces(in clock: LocalClock?) -> [TripDetector.SkipPlace] {
        var open: [String: (place: Place, since: Int64)] = [:]
        var found: [TripDetector.SkipPlace] = []
        func close(_ name: String, at instant: Int64) {
            guard let (place, since) = open.removeValue(forKey: name), since < instant else { return }
            found.append(
                TripDetector.SkipPlace(center: place.center, radius: place.radius, times: since...(instant - 1)))
        }
        for word in words {
            let since = word.from.flatMap { clock?.start(of: $0) } ?? word.instant
            switch word.content {
            case .place(let place):
                close(place.name, at: since)
                if place.isSkipped { open[place.name] = (place, since) }
            case .placeRemoved(let name): close(name, at: since)
            case .rules, .profile: break
            }
        }
        for (_, (place, since)) in open.sorted(by: { $0.key < $1.key }) {
            found.append(TripDetector.SkipPlace(center: place.center, radius: place.radius, times: since ... .max))
        }
        return found
    }
}
