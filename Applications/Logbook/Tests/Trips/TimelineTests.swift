// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation
import Testing

@testable import Logbook

@Suite struct TimelineTests {
    /// Everything of a day, and the trips that are in it.
    private static func day(_ scenario: Scenario, seed: UInt64) -> ([Observation], [FoundTrip]) {
        let trace = scenario.trace(devices: [.phone, .stream], services: [.plug], seed: seed)
        let observations = TraceReplay.observations(of: trace.reports, car: "Blue")
        return (observations, inOrder(observations))
    }

    private static func inOrder(_ observations: [Observation]) -> [FoundTrip] {
        var detector = TripDetector(Story.setup)
        var actions: [TripDetector.Action] = []
        for observation in Observation.ordered(observations) { actions += detector.handle(observation) }
        actions += detector.advance(to: .max)
        var trips: [FoundTrip] = []
        for action in actions {
            if case .ended(let trip) = action { trips.append(trip) }
            if case .measured(let id, let reading) = action, let place = trips.lastIndex(where: { $0.id == id }) {
                trips[place].odometerAfter = reading
            }
        }
        return trips
    }

    /// A keeper that reads its book again when it is asked to.
    private struct Keeper {
        var timeline: VehicleTimeline
        var book: [[Observation]] = []
        var replays = 0
        /// How many more batches come before the book is read again.
        let patience: Int
        private var asked: (from: Int64, at: Int)?

        init(capacity: Int, patience: Int = 0) {
            timeline = VehicleTimeline(Story.setup, capacity: capacity)
            self.patience = patience
        }

        mutating func take(_ batch: [Observation]) {
            let entry = Int64(book.count)
            book.append(batch)
            if let from = timeline.insert(batch, entry: entry).replay {
                asked = (min(from, asked?.from ?? from), asked?.at ?? book.count)
            }
            if let asked, book.count >= asked.at + patience { readAgain() }
        }

        /// Reads the book again from where it was asked to.
        mutating func readAgain() {
            guard let from = asked?.from else { return }
            asked = nil
            replays += 1
            var all: [(entry: Int64, observation: Observation)] = []
            for number in Int(from)..<book.count { all += book[number].map { (Int64(number), $0) } }
            timeline.replay(all)
        }
    }

    /// Any order: batches of any size, some twice, near ones and far ones exchanged.
    private static func batches(_ observations: [Observation], seed: UInt64) -> [[Observation]] {
        var random = SplitMix(seed: seed)
        var batches: [[Observation]] = []
        var rest = observations[...]
        while !rest.isEmpty {
            var batch = Array(rest.prefix(Int.random(in: 1...40, using: &random)))
            rest = rest.dropFirst(batch.count)
            if Bool.random(using: &random) { batch.shuffle(using: &random) }
            if Int.random(in: 0..<4, using: &random) == 0 { batches.append(batch) }
            batches.append(batch)
        }
        switch seed % 3 {
        case 0: batches.shuffle(using: &random)
        case 1:
            for index in batches.indices.dropLast() where Int.random(in: 0..<3, using: &random) == 0 {
                batches.swapAt(index, index + 1)
            }
        default: batches.reverse()
        }
        return batches
    }

    @Test(arguments: Scenario.allCases, [64, 100_000])
    func `whatever the order, the batches and the repetitions, the trips are the same`(
        _ scenario: Scenario, _ capacity: Int
    ) {
        for seed in UInt64(1)...3 {
            let (observations, expected) = Self.day(scenario, seed: seed)
            var keeper = Keeper(capacity: capacity)
            for batch in Self.batches(observations, seed: seed) { keeper.take(batch) }
            #expect(keeper.timeline.trips(asOf: .max) == expected)
            #expect(keeper.timeline.kept <= max(capacity, 64))
        }
    }

    @Test(arguments: 1...60)
    func `random traces give the same trips in any order`(_ seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        var observations: [Observation] = []
        let devices = ["", "a", "b"]
        var north = 0.0
        for step in 0..<400 {
            north += Double.random(in: -200...900, using: &random)
            // Now and then nothing is heard for half an hour.
            let instant = Story.instant(Double(step * 40 + step / 50 * 1800))
            let position = Story.position(north: north)
            let accuracy: Double? = [nil, 5, 80].randomElement(using: &random) ?? nil
            let speed: Double? = [nil, 0, 20].randomElement(using: &random) ?? nil
            let movement: Fix.Movement? = [nil, .driving, .walking].randomElement(using: &random) ?? nil
            let fix = Fix(position: position, accuracy: accuracy, speed: speed, movement: movement)
            let odometer = Distance(metres: Int64(step) * Int64.random(in: 300...500, using: &random))
            let activity: CarReport.Activity? = [nil, .driving, .parked].randomElement(using: &random) ?? nil
            let fact: Observation.Fact
            switch Int.random(in: 0..<40, using: &random) {
            case 0: fact = .connected(fix)
            case 1: fact = .disconnected(nil)
            case 2: fact = .finished
            case 3: fact = .cancelled
            case 4...8: fact = .car(CarReport(odometer: odometer, activity: activity))
            default: fact = .fix(fix)
            }
            observations.append(
                Observation(instant: instant, device: devices.randomElement(using: &random) ?? "", fact: fact))
        }
        let expected = Self.inOrder(observations)
        var keeper = Keeper(capacity: 50 + seed * 5)
        for batch in Self.batches(observations, seed: UInt64(seed)) { keeper.take(batch) }
        #expect(keeper.timeline.trips(asOf: .max) == expected)
    }

