// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct BeginningTests {
    @Test func `a trip begins when the phone joins the car, and ends when it leaves it`() throws {
        var story = Story()
        story.connect(after: 0)
        story.go(5000)
        story.disconnect(after: 4)
        let trip = try #require(story.trips().first)
        #expect(story.trips().count == 1)
        #expect(trip.start == Story.start)
        #expect(trip.end == story.now)
        #expect(abs(trip.kilometres - 5) < 0.05)
        #expect(trip.ending == .disconnected)
        #expect(trip.devices == ["phone"])
        #expect(trip.remarks.isEmpty)
        #expect(trip.from == Story.origin)
        #expect(trip.to == story.here)
    }

    @Test func `joining again on the way is nothing but a sign of life`() {
        var story = Story()
        story.connect()
        story.go(3000)
        story.connect()
        story.go(3000)
        story.disconnect()
        let trips = story.trips()
        #expect(trips.count == 1)
        #expect(trips.first.map { abs($0.kilometres - 6) < 0.1 } == true)
    }

    @Test func `sitting in the car without driving off is no trip`() {
        var story = Story()
        story.connect()
        story.stand(minutes: 15)
        story.disconnect()
        #expect(story.trips().isEmpty)
        #expect(story.actions().contains(.discarded(.tooShort)))
    }

    @Test func `who sits in the car for a while begins when it drives off`() throws {
        var story = Story()
        story.connect()
        story.stand(minutes: 40)
        let left = story.seconds
        story.go(4000)
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(story.trips().count == 1)
        #expect(abs(trip.span[0] - left) < 30)
    }

    @Test(arguments: [Fix.Movement.walking, nil])
    func `walking to the car begins nothing`(_ movement: Fix.Movement?) throws {
        var story = Story()
        story.stand(minutes: 10, every: 30)
        story.go(400, at: 1.4, every: 30, movement)
        let atCar = story.seconds
        story.connect()
        story.go(4000)
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(story.trips().count == 1)
        #expect(trip.span[0] >= atCar)
        #expect(abs(trip.kilometres - 4) < 0.1)
    }

    @Test(arguments: [(Fix.Movement.walking, 1.4), (.running, 3.2), (.cycling, 7.5)])
    func `nobody on foot or on a bicycle begins a trip`(_ movement: Fix.Movement, _ speed: Double) {
        var story = Story()
        story.stand(minutes: 10)
        story.go(6000, at: speed, every: 30, movement)
        story.stand(minutes: 40, every: 60)
        #expect(story.trips().isEmpty)
    }

    @Test func `a walk of which the phone says nothing begins no trip`() {
        var story = Story()
        story.stand(minutes: 10, every: 30)
        story.go(3000, at: 1.5, every: 30)
        story.stand(minutes: 40, every: 60)
        #expect(story.trips().isEmpty)
    }

    @Test(arguments: [5.0, 15, 30, 60])
    func `fixes alone tell of a trip, with its beginning and its end`(_ interval: Double) throws {
        var story = Story()
        story.stand(minutes: 20, every: interval)
        let left = story.seconds
        story.go(8000, at: 13, every: interval)
        let arrived = story.seconds
        story.stand(minutes: 45, every: interval)
        let trips = story.trips()
        let trip = try #require(trips.first)
        #expect(trips.count == 1)
        #expect(abs(trip.span[0] - left) <= interval)
        #expect(abs(trip.span[1] - arrived) <= interval)
        #expect(abs(trip.kilometres - 8) < 0.1)
        #expect(trip.ending == .stationary)
    }

    @Test func `a tracker that reports every hundred metres tells when it left, though it was silent before`() throws {
        var story = Story()
        story.stand(minutes: 45, every: 900)
        story.silence(minutes: 8)
        let left = story.seconds
        story.go(5000, at: 12, every: 100 / 12)
        story.silence(minutes: 15)
        story.ping()
        story.silence(minutes: 15)
        story.ping()
        let trip = try #require(story.trips().first)
        #expect(abs(trip.span[0] - left) < 30)
    }

    @Test func `a single fix far away begins nothing`() {
        var story = Story()
        for _ in 0..<20 {
            story.stand(minutes: 5)
            story.north = 4000
            story.ping(after: 15)
            story.north = 0
        }
        story.stand(minutes: 60, every: 60)
        #expect(story.trips().isEmpty)
    }

    @Test func `a night of wandering fixes under a roof is no trip`() {
        var random = SplitMix(seed: 7)
        var story = Story()
        for _ in 0..<720 {
            story.north = Double.random(in: -60...60, using: &random)
            story.east = Double.random(in: -60...60, using: &random)
            story.accuracy = 45
            story.ping(after: 40)
        }
        #expect(story.trips().isEmpty)
    }

    @Test func `the first fix comes late, and the car came from where it was left`() throws {
        var story = Story()
        story.connect()
        story.go(5000)
        story.ping()
        story.disconnect()
        story.silence(minutes: 300)
        let place = story.here
        story.say(.connected(nil))
        story.silence(minutes: 1)
        story.north += 700
        story.go(3000)
        story.disconnect()
        let trips = story.trips()
        try #require(trips.count == 2)
        #expect(trips[1].from == place)
        #expect(abs(trips[1].kilometres - 3.7) < 0.1)
    }

    @Test func `a phone that tells when it joins the car takes the train without a trip`() {
        var story = Story()
        story.connect()
        story.go(5000)
        story.disconnect()
        story.go(700, at: 1.4, every: 15)
        story.stand(minutes: 12)
        story.go(40_000, at: 36, every: 15)
        story.stand(minutes: 60, every: 60)
        #expect(story.trips().count == 1)
        #expect(story.trips().first.map { $0.kilometres < 5.1 } == true)
    }

    @Test func `the same phone drives off with the car, and the joining was not heard`() {
        var story = Story()
        story.connect()
        story.go(5000)
        story.disconnect()
        story.stand(minutes: 50, every: 60)
        story.go(5000)
        story.stand(minutes: 50, every: 60)
        #expect(story.trips().count == 2)
    }

    @Test func `what somebody calls no trip is none, and goes on being none until it rests`() {
        var story = Story()
        story.connect()
        story.go(2000)
        story.say(.cancelled, after: 5)
        story.go(8000)
        story.stand(minutes: 20)
        #expect(story.actions().contains(.discarded(.cancelled)))
        #expect(story.trips().isEmpty)
        story.go(6000)
        story.stand(minutes: 45)
        #expect(story.trips().count == 1)
    }

    @Test func `ends, cancellations and endings without a trip are nothing`() {
        var story = Story()
        story.disconnect()
        story.say(.finished, after: 5)
        story.say(.cancelled, after: 5)
        #expect(story.actions().isEmpty)
    }

    @Test func `trips of one vehicle in different seconds, and of different vehicles, have different names`() {
        var names: Set<String> = []
        for second in 0..<120 { names.insert(TripID(start: Story.instant(Double(second)), vehicle: "k3f9x2m7qa").text) }
        for vehicle in 0..<2000 { names.insert(TripID(start: Story.start, vehicle: "vehicle\(vehicle)").text) }
        #expect(names.count == 2120)
        let name = TripID(start: Story.start, vehicle: "k3f9x2m7qa").text
        #expect(name.hasPrefix("20261122-0800-"))
        #expect(name.utf8.count == 20)
    }
}
