// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct SkipPlaceTests {
    /// There in 6 km, a stop, on for 6 km.
    private func story(stop: Double, every interval: Double = 60, isConnected: Bool = false) -> Story {
        var story = Story()
        if isConnected { story.connect() } else { story.stand(minutes: 10) }
        story.go(6000)
        if isConnected { story.disconnect() }
        if interval > 0 { story.stand(minutes: stop, every: interval) } else { story.silence(minutes: stop) }
        if isConnected { story.connect() }
        story.go(6000)
        if isConnected { story.disconnect() } else { story.stand(minutes: 45) }
        return story
    }

    @Test func `a stop at a skip place waits through more than a hundred pings`() {
        let story = story(stop: 110)
        #expect(story.trips(Story.skipping(north: 6000)).count == 1)
        #expect(story.trips().count == 2)
        #expect(
            story.actions(Story.skipping(north: 6000)).filter { if case .paused(_, true) = $0 { true } else { false } }
                .count == 1)
    }

    @Test func `leaving the car at a skip place ends nothing`() {
        #expect(story(stop: 60, every: 0, isConnected: true).trips(Story.skipping(north: 6000)).count == 1)
        #expect(story(stop: 60, every: 0, isConnected: true).trips().count == 2)
    }

    @Test func `standing at a skip place for hours is no stop on the way`() {
        #expect(story(stop: 300).trips(Story.skipping(north: 6000)).count == 2)
    }

    @Test(arguments: [(6195.0, 1), (6205.0, 2)])
    func `a skip place reaches two hundred metres`(_ north: Double, _ count: Int) {
        #expect(story(stop: 60).trips(Story.skipping(north: north)).count == count)
    }

    @Test func `driving through a skip place is no pause`() {
        var story = Story()
        story.connect()
        story.go(6000)
        story.disconnect()
        let actions = story.actions(Story.skipping(north: 3000))
        #expect(!actions.contains { if case .paused = $0 { true } else { false } })
        #expect(story.trips(Story.skipping(north: 3000)).count == 1)
    }

    @Test func `parking elsewhere after a stop at a skip place ends the trip there`() throws {
        let trips = story(stop: 60).trips(Story.skipping(north: 6000))
        let trip = try #require(trips.first)
        #expect(trip.ending == .stationary)
        #expect(abs(trip.kilometres - 12) < 0.2)
    }

    @Test func `a place made a skip place later changes no trip of before`() {
        var setup = Story.skipping(north: 6000)
        setup.skipPlaces[0].times = Story.instant(86_400)...(.max)
        #expect(story(stop: 60).trips(setup).count == 2)
    }

    @Test func `what is going on says that it waits at a skip place, and how often it did`() throws {
        var story = Story()
        story.connect()
        story.go(6000)
        story.stand(minutes: 8)
        let live = try #require(story.live(Story.skipping(north: 6000)))
        #expect(live.isAtSkipPlace)
        #expect(live.skipPauses == 1)
        #expect(live.phase == .paused)
        story.go(3000)
        let on = try #require(story.live(Story.skipping(north: 6000)))
        #expect(!on.isAtSkipPlace)
        #expect(on.phase == .driving)
        #expect(on.skipPauses == 1)
    }
}
