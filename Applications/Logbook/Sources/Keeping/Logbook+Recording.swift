// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
import StewardLedger

extension Logbook {
    /// Records what was received, each part in the book of its vehicle. When this returns it is on disk.
    ///
    /// The same request may be repeated: with a key, or when every observation has its device's own time, it is
    /// recorded once. When it throws after part of it was recorded, repeating it records the rest.
    /// - Parameters:
    ///   - form: the form in which it came, as `owntracks`.
    ///   - arrival: when it arrived, microseconds since 1970; observations of this very instant were given it for want
    ///     of a time of their own.
    ///   - key: the sender's own name for the request.
    /// - Returns: one value a part, in their order.
    /// - Throws: `LogbookError` with `notFound` when a part's vehicle is not the sender's, with `invalid` when an
    ///   observation is nonsense; the ledger's errors.
    package func record(
        _ received: Received, form: String, from sender: Sender, arrival: Int64, key: String? = nil
    ) async throws -> [Recorded] {
        if case .device(let token) = sender { used.note(token, at: arrival) }
        guard !received.parts.isEmpty else { return [] }
        let fleet = try await setups.fleet(of: sender.account)
        var recorded: [Recorded] = []
        for (number, part) in received.parts.enumerated() {
            let choice = try await choose(part.vehicle, sender, fleet, at: arrival)
            let arrivals = Self.arrivals(part.observations, form: form, because: choice.evidence)
            let hasOwnTimes = part.observations.allSatisfy { $0.instant != arrival }
            var drafts: [EntryDraft] = []
            for (place, piece) in arrivals.enumerated() {
                let written = try piece.written()
                drafts.append(
                    EntryDraft(
                        kind: LogbookEntry.arrival, actor: sender.actor, written: written,
                        idempotencyKey: Self.idempotencyKey(
                            key.map { "\($0) \(number) \(place)" }, sender,
                            hasOwnTimes ? written[piece.contentStart...] : nil,
                            since: piece.observations.first?.instant ?? 0)))
            }
            recorded.append(try await append(arrivals, as: drafts, choice, at: arrival))
        }
        return recorded
    }

    /// Finds a part's vehicle.
    private func choose(
        _ hint: VehicleHint, _ sender: Sender, _ fleet: [FleetVehicle], at now: Int64
    ) async throws -> VehicleChoice {
        var driving: [String: Int64] = [:]
        if sender.bound == nil, fleet.count > 1 {
            for vehicle in fleet { driving[vehicle.id] = try? await liveVehicleSoon(vehicle.id)?.driving }
        }
        return try VehicleChoice(bound: sender.bound, hint: hint, fleet: fleet, driving: driving, now: now)
    }

    private func append(
        _ arrivals: [Arrival], as drafts: [EntryDraft], _ choice: VehicleChoice, at now: Int64
    ) async throws -> Recorded {
        // A book that cannot be read must not keep anything from being recorded.
        let live = try? await liveVehicleSoon(choice.vehicle)
        let before = live?.trip(asOf: now)
        let entries = try await ledger.append(drafts, to: Self.book(vehicle: choice.vehicle))
        var actions: [TripDetector.Action] = []
        if let live, let last = entries.last {
            for (entry, arrival) in zip(entries, arrivals) {
                actions += live.take(arrival.observations, at: entry.sequence).actions
            }
            // What the state lacks after this is read again, whenever it is wanted next.
            try? await catchUp(live, choice.vehicle, past: last.sequence)
        }
        return Recorded(
            vehicle: choice.vehicle, evidence: choice.evidence, entries: entries.map(\.sequence), before: before,
            after: live?.trip(asOf: now), actions: actions)
    }

    private static func arrivals(
        _ observations: [Observation], form: String, because evidence: Arrival.Evidence
    ) -> [Arrival] {
        guard observations.count > Arrival.most else {
            return [Arrival(form: form, evidence: evidence, observations: observations)]
        }
        return stride(from: 0, to: observations.count, by: Arrival.most).map { start in
            Arrival(
                form: form, evidence: evidence,
                observations: Array(observations[start..<min(start + Arrival.most, observations.count)]))
        }
    }

    /// One name for all repetitions of a piece; `nil` when nothing tells them from something new.
    ///
    /// Why it was sorted to the vehicle is no part of its content: that may be another when it is sent again.
    ///
    /// What is told by its content begins with its time: the names of one book then come in about their order, and the
    /// index that holds them grows at its end.
    private static func idempotencyKey(
        _ key: String?, _ sender: Sender, _ written: ArraySlice<UInt8>?, since instant: Int64
    ) -> String? {
        var hash = SHA256()
        var text: [UInt8] = []
        text.reserveCapacity(81)
        if let key {
            hash.update(data: Array("key \(sender.actor) \(key)".utf8))
        } else if let written {
            for shift in stride(from: 60, through: 0, by: -4) {
                text.append(hexadecimal(UInt8(truncatingIfNeeded: instant >> Int64(shift)) & 15))
            }
            text.append(UInt8(ascii: "-"))
            hash.update(data: Array("content \(sender.actor) ".utf8))
            hash.update(data: written)
        } else {
            return nil
        }
        for byte in hash.finalize() {
            text.append(hexadecimal(byte >> 4))
            text.append(hexadecimal(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x57 + digit }
}
