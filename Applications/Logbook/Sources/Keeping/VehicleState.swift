// SPDX-License-Identifier: Apache-2.0
import Crypto
package import StewardCore
package import StewardLedger
import StewardStore

/// What follows from a vehicle's book alone, for verification: the trips that its observations tell, what was decided
/// and what was measured. Places and rules, which stand in the driver's book, are not in it, nor where trips at a place
/// that was marked to be skipped would go on; so it is about the book and not about what lists show
/// (``Logbook/faults(in:)`` is).
package struct VehicleState: Projection {
    package static var name: String { "logbook.vehicle/1" }

    private var observations: [(entry: Int64, observation: Observation)] = []
    private var vehicle = VehicleSetup()
    private var said = SHA256()
    private var saidCount: Int64 = 0
    private var latest: Int64 = .min
    /// What a timeline holds that took these same observations already; else they are gone through here.
    private var known: VehicleTimeline?

    package init() {}

    /// What a whole book says, read already.
    /// - Parameters:
    ///   - entries: those that are no arrivals, in order.
    ///   - last: when the last entry of the book was written.
    ///   - found: a timeline that took all of the observations, if there is one.
    init(_ part: BookPart, entries: [Entry], last: Int64, found: VehicleTimeline?) throws {
        observations = part.observations
        for entry in entries { try apply(entry) }
        latest = last
        known = found
    }

    package mutating func apply(_ entry: Entry) throws {
        latest = entry.time.microseconds
        if entry.kind == LogbookEntry.arrival {
            return take(try Arrival(payload: entry.payload.canonicalBytes()), entry: entry.sequence)
        }
        try vehicle.apply(entry)
        _ = try TripDecision(entry)
        _ = try TripMeasurement(entry)
        said.update(data: Array("\(entry.kind)\n".utf8) + (try entry.payload.canonicalBytes()))
        saidCount += 1
    }

    private mutating func take(_ arrival: Arrival, entry: Int64) {
        for observation in arrival.observations { observations.append((entry, observation)) }
    }

    private var timeline: VehicleTimeline {
        let setup = TripDetector.Setup(vehicle: vehicle.vehicle?.id ?? "")
        // Another setup, one with places to be skipped, finds other trips.
        if let known, known.setup == setup { return known }
        var timeline = VehicleTimeline(setup)
        timeline.replay(observations)
        return timeline
    }

    package var digestible: JSON {
        let trips = timeline.trips(asOf: latest).map { trip -> JSON in
            [
                "end": .string(ObservationTime.text(trip.end)), "id": .string(trip.id.text),
                "metres": .integer(trip.trailDistance.metres), "ending": .string(trip.ending?.rawValue ?? ""),
            ]
        }
        return [
            "decisions": .integer(saidCount), "said": .string(Self.hex(Array(said.finalize()))),
            "trips": .array(trips), "vehicle": .string(vehicle.vehicle?.id ?? ""),
        ]
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension Logbook {
    /// Keeps the digest of what follows from a vehicle's book as it is now, to be compared with when it is verified.
    func recordState(of vehicle: String) async throws {
        let size = try await ledger.size(of: Self.book(vehicle: vehicle))
        try await recordState(of: vehicle, try await part(of: vehicle, in: 0..<size), found: nil)
    }

    /// The same of a whole book that was read already; verification reads it entry by entry.
    /// - Parameter found: a timeline that took all of the part's observations, if there is one.
    func recordState(of vehicle: String, _ part: BookPart, found: VehicleTimeline?) async throws {
        let (book, size) = (Self.book(vehicle: vehicle), part.range.upperBound)
        guard size > 0 else { return }
        let entries = try await ledger.entries(in: book, numbered: part.said.map(\.entry))
        let last = try await ledger.entries(in: book, numbered: [size - 1])
        let state = try VehicleState(part, entries: entries, last: last.last?.time.microseconds ?? .min, found: found)
        try await ledger.record(state, size: size, head: part.head, of: book)
    }
}
