// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct FixTests {
    @Test func `an inaccurate fix is dropped when better ones are near in time`() throws {
        var story = Story()
        story.connect()
        for _ in 0..<10 {
            story.go(600)
            story.accuracy = 400
            story.east = 300
            story.ping(after: 5)
            story.accuracy = 8
            story.east = 0
        }
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(abs(trip.kilometres - 6) < 0.1)
    }

    @Test func `inaccurate fixes count when there are no others, and make the way unsure`() throws {
        var story = Story()
        story.accuracy = 65
        story.connect()
        story.go(9000, every: 60)
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(abs(trip.kilometres - 9) < 1.8)
        #expect(trip.uncertainty.metres > 200)
    }

    @Test(arguments: [5.0, 15, 30])
    func `a jump that no car makes is left out, however accurate it claims to be`(_ interval: Double) throws {
        var story = Story()
        story.connect()
        for _ in 0..<8 {
            story.go(1000, every: interval)
            story.east = 3500
            story.accuracy = 3
            story.ping(after: interval)
            story.east = 0
            story.accuracy = 8
        }
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(abs(trip.kilometres - 8) < 0.2)
        #expect(trip.remarks == [.impossibleFixes])
    }

    @Test func `the first accurate fix counts when the one before it was wrong`() throws {
        var story = Story()
        story.say(.connected(nil))
        story.north = 40_000
        story.ping(after: 2)
        story.north = 0
        story.go(5000)
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(abs(trip.kilometres - 5) < 0.4)
        #expect(trip.remarks == [.impossibleFixes])
    }

    @Test func `a receiver that comes to another place at once adds no way`() throws {
        var story = Story()
        story.connect()
        story.go(5000)
        story.north += 20_000
        story.go(5000)
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(abs(trip.kilometres - 10) < 0.7)
        #expect(trip.remarks.contains(.impossibleFixes))
    }

    @Test func `a tunnel is a silent stretch, and its way counts`() throws {
        var story = Story()
        story.connect()
        story.go(8000, at: 27)
        story.seconds += 200
        story.north += 5400
        story.go(8000, at: 27)
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(abs(trip.kilometres - 21.4) < 0.2)
        #expect(trip.remarks == [.silentStretch])
        #expect(trip.uncertainty.metres > 1000)
    }

    @Test func `speeds of a motorway are believed`() throws {
        var story = Story()
        story.connect()
        story.go(60_000, at: 55, every: 10)
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(abs(trip.kilometres - 60) < 0.7)
        #expect(trip.remarks.isEmpty)
    }

    @Test func `there and back again counts twice`() throws {
        var story = Story()
        story.connect()
        story.go(4000)
        story.go(-4000)
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(abs(trip.kilometres - 8) < 0.1)
    }

    @Test func `the trail keeps points fifty metres apart, and the last`() throws {
        var story = Story()
        story.connect()
        story.go(2010, at: 10, every: 1)
        story.disconnect()
        let trail = try #require(story.trips().first?.trail)
        for (first, second) in zip(trail, trail.dropFirst().dropLast()) {
            #expect(Earth.near(first.position, second.position) >= 50)
        }
        #expect(trail.last?.position == story.here)
        #expect((33...42).contains(trail.count))
    }

    @Test func `a drive over the date line is as long as any other`() throws {
        var detector = TripDetector(Story.setup)
        var actions: [TripDetector.Action] = []
        for step in 0..<60 {
            var east = 179.9 + Double(step) * 0.005
            if east > 180 { east -= 360 }
            let position = try #require(Position(latitude: -17, longitude: east))
            let fix = Fix(position: position, accuracy: 5)
            actions += detector.handle(
                Observation(
                    instant: Story.instant(Double(step) * 30), device: "phone",
                    fact: step == 0 ? .connected(fix) : .fix(fix)))
        }
        actions += detector.advance(to: Story.instant(20_000))
        let trips = actions.compactMap { if case .ended(let trip) = $0 { trip } else { nil } }
        let kilometres = 59 * 0.005 * 111.19493 * 0.956305
        #expect(trips.count == 1)
        #expect(trips.first.map { abs($0.kilometres - kilometres) < 0.1 } == true)
    }

    @Test func `a hundred thousand points of one trip are found in order, one after the other`() throws {
        var story = Story()
        story.connect()
        story.go(1_000_000, at: 10, every: 1)
        story.disconnect()
        #expect(story.observations.count > 100_000)
        var timeline = VehicleTimeline(Story.setup)
        for (entry, observation) in story.observations.enumerated() {
            _ = timeline.insert([observation], entry: Int64(entry))
        }
        let trip = try #require(timeline.trips(asOf: .max).first)
        #expect(abs(trip.kilometres - 1000) < 2)
        #expect(timeline.kept <= 2048)
    }

    @Test func `the stated uncertainty covers what a sparse trail leaves out`() throws {
        // A stair of right angles, 200 m each way, seen every minute.
        var story = Story()
        story.connect()
        var truth = 0.0
        for step in 0..<60 {
            if step % 2 == 0 { story.north += 200 } else { story.east += 200 }
            truth += 200
            story.seconds += 20
            if step % 3 == 2 { story.ping() }
        }
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(abs(Double(trip.trailDistance.metres) - truth) <= Double(trip.uncertainty.metres))
    }
}
