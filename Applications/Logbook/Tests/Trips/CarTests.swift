// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct CarTests {
    /// Joins, drives 6 km with the car telling this, leaves.
    private func drive(_ tell: (inout Story, Int) -> Void) -> Story {
        var story = Story()
        story.connect()
        for part in 0..<6 {
            story.go(1000)
            tell(&story, part)
        }
        story.disconnect()
        return story
    }

    @Test func `a car of which nothing is known neither parks nor drives`() {
        var story = Story()
        for _ in 0..<20 { story.car(nil, odometer: 50_000, after: 300) }
        #expect(story.trips().isEmpty)
        let driven = drive { story, _ in story.car(nil) }
        #expect(driven.trips().count == 1)
        #expect(driven.trips().first?.ending == .disconnected)
        #expect(driven.trips().first?.odometerBefore == nil)
        #expect(driven.trips().first?.odometerAfter == nil)
    }

    @Test func `a car that says it is parked while the phone drives is another car, and ends nothing`() {
        let story = drive { story, _ in for _ in 0..<4 { story.car(.parked, odometer: 1200) } }
        let trips = story.trips()
        #expect(trips.count == 1)
        #expect(trips.first.map { abs($0.kilometres - 6) < 0.1 } == true)
        #expect(trips.first?.ending == .disconnected)
    }

    @Test(arguments: [CarReport.Activity.parked, .charging])
    func `a car that stands ends the trip where the phone stands`(_ activity: CarReport.Activity) throws {
        var story = Story()
        story.stand(minutes: 10)
        story.go(6000)
        let arrived = story.seconds
        story.stand(minutes: 3)
        story.car(activity)
        story.stand(minutes: 20)
        let trip = try #require(story.trips().first)
        #expect(trip.ending == .parked)
        #expect(abs(trip.span[1] - arrived) <= 15)
    }

    @Test func `a car parked for a few minutes goes on with the same trip`() {
        var story = Story()
        story.car(.driving, odometer: 100)
        story.go(4000)
        for _ in 0..<4 { story.car(.parked, odometer: 104, after: 60) }
        story.car(.driving, odometer: 104, after: 60)
        story.go(4000)
        story.car(.parked, odometer: 108, after: 60)
        #expect(story.trips().count == 1)
    }

    @Test(arguments: [(50_005.0, true), (40_000, true), (50_009.0, false)])
    func `an odometer that goes back is left out, but for its last digit`(_ lower: Double, _ isOdd: Bool) throws {
        var story = Story()
        story.car(.parked, odometer: 50_009.4)
        story.connect()
        story.go(1000)
        story.car(.driving, odometer: lower)
        story.go(5000)
        story.disconnect()
        story.car(.parked, odometer: 50_015.4, after: 5)
        let trip = try #require(story.trips().first)
        #expect(trip.odometerBefore?.value == Distance(kilometres: 50_009.4))
        #expect(trip.odometerAfter?.value == Distance(kilometres: 50_015.4))
        #expect(trip.remarks == (isOdd ? [.decreasingOdometer] : []))
        #expect(
            story.actions().contains {
                if case .rejected(let reading) = $0 { reading.value.metres == Int64(lower * 1000) } else { false }
            } == isOdd)
    }

    @Test func `no trip has a negative distance when its end reads a lower odometer`() throws {
        var story = Story()
        story.car(.parked, odometer: 50_010)
        story.connect()
        story.go(5000)
        story.disconnect()
        story.car(.parked, odometer: 50_005, after: 5)
        let trip = try #require(story.trips().first)
        #expect(trip.odometerAfter == nil)
        #expect(trip.remarks == [.decreasingOdometer])
    }

    @Test(arguments: [(1.0, 1), (0.1, 2)])
    func `a rise of more than half a kilometre overrides parked`(_ rise: Double, _ count: Int) {
        var story = Story()
        story.car(.driving, odometer: 500)
        story.car(.driving, odometer: 504, after: 300)
        story.car(.parked, odometer: 504.2, after: 60)
        story.car(.parked, odometer: 504.2 + rise, after: 540)
        story.car(.driving, odometer: 506, after: 300)
        story.car(.parked, odometer: 509, after: 300)
        #expect(story.trips().count == count)
    }

    @Test func `an odometer that is missing is unknown, not zero`() throws {
        let story = drive { story, part in story.car(.driving, odometer: part == 3 ? 5003 : nil) }
        let trip = try #require(story.trips().first)
        #expect(trip.odometerBefore == nil)
        #expect(trip.odometerAfter == nil)
        #expect(abs(trip.kilometres - 6) < 0.1)
    }

    @Test func `an odometer of zero is one`() throws {
        var story = Story()
        story.car(.parked, odometer: 0)
        story.connect()
        story.go(3000)
        story.disconnect()
        story.car(.parked, odometer: 3, after: 5)
        let trip = try #require(story.trips().first)
        #expect(trip.odometerBefore?.value == .zero)
        #expect(trip.odometerAfter?.value == Distance(metres: 3000))
    }

    @Test func `readings keep the instant and the device that they are from`() throws {
        var story = Story()
        story.car(.parked, odometer: 100, by: "teslamate")
        story.silence(minutes: 90)
        story.connect()
        story.go(3000)
        story.disconnect()
        story.silence(minutes: 30)
        story.car(.parked, odometer: 103, by: "evcc")
        let actions = story.actions()
        let trip = try #require(story.trips().first)
        #expect(
            trip.odometerBefore
                == OdometerReading(instant: Story.start, value: Distance(metres: 100_000), device: "teslamate"))
        #expect(
            actions.contains(
                .measured(
                    trip.id, OdometerReading(instant: story.now, value: Distance(metres: 103_000), device: "evcc"))))
    }

    @Test func `kilometres since the trip before of which nothing is known are remarked, not counted`() throws {
        var story = Story()
        story.car(.parked, odometer: 1000)
        for _ in 0..<2 {
            story.connect()
            story.go(3000)
            story.disconnect()
            story.silence(minutes: 60)
        }
        let trips = story.trips()
        try #require(trips.count == 2)
        #expect(trips[0].remarks.isEmpty)
        #expect(trips[1].remarks == [.unknownKilometres])
        #expect(trips[1].odometerBefore?.value == Distance(metres: 1_000_000))
    }

    @Test func `driven by somebody else, the car alone tells of the trip`() throws {
        var story = Story()
        story.car(.parked, odometer: 1000)
        story.silence(minutes: 60)
        story.car(.driving, odometer: 1000)
        let left = story.seconds
        story.car(.driving, odometer: 1004, after: 300)
        story.car(.parked, odometer: 1009, after: 300)
        let arrived = story.seconds
        let trip = try #require(story.trips().first)
        #expect(trip.span == [left, arrived])
        #expect(trip.ending == .parked)
        #expect(trip.trail.isEmpty)
        #expect(trip.odometerBefore?.value.kilometres == 1000)
        #expect(trip.odometerAfter?.value.kilometres == 1009)
    }

    @Test func `a car that drives and tells no odometer still drove`() {
        var story = Story()
        story.car(.driving)
        story.car(.driving, after: 300)
        story.car(.parked, after: 300)
        #expect(story.trips().count == 1)
    }

    @Test func `an engine that runs without a metre is no trip`() {
        var story = Story()
        story.car(.driving, odometer: 70)
        story.car(.driving, odometer: 70, after: 300)
        story.car(.parked, odometer: 70, after: 300)
        #expect(story.trips().isEmpty)
    }

    @Test func `readings between trips are told once each`() {
        var story = Story()
        for kilometres in [100.0, 100, 100, 140, 140, 141] { story.car(.parked, odometer: kilometres, after: 3600) }
        let told = story.actions().compactMap {
            if case .odometer(let reading) = $0 { reading.value.kilometres } else { nil }
        }
        #expect(told == [100, 140, 141])
    }
}

