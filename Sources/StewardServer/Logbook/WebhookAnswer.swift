// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore

/// What a phone hears about its trip, in the words of older logbooks: it keeps a record of its own going until it hears
/// `finalized`, `cancelled` or `skipped`.
struct WebhookAnswer: Sendable {
    let call: Shortcuts.Call
    let recorded: Recorded?
    let user: String
    private let account: String

    init(_ call: Shortcuts.Call, _ recorded: Recorded?, _ received: Received, for intake: IntakeRequest) {
        self.call = call
        self.recorded = recorded
        user = intake.accountName
        account = intake.sender.account
    }

    /// The whole answer.
    func json(_ site: Site) async throws -> JSON {
        guard let recorded else { return answer("ping_recorded") }
        let logbook = site.installation.logbook
        if recorded.after == nil, let (found, _) = ended(recorded) {
            guard let found else { return call == .finalize ? processed("skipped", nil) : skipped(recorded) }
            guard call != .finalize else { return processed("finalized", found) }
            let stored = try? await logbook.trip(found.id, account: account)
            let trip = try stored.map { try StoredTripJSON.raw($0.trip, country: $0.vehicle.country, account: account) }
            return answer("finalized", [JSON.Member("trip", trip ?? .null)])
        }
        if call == .start || call == .ping, recorded.before == nil, let trip = recorded.after {
            let name = try? await logbook.vehicle(recorded.vehicle, account: account).vehicle.name
            return started(trip, in: name ?? recorded.vehicle, recorded)
        }
        return open(recorded)
    }

    /// The trip that ended by this call, and whether it counts; `nil` when none did.
    private func ended(_ recorded: Recorded) -> (found: FoundTrip?, isCancelled: Bool)? {
        for action in recorded.actions.reversed() {
            switch action {
            case .ended(let found): return (found, false)
            case .discarded(let why): return (nil, why == .cancelled)
            default: continue
            }
        }
        return nil
    }

    private func skipped(_ recorded: Recorded) -> JSON {
        if ended(recorded)?.isCancelled ?? false { return ["status": "cancelled"] }
        let reason = call == .end ? "gps_distance_too_short" : "zero_or_negative_km"
        return answer("skipped", [JSON.Member("reason", .string(reason))])
    }

    /// What older logbooks said of trips that they finished when nothing more was heard of them.
    private func processed(_ action: String, _ found: FoundTrip?) -> JSON {
        var result = [JSON.Member("user", .string(user)), JSON.Member("action", .string(action))]
        if let found {
            result.append(JSON.Member("trip_id", .string(found.id.text)))
            result.append(JSON.Member("km", JSON.number(Self.length(found).kilometres).canonical))
        } else {
            result.append(JSON.Member("reason", "zero_or_negative_km"))
        }
        return ["status": "completed", "processed": 1, "results": [.object(result)]]
    }

    private static func length(_ found: FoundTrip) -> Distance {
        guard let before = found.odometerBefore, let after = found.odometerAfter, after.value > before.value else {
            return found.trailDistance
        }
        return after.value - before.value
    }

    private func started(_ trip: LiveTrip, in car: String, _ recorded: Recorded) -> JSON {
        var members = [
            JSON.Member("car", .string(car)), JSON.Member("start_odo", LiveTripJSON.kilometres(trip.odometerBefore)),
        ]
        if recorded.evidence == .bluetooth { members.append(JSON.Member("source", "bluetooth")) }
        return answer("trip_started", members)
    }

    /// While a trip goes on, or none does.
    private func open(_ recorded: Recorded) -> JSON {
        guard let trip = recorded.after else {
            switch call {
            case .start, .ping: return answer("waiting_for_car", [JSON.Member("no_driving_count", 0)])
            case .end, .finalize, .cancel: return ["status": "ignored", "reason": "no_active_trip"]
            }
        }
        if case .resumed(let pause)? = recorded.actions.last(where: { if case .resumed = $0 { true } else { false } }) {
            return answer("trip_resumed", [JSON.Member("minutes_paused", .integer(pause / 60_000_000))])
        }
        switch trip.phase {
        case .driving: return driving(trip)
        case .paused: return paused(trip)
        case .ending: return call == .end ? pending(trip) : paused(trip)
        }
    }

    private func driving(_ trip: LiveTrip) -> JSON {
        guard call != .end else { return pending(trip) }
        guard let odometer = trip.odometer, odometer.instant >= trip.start else {
            return answer("gps_only_ping", [JSON.Member("gps_count", .integer(Int64(trip.fixes)))])
        }
        return answer(
            trip.parkedReports == 0 ? "moving" : "waiting",
            [
                JSON.Member("current_odo", LiveTripJSON.kilometres(odometer)),
                JSON.Member("parked_count", .integer(Int64(trip.parkedReports))),
            ])
    }

    private func paused(_ trip: LiveTrip) -> JSON {
        if trip.isAtSkipPlace {
            return answer(
                "paused_at_skip",
                [
                    JSON.Member("total_km", JSON.number(trip.distance.kilometres).canonical),
                    JSON.Member("pause_count", .integer(Int64(trip.skipPauses))),
                ])
        }
        return answer(
            "trip_paused", [JSON.Member("reason", "gps_stationary"), JSON.Member("resume_window_minutes", 30)])
    }

    /// It left the car; the trip is finished when it does not go on within some minutes, as from a traffic light.
    private func pending(_ trip: LiveTrip) -> JSON {
        guard !trip.isAtSkipPlace else { return paused(trip) }
        return answer(
            "pending", [JSON.Member("reason", trip.odometer == nil ? "no_odometer" : "waiting_for_safety_net")])
    }

    private func answer(_ status: String, _ members: [JSON.Member] = []) -> JSON {
        .object([JSON.Member("status", .string(status)), JSON.Member("user", .string(user))] + members)
    }
}
