// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct DevicesTests {
    /// Puts a second device beside the first, some metres off and some seconds later.
    private func both(_ story: Story, every: Int = 1, off metres: Double = 6) -> Story {
        var both = story
        for (index, observation) in story.observations.enumerated() where index % every == 0 {
            guard case .fix(let fix) = observation.fact,
                let position = Position(
                    latitude: fix.position.latitude + metres / 111_194.93, longitude: fix.position.longitude)
            else { continue }
            both.observations.append(
                Observation(
                    instant: observation.instant + 4_000_000, device: "tracker",
                    fact: .fix(Fix(position: position, accuracy: 8))))
        }
        return both
    }

    private func drive() -> Story {
        var story = Story()
        story.connect()
        story.go(12_000)
        story.stand(minutes: 4)
        story.go(8000)
        story.disconnect()
        return story
    }

    @Test(arguments: [1, 4])
    func `two devices report one trip, and no metre counts twice`(_ every: Int) throws {
        let trips = both(drive(), every: every).trips()
        let trip = try #require(trips.first)
        #expect(trips.count == 1)
        #expect(abs(trip.kilometres - 20) < 0.2)
        #expect(trip.devices == ["phone", "tracker"])
        #expect(trip.remarks.isEmpty)
    }

    @Test func `the device that reports more often tells the way`() throws {
        // The phone cuts every corner of a stair; the tracker does not.
        var phone = Story()
        var tracker = Story()
        tracker.device = "tracker"
        phone.connect()
        for step in 0..<300 {
            if step % 20 < 10 { tracker.north += 60 } else { tracker.east += 60 }
            tracker.ping(after: 5)
            if step % 24 == 23 {
                phone.north = tracker.north
                phone.east = tracker.east
                phone.ping(after: 120)
            }
        }
        phone.seconds = tracker.seconds
        phone.disconnect()
        phone.observations += tracker.observations
        let trip = try #require(phone.trips().first)
        #expect(phone.trips().count == 1)
        #expect(abs(trip.kilometres - 18) < 0.9)
    }

    @Test func `when the leading device falls silent the other one goes on, without a gap`() throws {
        var story = Story()
        story.connect()
        story.go(6000)
        var tracker = story
        tracker.observations = []
        tracker.device = "tracker"
        tracker.seconds = 0
        tracker.north = 0
        tracker.go(15_000)
        story.observations += tracker.observations
        story.seconds = tracker.seconds
        story.disconnect()
        let trips = story.trips()
        let trip = try #require(trips.first)
        #expect(trips.count == 1)
        #expect(abs(trip.kilometres - 15) < 0.3)
        #expect(!trip.remarks.contains(.silentStretch))
    }

    @Test func `a phone left at home changes nothing of a trip`() throws {
        let alone = drive()
        var withHome = alone
        for minute in stride(from: -30, to: 60, by: 1) {
            withHome.observations.append(
                Observation(
                    instant: Story.instant(Double(minute) * 60 + 7), device: "tablet",
                    fact: .fix(Fix(position: Story.origin, accuracy: 20, movement: .still))))
        }
        #expect(withHome.trips() == alone.trips())
    }

    @Test func `fixes from a phone at home do not keep a silent trip open`() {
        var story = Story()
        story.connect()
        story.go(9000)
        for minute in 0..<400 {
            story.observations.append(
                Observation(
                    instant: Story.instant(Double(minute) * 60 + 7), device: "tablet",
                    fact: .fix(Fix(position: Story.origin, accuracy: 20, movement: .still))))
        }
        let trips = story.trips()
        #expect(trips.count == 1)
        #expect(trips.first?.ending == .silent)
        #expect(trips.first.map { abs($0.kilometres - 9) < 0.1 } == true)
    }

    @Test func `devices that say different things about where the car went are remarked`() throws {
        var story = drive()
        var other = Story()
        other.device = "tracker"
        other.go(3000)
        for _ in 0..<40 {
            other.east += 400
            other.ping(after: 15)
        }
        story.observations += other.observations
        let trips = story.trips()
        #expect(trips.count == 1)
        let trip = try #require(trips.first)
        #expect(trip.remarks.contains(.disagreeingDevices))
        #expect(abs(trip.kilometres - 20) < 0.3)
    }

    @Test func `a plug in the car that knows where it is needs no phone`() throws {
        var story = Story()
        story.device = "plug"
        for step in 0..<40 {
            story.car(.driving, odometer: 700 + Double(step) * 0.4, position: story.here, by: "plug")
            story.north += 400
            story.seconds += 30
        }
        story.car(.parked, odometer: 716, position: story.here, by: "plug")
        for _ in 0..<10 { story.car(.parked, odometer: 716, position: story.here, after: 30, by: "plug") }
        let trips = story.trips()
        let trip = try #require(trips.first)
        #expect(trips.count == 1)
        #expect(abs(trip.kilometres - 16) < 0.2)
        #expect(trip.odometerBefore?.value.kilometres == 700)
        #expect(trip.odometerAfter?.value.kilometres == 716)
        #expect(trip.ending == .parked)
    }
}
