// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// What is going on with one vehicle, as far as the entries of its book were taken in. Entries may be handed over in
/// any order and more than once; they are taken in the order of their numbers.
final class LiveVehicle: Sendable {
    /// What the tables lack of it.
    struct News: Sendable, Equatable {
        /// Whether anything in the tables may be other than the book says.
        var isAny: Bool
        /// Trips that ended after this instant may be others than in the tables.
        var since: Int64
    }
    /// What taking an entry did.
    struct Taken: Sendable {
        /// How many entries are in it now: when that is not more than the entry's number, those between are missing.
        var applied: Int64
        /// Whether nothing is taken now, because the book is read again; it will be afterwards.
        var isWaiting: Bool
        /// What the entry brought about; empty when somebody else had taken it in already.
        var actions: [TripDetector.Action] = []
    }
    private struct State {
        var timeline: VehicleTimeline
        /// How many entries of the book are in it.
        var applied: Int64
        /// What came before its turn; `nil` for an entry that is no arrival.
        var early: [Int64: [Observation]?] = [:]
        /// When the car said last that it drove.
        var driving: Int64?
        var news = News(isAny: true, since: .min)
        /// From which entry on the book must be read again before all of it counts.
        var replay: Int64?
        var isRepairing = false
        /// Trips that ended before this instant were let go: the tables hold them.
        var keptSince = Int64.min
        /// Whether something came so late that trips which were let go may be others now.
        var isOutdated = false
    }
    private let state: Mutex<State>

    /// - Parameters:
    ///   - applied: how many entries of the book the timeline has seen.
    ///   - driving: when the car said last that it drove.
    init(timeline: VehicleTimeline, applied: Int64, driving: Int64?) {
        state = Mutex(State(timeline: timeline, applied: applied, driving: driving))
    }

    var applied: Int64 { state.withLock { $0.applied } }
    /// When the car said last that it drove, microseconds since 1970.
    var driving: Int64? { state.withLock { $0.driving } }
    var setup: TripDetector.Setup { state.withLock { $0.timeline.setup } }

    /// The trip that goes on.
    func trip(asOf instant: Int64) -> LiveTrip? { state.withLock { $0.timeline.live(asOf: instant) } }

    /// Looks at the timeline.
    func look<Value: Sendable>(_ body: (borrowing VehicleTimeline) -> Value) -> Value {
        state.withLock { body($0.timeline) }
    }

    /// Takes an entry's observations; `nil` for an entry that is no arrival.
    @discardableResult
    func take(_ observations: [Observation]?, at sequence: Int64) -> Taken {
        state.withLock { state in
            guard sequence >= state.applied else { return Taken(applied: state.applied, isWaiting: false) }
            guard sequence == state.applied, !state.isRepairing else {
                state.early[sequence] = .some(observations)
                return Taken(applied: state.applied, isWaiting: state.isRepairing)
            }
            let actions = Self.apply(observations, to: &state)
            Self.drain(&state)
            return Taken(applied: state.applied, isWaiting: false, actions: actions)
        }
    }

    /// So long before the last settled trip trips are kept in memory, microseconds: what comes up to a day late costs
    /// little.
    private static let margin: Int64 = 86_400_000_000

    private static func drain(_ state: inout State) {
        while let next = state.early.removeValue(forKey: state.applied) { _ = apply(next, to: &state) }
    }

    private static func apply(_ observations: [Observation]?, to state: inout State) -> [TripDetector.Action] {
        let entry = state.applied
        state.applied += 1
        guard let observations else {
            state.news.isAny = true
            return []
        }
        let update = state.timeline.insert(observations, entry: entry)
        if let since = update.changedSince {
            state.news = News(isAny: true, since: min(state.news.since, since))
            // The last trip before may get another odometer reading.
            if state.keptSince > .min, since < state.keptSince + margin { state.isOutdated = true }
        }
        if let from = update.replay {
            if state.keptSince > .min { state.isOutdated = true }
            state.replay = min(state.replay ?? .max, from)
        }
        if update.replay != nil || update.actions.contains(where: \.changesTables) { state.news.isAny = true }
        for observation in observations {
            guard case .car(let report) = observation.fact, report.activity == .driving else { continue }
            state.driving = max(state.driving ?? .min, observation.instant)
        }
        return update.actions
    }
}

// MARK: - Reading the book again

extension LiveVehicle {
    /// Begins to read the book again where something came too late: nothing more is taken until
    /// ``repair(with:)`` or ``giveUpRepair()``. Gives the range of entries to read; `nil` when there is nothing to do,
    /// or somebody else is at it.
    func beginRepair() -> Range<Int64>? {
        state.withLock { state in
            guard let from = state.replay, !state.isRepairing else { return nil }
            state.isRepairing = true
            return min(from, state.applied)..<state.applied
        }
    }

    func repair(with observations: [(entry: Int64, observation: Observation)]) {
        state.withLock { state in
            // Trips that ended before are in the tables only, and stay as they are.
            let since = state.timeline.replay(observations)
            state.replay = nil
            state.isRepairing = false
            state.news = News(isAny: true, since: min(state.news.since, since))
            Self.drain(&state)
        }
    }

    func giveUpRepair() {
        state.withLock { state in
            state.isRepairing = false
            Self.drain(&state)
        }
    }
}

// MARK: - Tables

extension LiveVehicle {
    /// What follows from the entries so far, for the tables.
    struct Findings: Sendable {
        let applied: Int64
        /// Trips that ended after ``since``.
        let trips: [FoundTrip]
        let since: Int64
        let readings: [OdometerReading]
        /// When the trip that goes on ends by itself.
        let deadline: Int64?
        fileprivate let next: News
    }

    /// Whether it must be read again from its whole book before the tables can follow from it.
    var isOutdated: Bool { state.withLock { $0.isOutdated } }

    /// Whether the tables may lack something as of an instant.
    func hasNews(asOf instant: Int64) -> Bool {
        state.withLock { state in
            state.news.isAny || state.replay != nil || state.isOutdated
                || state.timeline.deadline.map { $0 <= instant } ?? false
        }
    }

    func findings(asOf instant: Int64) -> Findings {
        state.withLock { state in
            let since = state.news.since
            let trips = state.timeline.trips(asOf: instant)
            // The last trip may still get an odometer reading, or go on when its end was only time passing.
            let next = News(isAny: state.replay != nil, since: trips.last.map { $0.start - 1 } ?? since)
            return Findings(
                applied: state.applied, trips: trips.filter { $0.end > since }, since: since,
                readings: state.timeline.readings, deadline: state.timeline.live(asOf: instant)?.deadline, next: next)
        }
    }

    /// The tables hold the findings now. Trips that are in them need not be kept here, but for those of the last days.
    func settled(_ findings: Findings) {
        state.withLock { state in
            guard state.applied == findings.applied, state.news.since >= findings.since else { return }
            state.news = findings.next
            guard let last = findings.trips.last else { return }
            let instant = min(last.start, findings.next.since) - 2 * Self.margin
            state.timeline.forgetTrips(endedBefore: instant)
            state.keptSince = max(state.keptSince, instant)
        }
    }
}

extension TripDetector.Action {
    /// Whether lists show it.
    fileprivate var changesTables: Bool {
        switch self {
        case .ended, .measured, .odometer, .rejected: true
        case .began, .paused, .resumed, .ending, .discarded: false
        }
    }
}
