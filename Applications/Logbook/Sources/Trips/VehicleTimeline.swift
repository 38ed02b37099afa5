// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The trips of one vehicle, kept up to date while observations arrive in any order, late and repeatedly.
///
/// It gives the same trips as finding them afresh in all observations, in their order. What comes late goes back to a
/// moment before it at which nothing was going on, and goes on from there. How many observations are kept for that is
/// limited; when older ones are needed, ``insert(_:entry:)`` says from which entry of the book on they must be read
/// again.
package struct VehicleTimeline: Sendable {
    private(set) var detector: TripDetector
    /// Trips that ended, in their order, without those that were forgotten.
    private(set) var ended: [FoundTrip] = []
    /// How many ended before those.
    private var forgotten = 0
    /// What the odometer showed while nothing drove, each value once, in order.
    package private(set) var readings: [OdometerReading] = []
    private var names: [String] = []
    private var numbers: [String: UInt16] = [:]
    /// Observations in order: all that are later than `complete`.
    private var samples: [Sample] = []
    private var complete = Int64.min
    private var checkpoints: [Checkpoint]
    private var sinceCheckpoint = 0
    private var sincePassing = 0
    /// The earliest observation that could not be taken because older ones are needed.
    private var wanted: Int64?
    /// How many observations are kept at most.
    private let capacity: Int

    /// A moment from which finding can go on.
    private struct Checkpoint: Sendable {
        /// Everything up to this instant is in it, and nothing later can change it.
        let after: Int64
        let detector: TripDetector
        let ended: Int
        let readings: Int
        /// The last trip that ended, while the odometer after it is unknown.
        let last: FoundTrip?
        /// Observations later than `after` are in entries from this number on.
        let entry: UInt32
        /// Whether a trip was going on: kept for what comes a little late, and not for long.
        let isPassing: Bool

        /// Trips that ended after this may come out otherwise from here.
        var since: Int64 { last.map { min(after, $0.end - 1) } ?? after }
    }

    /// What an arrival did.
    package struct Update: Sendable, Hashable {
        /// What happened, when everything came in order.
        package var actions: [TripDetector.Action] = []
        /// When something came late: trips that ended after this instant may be others now.
        package var changedSince: Int64?
        /// When older observations are needed: the entry from which on all of the book must be given to
        /// ``VehicleTimeline/replay(_:)``. Until then what came late does not count.
        package var replay: Int64?
    }

    private static let mostCheckpoints = 16
    private static let betweenCheckpoints = 512
    private static let mostPassing = 2
    private static let betweenPassing = 64

    /// - Parameter capacity: how many observations are kept at most, to go back to what came before one that is late.
    ///   One less than a power of two spares the array that holds them its next size.
    package init(_ setup: TripDetector.Setup, capacity: Int = 255) {
        detector = TripDetector(setup)
        self.capacity = max(capacity, 16)
        checkpoints = [
            Checkpoint(after: .min, detector: detector, ended: 0, readings: 0, last: nil, entry: 0, isPassing: false)
        ]
    }

    package var setup: TripDetector.Setup { detector.setup }

    /// The instant of the latest observation; `nil` before the first.
    package var latest: Int64? { samples.last?.instant ?? (detector.now == .min ? nil : detector.now) }

    /// Every trip that has ended by an instant, in order.
    package func trips(asOf instant: Int64) -> [FoundTrip] {
        guard let deadline = detector.deadline, instant >= deadline else { return ended }
        var future = detector
        var trips = ended
        Self.apply(future.advance(to: instant), to: &trips)
        return trips
    }

    /// The trip that goes on at an instant; `nil` when there is none.
    package func live(asOf instant: Int64) -> LiveTrip? {
        guard let deadline = detector.deadline, instant < deadline else { return nil }
        return detector.live
    }

    /// The trip that goes on, as far as it is known; it has no ending.
    package func openTrip(asOf instant: Int64) -> FoundTrip? {
        guard let deadline = detector.deadline, instant < deadline else { return nil }
        return detector.openTrip
    }

    /// How many observations are kept.
    package var kept: Int { samples.count }

    /// When the trip that goes on ends, if nothing more arrives; `nil` when none does.
    package var deadline: Int64? { detector.deadline }

    /// Lets go trips that ended before an instant, for who keeps them elsewhere.
    package mutating func forgetTrips(endedBefore instant: Int64) {
        let count = ended.prefix { $0.end < instant }.count
        // The last one may still get an odometer reading.
        let gone = min(count, max(ended.count - 1, 0))
        ended.removeFirst(gone)
        forgotten += gone
    }
}

