// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore

extension Logbook {
    /// The trip that goes on with a vehicle now; `nil` when there is none.
    /// - Throws: `LogbookError` with `notFound`; the ledger's errors.
    package func liveTrip(of vehicle: String, account: String) async throws -> LiveTrip? {
        _ = try await self.vehicle(vehicle, account: account)
        let live = try await liveVehicle(vehicle)
        try await catchUp(live, vehicle, past: nil)
        return live.trip(asOf: now)
    }

    /// What is going on with a vehicle, from memory or, when it is not there, from its book.
    func liveVehicle(_ vehicle: String) async throws -> LiveVehicle {
        if let known = live[vehicle] { return known }
        return try await live.restoring(vehicle) { try await restore(vehicle) }
    }

    /// The same, but only when it costs little: from a long book it is restored when there is time.
    func liveVehicleSoon(_ vehicle: String) async throws -> LiveVehicle? {
        if let known = live[vehicle] { return known }
        guard try await ledger.size(of: Self.book(vehicle: vehicle)) <= Self.shortBook else {
            live.want(vehicle)
            return nil
        }
        return try await liveVehicle(vehicle)
    }

    /// Up to so many entries, a book is read while somebody waits for an answer to a report.
    static let shortBook: Int64 = 5_000

    private func restore(_ vehicle: String) async throws -> LiveVehicle {
        let setup = try await detectorSetup(of: vehicle)
        let size = try await ledger.size(of: Self.book(vehicle: vehicle))
        let part = try await part(of: vehicle, in: 0..<size)
        var timeline = VehicleTimeline(setup)
        timeline.replay(part.observations)
        return LiveVehicle(timeline: timeline, applied: size, driving: part.driving)
    }

    /// Takes in the entries of the book that a vehicle's state lacks: another node wrote them, or another request of
    /// this one that has not come to it yet.
    /// - Parameter sequence: go no further when this entry is in it; `nil` reads to the book's end.
    func catchUp(_ live: LiveVehicle, _ vehicle: String, past sequence: Int64?) async throws {
        var next = live.applied
        while sequence.map({ next <= $0 }) ?? true {
            let read = try await ledger.lines(in: Self.book(vehicle: vehicle), from: next, limit: Self.linesAtOnce)
            guard !read.lines.isEmpty else { return }
            for (offset, line) in read.lines.enumerated() {
                let arrival = try line.withUnsafeBytes { try Arrival.read(line: $0) }
                let taken = live.take(arrival?.observations, at: read.start + Int64(offset))
                if taken.isWaiting { return }
            }
            next = live.applied
        }
    }

    /// Reads the book again where something came later than what is kept in memory goes back.
    func repair(_ live: LiveVehicle, _ vehicle: String) async throws {
        guard let range = live.beginRepair() else { return }
        do {
            live.repair(with: try await part(of: vehicle, in: range).observations)
        } catch {
            live.giveUpRepair()
            throw error
        }
    }
}
