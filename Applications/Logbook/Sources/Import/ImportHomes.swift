// SPDX-License-Identifier: Apache-2.0

/// Whose book what a file holds goes into.
struct ImportHomes: Sendable {
    private let vehicles: [Vehicle]
    private let fleet: [FleetVehicle]
    private let chosen: Vehicle?

    /// - Parameter chosen: the id of the vehicle that gets everything, whatever the file says.
    /// - Throws: `LogbookError` with `notFound`.
    init(vehicles: [Vehicle], _ chosen: String?) throws(LogbookError) {
        self.vehicles = vehicles
        fleet = vehicles.map {
            FleetVehicle(
                id: $0.id, isUsual: $0.isUsual, bluetooth: $0.bluetooth, names: [$0.name, $0.plate, $0.vin])
        }
        guard let first = vehicles.first else {
            throw LogbookError(.notFound, "You have no vehicle yet; add one, then a file has somewhere to go.")
        }
        if let chosen {
            guard let vehicle = vehicles.first(where: { $0.id == chosen }) else {
                throw LogbookError(.notFound, "There is no vehicle “\(chosen)” of yours.")
            }
            self.chosen = vehicle
        } else {
            self.chosen = vehicles.count == 1 ? first : nil
        }
    }

    /// The time zone of the vehicle that gets everything, else of the usual one.
    var zone: String { (chosen ?? vehicles.first(where: \.isUsual) ?? vehicles.first)?.zone ?? "UTC" }

    /// The vehicle that a part of a file tells of. What was imported cannot be taken out of a book again, so nothing is
    /// guessed here.
    /// - Throws: `LogbookError` with `notFound` for a name that no vehicle has, with `invalid` when the file does not
    ///   say which it is.
    func home(of hint: VehicleHint) throws(LogbookError) -> Vehicle {
        if let chosen { return chosen }
        let names = [hint.id, hint.vin, hint.name, hint.bluetooth]
        guard names.contains(where: { !($0 ?? "").isEmpty }) else {
            let known = vehicles.map(\.name).joined(separator: ", ")
            throw LogbookError(.invalid, "The file does not say whose it is; choose one of your vehicles: \(known).")
        }
        let choice = try VehicleChoice(bound: nil, hint: hint, fleet: fleet, driving: [:], now: 0)
        guard choice.evidence != .usual, let vehicle = vehicles.first(where: { $0.id == choice.vehicle }) else {
            throw LogbookError(
                .notFound, "None of your vehicles is the one in the file; choose one, then all of it goes there.")
        }
        return vehicle
    }
}

/// The trips that a vehicle's book has, by when they began and ended. Each stands for one trip of a file.
struct PresentTrips: Sendable {
    private var counts: [ClosedRange<Int64>: Int] = [:]

    init(_ trips: [Trip]) {
        for trip in trips where trip.start.instant <= trip.end.instant {
            counts[trip.start.instant...trip.end.instant, default: 0] += 1
        }
    }

    /// Whether one of them is a trip of these times; it is used up then, so that two of a file need two here.
    mutating func take(_ times: ClosedRange<Int64>) -> Bool {
        guard let count = counts[times], count > 0 else { return false }
        counts[times] = count - 1
        return true
    }
}