// MARK: - Observations

extension VehicleTimeline {
    /// Takes what an entry of the book brought. Entries come in the order of their numbers; taking one twice changes
    /// nothing.
    package mutating func insert(_ observations: [Observation], entry: Int64) -> Update {
        var update = Update()
        let taken = observations.map { sample($0, entry: entry) }
        let fresh = ordered(taken)
        guard let first = fresh.first else { return update }
        let isLate = samples.last.map { !$0.comes(before: first, names) } ?? (first.instant <= detector.now)
        if isLate {
            insertLate(fresh, &update)
        } else {
            for sample in fresh { feed(sample, &update.actions) }
            samples.append(contentsOf: fresh)
        }
        shrink()
        return update
    }

    /// Takes again every observation of the entries that ``Update/replay`` asked for, in any order.
    /// - Returns: trips that ended after this instant may be others than before.
    @discardableResult
    package mutating func replay(_ observations: [(entry: Int64, observation: Observation)]) -> Int64 {
        let all = observations.map { sample($0.observation, entry: $0.entry) }
        let place = place(before: wanted ?? .min)
        wanted = nil
        let after = checkpoints[place].after
        let since = checkpoints[place].since
        goBack(to: place)
        complete = after
        go(through: ordered(all.filter { $0.instant > after }))
        shrink()
        return since
    }

    private mutating func insertLate(_ fresh: [Sample], _ update: inout Update) {
        let new = fresh.filter { !holds($0) }
        guard let first = new.first else { return }
        let place = place(before: first.instant)
        guard checkpoints[place].after >= complete else {
            wanted = min(wanted ?? .max, first.instant)
            update.replay = Int64(checkpoints[place].entry)
            return
        }
        let after = checkpoints[place].after
        update.changedSince = checkpoints[place].since
        let kept = samples.filter { $0.instant > after }
        goBack(to: place)
        go(through: ordered(kept + new))
    }

    /// The last checkpoint before an instant.
    private func place(before instant: Int64) -> Int { checkpoints.lastIndex { $0.after < instant } ?? 0 }

    private mutating func goBack(to place: Int) {
        let checkpoint = checkpoints[place]
        checkpoints.removeLast(checkpoints.count - place - 1)
        detector = checkpoint.detector
        addTracks()
        if checkpoint.ended > forgotten {
            ended.removeLast(max(ended.count + forgotten - checkpoint.ended, 0))
            if let last = checkpoint.last { ended[ended.count - 1] = last }
        } else {
            ended = checkpoint.last.map { [$0] } ?? []
            forgotten = checkpoint.ended - ended.count
        }
        readings.removeLast(max(readings.count - checkpoint.readings, 0))
        samples.removeAll { $0.instant > checkpoint.after }
        sinceCheckpoint = 0
        sincePassing = 0
    }

    private mutating func go(through all: [Sample]) {
        // The lowest entry of what follows each sample, for the checkpoints on the way.
        var lowest = all.map(\.entry)
        for index in lowest.indices.dropLast().reversed() { lowest[index] = min(lowest[index], lowest[index + 1]) }
        var actions: [TripDetector.Action] = []
        for (index, sample) in all.enumerated() {
            feed(sample, &actions, lowest: lowest[index])
            actions.removeAll(keepingCapacity: true)
        }
        samples.append(contentsOf: all)
    }

    /// Hands the next sample to the detector, and keeps a moment before it when nothing is going on.
    private mutating func feed(_ sample: Sample, _ actions: inout [TripDetector.Action], lowest: UInt32? = nil) {
        let entry = lowest ?? sample.entry
        if let deadline = detector.deadline, sample.instant >= deadline {
            record(detector.advance(to: deadline), &actions)
            // Before the deadline something late could still have kept the trip open.
            keepCheckpoint(after: deadline - 1, entry: entry)
        } else if detector.isIdle, sinceCheckpoint >= Self.betweenCheckpoints, sample.instant > detector.now {
            keepCheckpoint(after: detector.now, entry: entry)
        } else if !detector.isIdle, sincePassing >= Self.betweenPassing, sample.instant > detector.now {
            keepCheckpoint(after: detector.now, entry: entry, isPassing: true)
        }
        sinceCheckpoint += 1
        sincePassing += 1
        record(detector.handle(sample), &actions)
    }

