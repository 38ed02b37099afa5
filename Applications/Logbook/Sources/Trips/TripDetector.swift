// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Finds trips in what is observed about one vehicle.
///
/// A value without clock and I/O: observations go in, in their order (``Observation``'s `<`), and actions come out. The
/// same observations always give the same actions. Time passes by observations and by ``advance(to:)``.
///
/// A trip begins when the phone joins the car, when the car says that it drives, or when fixes can be nothing but a
/// drive. What ends it (the phone leaves, the car is parked, its owner walks off) counts when it does not drive on
/// within ten minutes; standing counts after half an hour; silence after two hours. Then it ended where and when it
/// last drove, not where that was noticed.
package struct TripDetector: Sendable {
    package let setup: Setup
    /// One for each device, by the number that samples carry.
    var tracks: [Track] = []
    var trip: OpenTrip?
    /// The way of the open trip.
    var path = TripPath()
    var odometer = OdometerGuard()
    /// Where and when the trip before ended.
    var previous: Ended?
    /// Whether an odometer reading was left out since the trip before.
    var hasDecreased = false
    /// The odometer reading told last outside a trip.
    var toldReading: OdometerReading?
    /// Whether somebody said that what moves is no trip.
    var isSuppressed = false
    /// The instant of the last observation.
    package internal(set) var now = Int64.min
    var actions: [Action] = []

    struct Ended: Sendable {
        var id: TripID
        var instant: Int64
        var position: Position?
        /// Whether the car is there still, as far as anybody can tell; not when it fell silent on the way.
        var isPlaceSure: Bool
        var needsReading: Bool
    }

    package init(_ setup: Setup) { self.setup = setup }

    /// What happened to the vehicle's trips.
    package enum Action: Sendable, Hashable {
        /// A trip began at an instant.
        case began(Int64)
        /// It stands since an instant.
        case paused(since: Int64, atSkipPlace: Bool)
        /// It goes on after standing for so many microseconds.
        case resumed(after: Int64)
        /// It has ended, unless it goes on soon.
        case ending(FoundTrip.Ending)
        /// It has ended.
        case ended(FoundTrip)
        /// It was none.
        case discarded(Discard)
        /// The odometer after a trip that ended before became known.
        case measured(TripID, OdometerReading)
        /// The odometer while no trip is open.
        case odometer(OdometerReading)
        /// An odometer reading below an earlier one was left out.
        case rejected(OdometerReading)
    }

    /// Why something was no trip.
    package enum Discard: String, Sendable, Hashable {
        case cancelled
        /// It went less than 100 m.
        case tooShort
    }

    /// Takes the next observation. One that comes before the one taken last is left out: the caller keeps the order.
    package mutating func handle(_ observation: Observation) -> [Action] {
        handle(Sample(observation, device: number(of: observation.device)))
    }

    /// Lets time pass, with nothing observed.
    package mutating func advance(to instant: Int64) -> [Action] {
        expire(at: instant)
        return taken()
    }

    /// When time alone will next change something: the open trip ends unless something is observed before.
    package var deadline: Int64? { trip.map { closing($0).at } }

    /// Whether no trip is open: the state is small, and a good place to begin again from.
    package var isIdle: Bool { trip == nil }
}

extension TripDetector {
    private mutating func number(of device: String) -> UInt16 {
        if let found = tracks.firstIndex(where: { $0.name == device }) { return UInt16(found) }
        // Who has more devices than that has one more without a name of its own.
        guard tracks.count < Int(UInt16.max) else { return UInt16.max }
        tracks.append(Track(name: device))
        return UInt16(tracks.count - 1)
    }

    mutating func handle(_ sample: Sample) -> [Action] {
        guard sample.instant >= now, Int(sample.device) < tracks.count else { return [] }
        expire(at: sample.instant)
        now = sample.instant
        let device = Int(sample.device)
        switch sample.kind {
        case .fix: take(sample, of: device)
        case .connected: connect(device, sample)
        case .disconnected: disconnect(device, sample)
        case .car: hear(sample, from: device)
        case .finished: finish()
        case .cancelled: cancel()
        }
        return taken()
    }

    private mutating func taken() -> [Action] {
        guard !actions.isEmpty else { return [] }
        defer { actions = [] }
        return actions
    }

    /// A fix of a device, through its filter.
    mutating func take(_ sample: Sample, of device: Int) {
        guard let point = sample.point else { return }
        tracks[device].lastEvent = sample.instant
        spread(tracks[device].filter.take(point), of: device)
    }

    /// What a filter let through.
    mutating func spread(_ verdict: FixFilter.Verdict, of device: Int) {
        if verdict.hasImpossible { trip?.noteImpossible(device) }
        if let first = verdict.first { accept(first, of: device, isJump: verdict.isJump) }
        if let second = verdict.second { accept(second, of: device, isJump: false) }
    }

    private mutating func accept(_ point: Point, of device: Int, isJump: Bool) {
        let rest = tracks[device].rest
        tracks[device].settle(point)
        if trip != nil { return drive(point, of: device, isJump: isJump) }
        watch(point, of: device, rested: rest)
    }
}

extension OpenTrip {
    fileprivate mutating func noteImpossible(_ device: Int) {
        if lead == device || lead == nil { remarks.insert(.impossibleFixes) }
    }
}
