// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension TripDraft {
    /// Every distance that is known but for the odometer's, the one that counts first; none when nothing tells it: what
    /// a person said; the fixes matched to roads; a planned route, where it agrees with the fixes within what they may
    /// be off, or where there are none; the way through the fixes.
    var measures: [Trip.Measure] {
        var measures: [Trip.Measure] = []
        if let fixed { measures.append(Trip.Measure(distance: fixed, source: .entered)) }
        if let matched = measured?.matched {
            measures.append(
                Trip.Measure(distance: matched, source: .matched, uncertainty: measured?.uncertainty ?? .zero))
        }
        guard let route = measured?.route else { return measures + (trail.map { [$0] } ?? []) }
        guard let way = trail else {
            return measures + [Trip.Measure(distance: route, source: .route, uncertainty: Self.detours(route))]
        }
        let planned = Trip.Measure(distance: route, source: .route, uncertainty: way.uncertainty)
        let agrees = way.distance - way.uncertainty <= route && route <= way.distance + way.uncertainty
        return measures + (agrees ? [planned, way] : [way, planned])
    }

    /// A planned route without any fix may miss every detour; a fifth of it is what is said about that.
    private static func detours(_ route: Distance) -> Distance { Distance(metres: route.metres / 5) }

    /// As continuity takes it.
    var leg: Leg {
        let best = measures.first
        return Leg(
            start: trip.start.instant, end: trip.end.instant, estimate: best?.distance,
            uncertainty: best?.uncertainty ?? .zero, isFixed: fixed != nil, trail: trip.trail)
    }
}

extension TripDraft {
    /// Takes trips that follow into this one. Their fixes, kilometres and histories become its own; what people said of
    /// it goes before what they said of the others.
    mutating func join(_ others: [TripDraft], _ decision: TripDecision, reason: String) {
        note("join", others.map(\.trip.id.text).joined(separator: " "), trip.id.text, decision, reason)
        joinWays([self] + others)
        reshaped = decision.entry
        for other in others {
            span = min(span.lowerBound, other.span.lowerBound)...max(span.upperBound, other.span.upperBound)
            trip.end = other.trip.end
            trip.trail += other.trip.trail
            trip.ending = other.trip.ending
            trip.remarks = Set(trip.remarks + other.trip.remarks).sorted()
            trip.recorded = max(trip.recorded, other.trip.recorded)
            detour += other.detour
            said = said ?? other.said
            for field in [TripField.toAddress, .toPlace, .toOdometer] { values[field] = other.values[field] }
            trip.purpose = Self.joined(trip.purpose, other.trip.purpose)
            trip.partner = Self.joined(trip.partner, other.trip.partner)
            trip.project = Self.joined(trip.project, other.trip.project)
            trip.notes = Self.joined(trip.notes, other.trip.notes)
            trip.history += other.trip.history
        }
        trip.history.sort { $0.entry < $1.entry }
    }

    /// Of trips one of which has no known distance, together none is known.
    private mutating func joinWays(_ all: [TripDraft]) {
        let lengths = all.compactMap { $0.fixed ?? $0.measures.first?.distance }
        guard lengths.count == all.count else {
            (fixed, trail) = (nil, nil)
            return
        }
        if all.contains(where: { $0.fixed != nil }) { fixed = lengths.reduce(.zero, +) }
        let ways = all.compactMap(\.trail)
        guard !ways.isEmpty else { return }
        trail = Trip.Measure(
            distance: ways.reduce(.zero) { $0 + $1.distance }, source: .trail,
            uncertainty: ways.reduce(.zero) { $0 + $1.uncertainty })
    }

    private static func joined(_ one: String, _ other: String) -> String {
        one.isEmpty || one == other ? other : other.isEmpty ? one : "\(one); \(other)"
    }

    /// Cuts it in two and gives the second part. What a person said about the whole length is divided as the fixes, or
    /// else the time, divide it; a private detour stays with the first part as far as it fits.
    mutating func split(_ splitting: TripSplitting, _ decision: TripDecision) -> TripDraft {
        let cut = splitting.cut
        var second = self
        let whole = leg
        let first = Distance(metres: whole.metres(by: cut))
        second.trip.id = splitting.second
        let position = trip.trail.last { $0.instant <= cut }?.position
        trip.end = Trip.End(instant: cut, position: position)
        second.trip.start = Trip.End(instant: cut, position: position)
        trip.trail = trip.trail.filter { $0.instant <= cut }
        second.trip.trail = second.trip.trail.filter { $0.instant >= cut }
        span = span.lowerBound...max(span.lowerBound, cut - 1)
        second.span = cut...max(cut, second.span.upperBound)
        if fixed != nil {
            fixed = first
            second.fixed = whole.estimate - first
        }
        divideTrail(
            &second, part: whole.estimate.metres == 0 ? 0 : Double(first.metres) / Double(whole.estimate.metres))
        reshaped = decision.entry
        second.reshaped = decision.entry
        for field in [TripField.toAddress, .toPlace, .toOdometer] { values[field] = nil }
        for field in [TripField.fromAddress, .fromPlace, .fromOdometer] { second.values[field] = nil }
        second.detour = max(detour - first, .zero)
        detour = min(detour, first)
        note("split", trip.id.text, splitting.second.text, decision, splitting.reason)
        second.note("split", trip.id.text, splitting.second.text, decision, splitting.reason)
        return second
    }

    private mutating func divideTrail(_ second: inout TripDraft, part: Double) {
        guard let way = trail else { return }
        func share(_ distance: Distance) -> Distance { Distance(metres: Int64(Double(distance.metres) * part)) }
        let (length, off) = (share(way.distance), share(way.uncertainty))
        trail = Trip.Measure(distance: length, source: .trail, uncertainty: off)
        second.trail = Trip.Measure(
            distance: way.distance - length, source: .trail, uncertainty: way.uncertainty - off)
    }
}