@Suite struct OdometerGuardTests {
    struct Case: Sendable {
        let shown: [(seconds: Double, kilometres: Double)]
        let counted: [Double]
    }
    static let cases: [Case] = [
        Case(shown: [(0, 100), (60, 100.5), (120, 101)], counted: [100, 100.5, 101]),
        Case(shown: [(0, 100), (60, 90), (120, 101)], counted: [100, 101]),
        // An impossible rise counts when the next one agrees.
        Case(shown: [(0, 100), (60, 900), (120, 101)], counted: [100, 101]),
        Case(shown: [(0, 100), (60, 900), (120, 901)], counted: [100, 901]),
        // Three lower ones in order: the first was wrong.
        Case(shown: [(0, 900), (60, 100), (120, 101), (180, 102), (240, 103)], counted: [900, 103]),
        Case(shown: [(0, 100.9), (60, 100)], counted: [100.9]),
    ]

    @Test(arguments: cases)
    func `an odometer only rises, and not faster than a car`(_ example: Case) {
        var guarding = OdometerGuard()
        var accepted: [Double] = []
        for (seconds, kilometres) in example.shown {
            let reading = OdometerReading(
                instant: Story.instant(seconds), value: Distance(kilometres: kilometres) ?? .zero, device: "evcc")
            if case .accepted(let reading, _) = guarding.take(reading) { accepted.append(reading.value.kilometres) }
        }
        #expect(accepted == example.counted)
    }
}
