// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardLedger

extension Logbook {
    /// Changes fields of a trip; what they were stays beside.
    /// - Parameter seen: what the person saw; when a field is something else by now, nothing is changed.
    /// - Throws: `LogbookError` with `notFound`, `invalid`, or `conflict` when it was changed meanwhile.
    @discardableResult
    package func correct(
        _ id: TripID, to values: [TripField: TripValue], seen: [TripField: TripValue] = [:], reason: String = "",
        account: String
    ) async throws -> Trip {
        let vehicle = try await trip(id, account: account).vehicle.id
        let decided = try await decide(about: vehicle, account: account) { view in
            let trip = try Self.trip(id, in: view)
            for (field, value) in seen where trip.value(of: field) != value { throw Self.wasChanged("The trip \(id)") }
            return .correct(try TripCorrection(of: trip, to: values, reason: reason))
        }
        return try Self.trip(id, in: decided.view)
    }

    /// Has a trip count nowhere any more; it stays in the book.
    /// - Throws: `LogbookError` with `notFound`, `invalid`, `conflict` when it was voided already.
    package func void(_ id: TripID, reason: String, account: String) async throws {
        let vehicle = try await trip(id, account: account).vehicle.id
        try await decide(about: vehicle, account: account) { view in
            let voiding = TripVoiding(TripReference(try Self.standing(id, in: view)), reason: reason)
            try voiding.validate()
            return .void(voiding)
        }
    }

    /// Makes one trip of trips that follow each other.
    /// - Throws: `LogbookError` with `notFound`, `invalid`, `conflict`.
    package func join(_ ids: [TripID], reason: String = "", account: String) async throws {
        guard let first = ids.first else { throw LogbookError(.invalid, "Name the trips that are one.") }
        let vehicle = try await trip(first, account: account).vehicle.id
        try await decide(about: vehicle, account: account) { view in
            .join(try TripJoining(ids, of: view.trips, reason: reason))
        }
    }

    /// Makes two trips of one.
    /// - Parameter cut: when the first ended and the second began, microseconds since 1970.
    /// - Returns: the second one's id; the first keeps the trip's.
    /// - Throws: `LogbookError` with `notFound`, `invalid`, `conflict`.
    package func split(_ id: TripID, at cut: Int64, reason: String = "", account: String) async throws -> TripID {
        let vehicle = try await trip(id, account: account).vehicle.id
        let decided = try await decide(about: vehicle, account: account) { view in
            let second = Self.freeID(from: cut, vehicle: vehicle, taken: Set(view.trips.map(\.id)))
            return .split(
                try TripSplitting(of: try Self.trip(id, in: view), cut: cut, second: second, reason: reason))
        }
        guard case .split(let splitting) = decided.act else { return id }
        return splitting.second
    }

    /// Enters a trip that no device found. It gets an id of its own, whatever the given one says.
    /// - Throws: `LogbookError` with `notFound`, `invalid`.
    @discardableResult
    package func enter(_ trip: EnteredTrip, vehicle: String, account: String) async throws -> Trip {
        let decided = try await decide(about: vehicle, account: account) { view in
            .enter(try Self.checked(trip, vehicle: vehicle, taken: Set(view.trips.map(\.id))))
        }
        guard case .enter(let entered) = decided.act else { throw Self.wasChanged("The trip") }
        return try Self.trip(entered.id, in: decided.view)
    }

    /// Moves a trip to another vehicle of the account: it is entered there, then voided here. When the second fails,
    /// the trip stands in both books and can be moved again.
    /// - Returns: the trip in the other vehicle's book.
    /// - Throws: `LogbookError` with `notFound`, `invalid`, `conflict`.
    @discardableResult
    package func move(_ id: TripID, to other: String, account: String) async throws -> Trip {
        let known = try await trip(id, account: account)
        let vehicle = known.vehicle.id
        guard other != vehicle else { throw LogbookError(.invalid, "The trip is that vehicle's already.") }
        guard !known.trip.isVoided else { throw Self.isVoided(id) }
        let moved = try await copy(known.trip, into: other, account: account)
        try await decide(about: vehicle, account: account) { view in
            let standing = try Self.standing(id, in: view)
            return .void(TripVoiding(TripReference(standing), reason: TripVoiding.moved, movedTo: other))
        }
        return moved
    }

