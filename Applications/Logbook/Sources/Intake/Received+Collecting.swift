// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension Received {
    /// Adds an observation of the vehicle that a sender means.
    mutating func add(_ observation: Observation, of vehicle: VehicleHint = VehicleHint(), at arrival: Int64) {
        ahead = max(ahead, observation.instant - arrival)
        if let last = parts.indices.last, parts[last].vehicle == vehicle {
            parts[last].observations.append(observation)
        } else if let index = parts.firstIndex(where: { $0.vehicle == vehicle }) {
            parts[index].observations.append(observation)
        } else {
            parts.append(Part(vehicle: vehicle, observations: [observation]))
        }
    }

    mutating func ignore(_ reason: Ignored) { ignored[reason, default: 0] += 1 }

    /// How many things came, those left out among them.
    var count: Int { parts.reduce(0) { $0 + $1.observations.count } + ignored.values.reduce(0, +) }

    /// Throws when a batch is larger than one request may be. To be asked before each element.
    static func checkCount(_ count: Int, _ reader: borrowing JSONReader) throws(JSONError) {
        guard count >= most else { return }
        throw reader.error(
            .limitExceeded, "One request brings at most \(most) observations; send the rest in another request.")
    }

    /// Throws when a batch is larger than one request may be, or of more vehicles. To be asked before each element.
    func checkRoom(_ reader: borrowing JSONReader) throws(JSONError) {
        try Self.checkCount(count, reader)
        guard parts.count > Self.mostVehicles else { return }
        throw reader.error(.limitExceeded, Self.tooManyVehicles)
    }

    static let tooManyVehicles =
        "One request tells of at most \(mostVehicles) vehicles; send the others in another request."
}
