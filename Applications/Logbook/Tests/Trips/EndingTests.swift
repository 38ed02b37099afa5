// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct EndingTests {
    @Test func `rapid leaving and joining is one trip`() {
        var story = Story()
        story.connect()
        for _ in 0..<10 {
            story.go(800)
            story.disconnect(after: 1)
            story.connect(after: 3)
        }
        story.disconnect()
        #expect(story.trips().count == 1)
        #expect(story.trips().first.map { abs($0.kilometres - 8) < 0.2 } == true)
    }

    @Test(arguments: [(9.0, 1), (11.0, 2)])
    func `filling up is part of the trip, a visit is not`(_ minutes: Double, _ count: Int) {
        var story = Story()
        story.connect()
        story.go(4000)
        story.disconnect()
        story.silence(minutes: minutes)
        story.connect(after: 0)
        story.go(4000)
        story.disconnect()
        #expect(story.trips().count == count)
    }

    @Test func `leaving at a red light while fixes go on at the speed of a car is no end`() {
        var story = Story()
        story.connect()
        story.go(3000)
        story.disconnect()
        story.go(3000)
        story.stand(minutes: 45)
        let trips = story.trips()
        #expect(trips.count == 1)
        #expect(trips.first.map { abs($0.kilometres - 6) < 0.2 } == true)
    }

    @Test func `of two phones in the car the last one ends the trip`() throws {
        var story = Story()
        story.connect()
        story.device = "other"
        story.connect()
        story.device = "phone"
        story.go(3000)
        story.disconnect()
        story.device = "other"
        story.go(3000)
        story.disconnect()
        let trip = try #require(story.trips().first)
        #expect(story.trips().count == 1)
        #expect(abs(trip.kilometres - 6) < 0.2)
        #expect(trip.devices == ["other", "phone"])
    }

    @Test(arguments: [(90.0, 0), (150.0, 1)])
    func `less than a hundred metres are no trip`(_ metres: Double, _ count: Int) {
        var story = Story()
        story.connect()
        story.ping(after: 1)
        story.go(metres, at: 8, every: 5)
        story.disconnect()
        #expect(story.trips().count == count)
    }

    @Test(arguments: [(400.0, 0), (650.0, 1)])
    func `of a trip that only fixes tell of and nobody ends it takes half a kilometre`(_ metres: Double, _ count: Int) {
        var story = Story()
        story.stand(minutes: 10)
        story.go(metres, at: 10, every: 15)
        story.stand(minutes: 45)
        #expect(story.trips().count == count)
    }

    @Test(arguments: [(2.0, 1), (6.0, 1), (29.0, 1), (33.0, 2)])
    func `standing for less than half an hour is part of the trip`(_ minutes: Double, _ count: Int) {
        var story = Story()
        story.stand(minutes: 10, every: 30)
        story.go(6000, every: 30)
        story.stand(minutes: minutes, every: 30)
        story.go(6000, every: 30)
        story.stand(minutes: 45, every: 30)
        #expect(story.trips().count == count)
    }

    @Test func `a pause is told after five minutes, and that it is over when it drives on`() {
        var story = Story()
        story.connect()
        story.go(6000)
        let stood = story.now
        story.stand(minutes: 12)
        story.go(6000)
        story.disconnect()
        let actions = story.actions()
        #expect(actions.contains(.paused(since: stood, atSkipPlace: false)))
        let paused = actions.compactMap { if case .resumed(let time) = $0 { time } else { nil } }
        #expect(paused.count == 1)
        #expect(paused.first.map { abs($0 - 720_000_000) < 40_000_000 } == true)
    }

    @Test(arguments: [true, false])
    func `twenty minutes of jam end nothing`(_ isConnected: Bool) throws {
        var story = Story()
        if isConnected { story.connect() } else { story.stand(minutes: 10) }
        story.go(10_000, at: 25)
        for _ in 0..<10 {
            story.go(60, at: 2)
            story.stand(minutes: 1.5)
        }
        story.stand(minutes: 5)
        story.go(10_000, at: 25)
        if isConnected { story.disconnect() } else { story.stand(minutes: 45) }
        let trip = try #require(story.trips().first)
        #expect(story.trips().count == 1)
        #expect(abs(trip.kilometres - 20.6) < 0.3)
    }

    @Test func `an hour in front of a closed road with the phone in the car ends nothing`() {
        var story = Story()
        story.connect()
        story.go(5000)
        story.stand(minutes: 60, every: 60)
        story.go(5000)
        story.disconnect()
        #expect(story.trips().count == 1)
    }

    @Test(arguments: [Fix.Movement.walking, nil])
    func `who walks away ended the trip at the car`(_ movement: Fix.Movement?) throws {
        var story = Story()
        story.stand(minutes: 10, every: 20)
        story.go(6000, every: 20, movement == nil ? nil : .driving)
        let (parked, seconds) = (story.here, story.seconds)
        story.go(900, at: 1.4, every: 20, movement)
        story.stand(minutes: 45, every: 60)
        let trip = try #require(story.trips().first)
        #expect(story.trips().count == 1)
        #expect(abs(trip.span[1] - seconds) <= 40)
        let end = try #require(trip.to)
        #expect(Earth.near(end, parked) < 100)
        #expect(abs(trip.kilometres - 6) < 0.15)
    }

    @Test func `walking after parking ends the trip at once, as far as the phone tells walking`() {
        var story = Story()
        story.stand(minutes: 10)
        story.go(6000, .driving)
        story.go(100, at: 1.4, .walking)
        #expect(story.live()?.phase == .ending(.stationary))
    }

    @Test func `a trip that falls silent ends at the last thing heard of it, after two hours`() throws {
        var story = Story()
        story.connect()
        story.go(6000)
        let last = story.seconds
        #expect(story.actions(waiting: 7199).contains { if case .ended = $0 { true } else { false } } == false)
        let trip = try #require(story.trips().first)
        #expect(trip.ending == .silent)
        #expect(trip.span[1] == last)
    }

    @Test(arguments: [(20.0, 1), (100.0, 1), (130.0, 2)])
    func `a phone that was dead on the way comes back into the same trip`(_ minutes: Double, _ count: Int) throws {
        var story = Story()
        story.connect()
        story.go(20_000, at: 25)
        story.silence(minutes: minutes)
        story.north += minutes * 60 * 25
        story.go(20_000, at: 25)
        story.disconnect()
        let trips = story.trips()
        #expect(trips.count == count)
        let first = try #require(trips.first)
        #expect(first.remarks.contains(.silentStretch) == (count == 1))
    }

    @Test(arguments: [(15.0, 2), (75.0, 2)])
    func `a phone that joins again after silence where it fell silent had left unheard`(
        _ minutes: Double, _ count: Int
    ) throws {
        var story = Story()
        story.connect()
        story.go(6000)
        let last = story.seconds
        story.silence(minutes: minutes)
        story.say(.connected(story.fix()))
        story.go(6000)
        story.disconnect()
        let trips = story.trips()
        try #require(trips.count == count)
        #expect(trips[0].span[1] == last)
    }

    @Test func `somebody says that it has ended, wherever the car is`() throws {
        var story = Story()
        story.connect()
        story.go(6000)
        story.say(.finished, after: 3)
        let end = story.seconds
        #expect(story.live() == nil)
        let trip = try #require(story.trips().first)
        #expect(trip.ending == .finished)
        #expect(trip.span[1] == end)
    }

    @Test func `a day goes over midnight without anything special`() {
        var story = Story()
        story.seconds = 15.9 * 3600
        story.connect()
        story.go(60_000, at: 25)
        story.disconnect()
        #expect(story.trips().count == 1)
        #expect(story.trips().first.map { $0.id.text.hasPrefix("20261122-2354") } == true)
    }

    @Test func `the end is told at once and final after ten minutes`() throws {
        var story = Story()
        story.connect()
        story.go(6000)
        story.disconnect()
        let live = try #require(story.live())
        #expect(live.phase == .ending(.disconnected))
        #expect(live.deadline == story.now + 600_000_000)
        #expect(story.actions(waiting: 599).last == .ending(.disconnected))
        #expect(story.actions(waiting: 600.01).last.map { if case .ended = $0 { true } else { false } } == true)
    }
}