    /// The trip in another vehicle's book; entered there unless it is already.
    private func copy(_ trip: Trip, into other: String, account: String) async throws -> Trip {
        let source = EnteredTrip.Source(vehicle: trip.vehicle, trip: trip.id)
        let there = try await view(of: other, account: account).trips
        if let moved = there.first(where: { Self.wasMoved($0, from: source) && !$0.isVoided }) { return moved }
        return try await enter(EnteredTrip(moving: trip, id: trip.id), vehicle: other, account: account)
    }

    /// Says where kilometres of no trip went.
    /// - Parameters:
    ///   - before: when the reading before the gap was taken, and `after` the one after it, microseconds since 1970.
    /// - Throws: `LogbookError` with `notFound`, `invalid`.
    package func explainGap(
        before: Int64, after: Int64, explanation: String, use: Trip.Use?, vehicle: String, account: String
    ) async throws {
        try await decide(about: vehicle, account: account) { view in
            guard
                let gap = view.gaps.first(where: { $0.before.instant == before && $0.after.instant == after })
            else { throw LogbookError(.notFound, "There is no gap between these readings any more; look again.") }
            return .explain(try GapExplanation(of: gap, explanation: explanation, use: use))
        }
    }

    /// Closes a month that is over: records what its trips are, and has the ledger sign the book. What is changed
    /// afterwards stays possible and always shows.
    /// - Returns: the checkpoint; `nil` when this installation has no signing key.
    /// - Throws: `LogbookError` with `notFound`, `invalid`; the ledger's errors.
    @discardableResult
    package func closeMonth(
        _ month: String, vehicle: String, account: String
    ) async throws -> SignedCheckpoint? {
        let now = now
        try await decide(about: vehicle, account: account) { view in
            .close(try view.closing(of: month, asOf: now))
        }
        return try await seal(vehicle)
    }

    /// Keeps the digest of what follows from a vehicle's book, to be compared with when the ledger is verified, and
    /// signs the book.
    func seal(_ vehicle: String) async throws -> SignedCheckpoint? {
        let book = Self.book(vehicle: vehicle)
        try await recordState(of: vehicle)
        return ledger.key == nil ? nil : try await ledger.checkpoint(book)
    }

    // MARK: How

    /// Records a decision, made from the vehicle's account as it is now; when somebody decides at the same time, it is
    /// made again from what is then.
    /// - Returns: the account with the decision, and the decision.
    @discardableResult
    private func decide(
        about vehicle: String, account: String, _ make: (AccountView) throws -> TripDecision.Act
    ) async throws -> (view: AccountView, act: TripDecision.Act) {
        for _ in 0..<5 {
            let view = try await view(of: vehicle, account: account)
            let act = try make(view)
            let last = try await said(of: vehicle).last { $0.isDecision }?.entry ?? -1
            let draft = EntryDraft(
                kind: act.kind, actor: "account:\(account)", payload: act.payload,
                idempotencyKey: "decision after \(last)")
            let entry = try await append(draft, vehicle)
            if entry.kind == draft.kind, entry.actor == draft.actor, entry.payload == act.payload.canonical {
                return (try await self.view(of: vehicle, account: account), act)
            }
        }
        throw Self.wasChanged("The logbook of this vehicle")
    }

    /// The trip with an id that is free.
    private static func checked(
        _ trip: EnteredTrip, vehicle: String, taken: Set<TripID>
    ) throws(LogbookError) -> EnteredTrip {
        var trip = trip
        trip.id = freeID(from: trip.start, vehicle: vehicle, taken: taken)
        try trip.validate()
        return trip
    }

    /// A trip id that is not taken, by the second in which it begins or the next free one.
    private static func freeID(from start: Int64, vehicle: String, taken: Set<TripID>) -> TripID {
        var instant = start
        while taken.contains(TripID(start: instant, vehicle: vehicle)) { instant += 1_000_000 }
        return TripID(start: instant, vehicle: vehicle)
    }

    private static func trip(_ id: TripID, in view: AccountView) throws(LogbookError) -> Trip {
        guard let trip = view.trip(id) else { throw LogbookError(.notFound, "There is no trip “\(id)” any more.") }
        return trip
    }

    private static func standing(_ id: TripID, in view: AccountView) throws(LogbookError) -> Trip {
        let trip = try trip(id, in: view)
        guard !trip.isVoided else { throw isVoided(id) }
        return trip
    }

    private static func isVoided(_ id: TripID) -> LogbookError {
        LogbookError(.conflict, "The trip \(id) was voided already.")
    }

    private static func wasMoved(_ trip: Trip, from source: EnteredTrip.Source) -> Bool {
        trip.history.contains { $0.field == "moved_from" && $0.old == "\(source.vehicle) \(source.trip)" }
    }
}