    @Test(arguments: 1...60)
    func `whatever comes before the book is read again, the trips are the same`(_ seed: Int) {
        let scenario = Scenario.allCases[seed % Scenario.allCases.count]
        let (observations, expected) = Self.day(scenario, seed: UInt64(seed))
        var keeper = Keeper(capacity: 64 + seed * 5, patience: 1 + seed % 9 * 4)
        for batch in Self.batches(observations, seed: UInt64(seed)) { keeper.take(batch) }
        keeper.readAgain()
        #expect(keeper.timeline.trips(asOf: .max) == expected)
    }

    @Test func `an arrival that was taken before changes nothing`() {
        let (observations, expected) = Self.day(.city, seed: 1)
        var timeline = VehicleTimeline(Story.setup, capacity: 100_000)
        _ = timeline.insert(observations, entry: 0)
        let again = timeline.insert(observations, entry: 1)
        #expect(again == VehicleTimeline.Update())
        #expect(timeline.trips(asOf: .max) == expected)
    }

    @Test func `what comes in order tells what happened, one after the other`() throws {
        var story = Story()
        story.connect()
        story.go(6000)
        story.disconnect()
        story.silence(minutes: 30)
        story.connect()
        var timeline = VehicleTimeline(Story.setup)
        var actions: [TripDetector.Action] = []
        for (entry, observation) in story.observations.enumerated() {
            actions += timeline.insert([observation], entry: Int64(entry)).actions
        }
        #expect(actions.count == 4)
        #expect(actions.first == .began(Story.instant(5)))
        guard case .ended = actions[2] else { return #expect(Bool(false), "the first trip ended before the second") }
        #expect(timeline.live(asOf: story.now)?.start == story.now)
        #expect(timeline.live(asOf: story.now + 3 * 3_600_000_000) == nil)
    }

    @Test func `what comes late says since when trips may be others`() throws {
        var story = Story()
        for _ in 0..<3 {
            story.connect()
            story.go(6000)
            story.disconnect()
            story.silence(minutes: 60)
        }
        var timeline = VehicleTimeline(Story.setup)
        let late = story.observations.remove(at: story.observations.count - 10)
        for (entry, observation) in story.observations.enumerated() {
            _ = timeline.insert([observation], entry: Int64(entry))
        }
        let before = timeline.trips(asOf: .max)
        let update = timeline.insert([late], entry: 1000)
        let since = try #require(update.changedSince)
        #expect(update.replay == nil)
        // The trip before may still get an odometer reading.
        #expect(before[1].end - 1 <= since)
        #expect(since < before[2].end)
        #expect(timeline.trips(asOf: .max).prefix(2) == before.prefix(2))
    }

    @Test func `trips kept elsewhere are forgotten here and come back only when they may be others`() throws {
        var story = Story()
        for _ in 0..<6 {
            story.connect()
            story.go(6000)
            story.disconnect()
            story.silence(minutes: 60)
        }
        var timeline = VehicleTimeline(Story.setup)
        _ = timeline.insert(story.observations, entry: 0)
        let all = timeline.trips(asOf: .max)
        timeline.forgetTrips(endedBefore: all[4].start)
        #expect(timeline.trips(asOf: .max) == Array(all[4...]))
        let instant = all[1].start + 30_000_000
        let late = Observation(
            instant: instant, device: "late", fact: .fix(Fix(position: Story.origin, accuracy: 5)))
        let update = timeline.insert([late], entry: 1)
        let since = try #require(update.changedSince)
        let kept = all.filter { $0.end <= since }
        #expect(kept + timeline.trips(asOf: .max).filter { $0.end > since } == all)
    }

    @Test func `trips found afresh in the lines of a book are the same`() throws {
        let (observations, expected) = Self.day(.ordinaryDay, seed: 4)
        var book = TripBook(Story.setup)
        for (entry, start) in stride(from: 0, to: observations.count, by: 7).enumerated() {
            let part = Array(observations[start..<min(start + 7, observations.count)])
            let payload = try Arrival(form: "phone", evidence: .named, observations: part).written()
            let line =
                Array(
                    "{\"actor\":\"device 1\",\"book\":\"logbook/vehicle/k3\",\"kind\":\"logbook.arrival\",\"payload\":"
                        .utf8)
                + payload
                + Array(",\"previous\":\"00\",\"sequence\":\(entry),\"time\":\"2026-11-22T08:00:00.000000Z\"}".utf8)
            try line.withUnsafeBytes { try book.take(line: $0, entry: Int64(entry)) }
        }
        let other = Array("{\"actor\":\"a\",\"book\":\"b\",\"kind\":\"logbook.void\",\"payload\":{}}".utf8)
        try other.withUnsafeBytes { try book.take(line: $0, entry: 100_000) }
        #expect(book.finish().trips(asOf: .max) == expected)
    }
}