    private mutating func record(_ new: [TripDetector.Action], _ actions: inout [TripDetector.Action]) {
        guard !new.isEmpty else { return }
        Self.apply(new, to: &ended)
        for case .odometer(let reading) in new { readings.append(reading) }
        actions.append(contentsOf: new)
    }

    private static func apply(_ actions: [TripDetector.Action], to trips: inout [FoundTrip]) {
        for action in actions {
            switch action {
            case .ended(let trip): trips.append(trip)
            case .measured(let id, let reading):
                if let place = trips.lastIndex(where: { $0.id == id }) { trips[place].odometerAfter = reading }
            default: break
            }
        }
    }

    private mutating func keepCheckpoint(after instant: Int64, entry: UInt32, isPassing: Bool = false) {
        // With one from which nothing goes on, those on the way to it are wanted no more.
        let kept = isPassing ? Self.mostPassing - 1 : 0
        let gone = checkpoints.count { $0.isPassing } - kept
        // That from which observations are to be read again stays: the entries were asked for from it on.
        let asked = wanted.flatMap { instant in checkpoints.last { $0.after < instant }?.after }
        if gone > 0 {
            var left = gone
            checkpoints.removeAll { checkpoint in
                guard checkpoint.isPassing, left > 0, checkpoint.after != asked else { return false }
                left -= 1
                return true
            }
        }
        checkpoints.append(
            Checkpoint(
                after: instant, detector: detector, ended: ended.count + forgotten, readings: readings.count,
                last: detector.previous?.needsReading == true ? ended.last : nil, entry: entry, isPassing: isPassing))
        sincePassing = 0
        guard !isPassing else { return }
        sinceCheckpoint = 0
        guard checkpoints.count > Self.mostCheckpoints else { return }
        // The older they are, the fewer; the first of all stays.
        for place in stride(from: Self.mostCheckpoints / 2, through: 1, by: -2)
        where checkpoints[place].after != asked {
            checkpoints.remove(at: place)
        }
    }

    /// Keeps no more observations than it may.
    private mutating func shrink() {
        guard samples.count > capacity else { return }
        let gone = samples.count - capacity / 2
        // All of one instant go together.
        complete = samples[gone - 1].instant
        samples.removeAll { $0.instant <= complete }
    }
}

// MARK: - Order

extension VehicleTimeline {
    private mutating func sample(_ observation: Observation, entry: Int64) -> Sample {
        let device: UInt16
        if let number = numbers[observation.device] {
            device = number
        } else {
            device = UInt16(clamping: names.count)
            if names.count < Int(UInt16.max) { names.append(observation.device) }
            numbers[observation.device] = min(device, UInt16.max - 1)
            addTracks()
        }
        var sample = Sample(observation, device: device)
        sample.entry = UInt32(clamping: entry)
        return sample
    }

    private mutating func addTracks() {
        while detector.tracks.count < names.count {
            detector.tracks.append(Track(name: names[detector.tracks.count]))
        }
    }

    /// In order, equal ones once: the one of the lowest entry.
    private func ordered(_ samples: [Sample]) -> [Sample] {
        let isOrdered = zip(samples, samples.dropFirst()).allSatisfy { $0.comes(before: $1, names) }
        if isOrdered { return samples }
        let sorted = samples.sorted {
            $0.comes(before: $1, names) || $0 == $1 && $0.entry < $1.entry
        }
        var result: [Sample] = []
        result.reserveCapacity(sorted.count)
        for sample in sorted where result.last != sample { result.append(sample) }
        return result
    }

    private func holds(_ sample: Sample) -> Bool {
        var low = 0
        var high = samples.count
        while low < high {
            let middle = (low + high) / 2
            if samples[middle].comes(before: sample, names) { low = middle + 1 } else { high = middle }
        }
        return low < samples.count && samples[low] == sample
    }
}
