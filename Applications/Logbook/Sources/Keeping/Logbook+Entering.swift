// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger

extension Logbook {
    /// How many trips are entered at once.
    package static let mostEntered = 20_000

    /// Enters many trips that no device found, as a file has them: all or none. Each gets an id of its own. One that
    /// was entered or imported already, with the same times and length, is left out, so that a file may be taken twice.
    /// - Returns: the ids of those that are new.
    /// - Throws: `LogbookError` with `notFound`, `invalid`, `tooMuch`; the ledger's errors.
    package func enter(_ trips: [EnteredTrip], vehicle: String, account: String) async throws -> [TripID] {
        guard trips.count <= Self.mostEntered else {
            throw LogbookError(.tooMuch, "\(trips.count) trips are more than \(Self.mostEntered); divide the file.")
        }
        let view = try await view(of: vehicle, account: account)
        var taken = Set(view.trips.map(\.id))
        var known = Set(view.trips.filter { $0.origin != .found }.map(Likeness.init))
        var drafts: [EntryDraft] = []
        var entered: [TripID] = []
        for trip in trips {
            let trip = try Self.checked(trip, vehicle: vehicle, taken: taken)
            guard known.insert(Likeness(trip)).inserted else { continue }
            taken.insert(trip.id)
            entered.append(trip.id)
            drafts.append(
                EntryDraft(
                    kind: LogbookEntry.trip, actor: "account:\(account)", payload: trip.json,
                    idempotencyKey: "enter \(trip.id) \(trip.end)"))
        }
        let entries = try await ledger.append(drafts, to: Self.book(vehicle: vehicle))
        for entry in entries { live[vehicle]?.take(nil, at: entry.sequence) }
        try await settle(vehicle)
        return entered
    }

    /// By what a trip is known again.
    private struct Likeness: Hashable {
        let start: Int64
        let end: Int64
        let length: Distance?

        init(_ trip: Trip) {
            (start, end) = (trip.start.instant, trip.end.instant)
            length = trip.measures.first { $0.source == .entered }?.distance
        }
        init(_ trip: EnteredTrip) { (start, end, length) = (trip.start, trip.end, trip.length) }
    }

    /// The trip with an id that is free.
    static func checked(
        _ trip: EnteredTrip, vehicle: String, taken: Set<TripID>
    ) throws(LogbookError) -> EnteredTrip {
        var trip = trip
        trip.id = freeID(from: trip.start, vehicle: vehicle, taken: taken)
        try trip.validate()
        return trip
    }

    /// A trip id that is not taken, by the second in which it begins or the next free one.
    static func freeID(from start: Int64, vehicle: String, taken: Set<TripID>) -> TripID {
        var instant = start
        while taken.contains(TripID(start: instant, vehicle: vehicle)) { instant += 1_000_000 }
        return TripID(start: instant, vehicle: vehicle)
    }
}
