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

    package init() {}

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

    /// Takes an arrival that was read already.
    mutating func take(_ arrival: Arrival, entry: Int64) {
        for observation in arrival.observations { observations.append((entry, observation)) }
    }

    package var digestible: JSON {
        var timeline = VehicleTimeline(TripDetector.Setup(vehicle: vehicle.vehicle?.id ?? ""))
        timeline.replay(observations)
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
    /// Keeps the digest of what follows from a vehicle's book. The state is made from the book's lines, which is much
    /// faster than entry by entry; verification takes the other way.
    func recordState(of vehicle: String) async throws {
        let book = Self.book(vehicle: vehicle)
        var state = VehicleState()
        var size: Int64 = 0
        var head: [UInt8] = []
        while true {
            let read = try await ledger.lines(in: book, from: size, limit: Self.linesAtOnce)
            guard !read.lines.isEmpty else { break }
            try await take(read, of: book, into: &state)
            size += Int64(read.lines.count)
            head = read.head
        }
        guard size > 0 else { return }
        try await ledger.record(state, size: size, head: head, of: book)
    }

    private func take(_ read: StoredLines, of book: BookID, into state: inout VehicleState) async throws {
        var others: [Int64] = []
        for (offset, line) in read.lines.enumerated() {
            let number = read.start + Int64(offset)
            // The last one tells as of when it is, so it is read whole.
            if offset + 1 < read.lines.count, let arrival = try line.withUnsafeBytes({ try Arrival.read(line: $0) }) {
                state.take(arrival, entry: number)
            } else {
                others.append(number)
            }
        }
        for entry in try await ledger.entries(in: book, numbered: others) { try state.apply(entry) }
    }
}
