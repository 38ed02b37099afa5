// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A vehicle's trips while decisions are applied to them, in the order of their starts.
struct TripDrafts {
    private(set) var drafts: [TripDraft]
    /// Decisions whose trip is not there, in the order of their entries.
    private(set) var orphans: [TripDecision] = []
    private let vehicle: Vehicle
    /// The longest span of a draft: no trip that holds an instant began longer before it.
    private var longest: Int64 = 0

    init(_ found: [FoundTrip], vehicle: Vehicle, known: [TripID: AccountInput.Known]) {
        self.vehicle = vehicle
        drafts = found.map { TripDraft($0, vehicle: vehicle, known: known[$0.id]) }
        drafts.sort(by: Self.comesFirst)
        longest = drafts.map { $0.span.upperBound - $0.span.lowerBound }.max() ?? 0
    }

    private static func comesFirst(_ one: TripDraft, _ other: TripDraft) -> Bool {
        (one.span.lowerBound, one.trip.id) < (other.span.lowerBound, other.trip.id)
    }

    /// Applies decisions in the order of their entries, and measurements after them.
    mutating func apply(_ decisions: [TripDecision], _ measured: [TripMeasurement]) {
        for decision in decisions.sorted(by: { $0.entry < $1.entry }) where !apply(decision) {
            orphans.append(decision)
        }
        for measurement in measured.sorted(by: { $0.entry < $1.entry }) {
            if let place = place(of: measurement.reference), measurement.entry > drafts[place].reshaped {
                drafts[place].measured = measurement
            }
        }
    }

    /// - Returns: whether its trip was there.
    private mutating func apply(_ decision: TripDecision) -> Bool {
        switch decision.act {
        case .correct(let correction):
            guard let place = place(of: correction.reference) else { return false }
            drafts[place].apply(correction, decision)
        case .void(let voiding):
            guard let place = place(of: voiding.reference) else { return false }
            drafts[place].trip.isVoided = true
            drafts[place].note("void", "", voiding.movedTo ?? "", decision, voiding.reason)
        case .join(let joining): return join(joining, decision)
        case .split(let splitting): return split(splitting, decision)
        case .enter(let trip):
            guard !drafts.contains(where: { $0.trip.id == trip.id }) else { return false }
            insert(TripDraft(trip, decision, vehicle: vehicle))
        case .explain, .close: break
        }
        return true
    }

    private mutating func join(_ joining: TripJoining, _ decision: TripDecision) -> Bool {
        let places = joining.trips.compactMap { place(of: $0) }
        // Late arrivals may have made one trip of some of them already.
        let unique = Set(places).sorted()
        guard places.count == joining.trips.count, let first = unique.first else { return false }
        guard unique.count > 1 else { return true }
        let others = unique.dropFirst().map { drafts[$0] }
        drafts[first].join(others, decision, reason: joining.reason)
        for place in unique.dropFirst().reversed() { drafts.remove(at: place) }
        longest = max(longest, drafts[first].span.upperBound - drafts[first].span.lowerBound)
        return true
    }

    private mutating func split(_ splitting: TripSplitting, _ decision: TripDecision) -> Bool {
        guard let place = place(of: splitting.reference),
            drafts[place].trip.start.instant < splitting.cut, splitting.cut < drafts[place].trip.end.instant
        else { return false }
        insert(drafts[place].split(splitting, decision))
        return true
    }

    private mutating func insert(_ draft: TripDraft) {
        var (low, high) = (0, drafts.count)
        while low < high {
            let middle = (low + high) / 2
            if Self.comesFirst(drafts[middle], draft) { low = middle + 1 } else { high = middle }
        }
        drafts.insert(draft, at: low)
        longest = max(longest, draft.span.upperBound - draft.span.lowerBound)
    }

    /// The trip that holds the instant, of several the one with the id; the one with the id where none holds it.
    private func place(of reference: TripReference) -> Int? {
        var (low, high) = (0, drafts.count)
        while low < high {
            let middle = (low + high) / 2
            if drafts[middle].span.lowerBound <= reference.at { low = middle + 1 } else { high = middle }
        }
        var found: Int?
        for place in stride(from: low - 1, through: 0, by: -1) {
            guard drafts[place].span.lowerBound >= reference.at - longest else { break }
            guard drafts[place].span.contains(reference.at) else { continue }
            if drafts[place].trip.id == reference.trip { return place }
            found = found ?? place
        }
        return found ?? drafts.firstIndex { $0.trip.id == reference.trip }
    }
}
