// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger

extension Logbook {
    /// What is going on with a vehicle, from memory or, when it is not there, from its book.
    func liveVehicle(_ vehicle: String) async throws -> LiveVehicle {
        if let known = live[vehicle] { return known }
        let restored = LiveVehicle(timeline: Timeline(), applied: 0)
        try await catchUp(restored, vehicle, past: nil)
        return live.keep(restored, for: vehicle)
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
                live.take(arrival?.observations ?? [], at: read.start + Int64(offset))
            }
            next = live.applied
        }
    }

    /// How many lines of a book are read at once.
    static let linesAtOnce = 1_000
}
