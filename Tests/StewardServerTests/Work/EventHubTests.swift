// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Synchronization
import Testing

@testable import StewardServer

/// Changes that a test plays.
private final class PlayedChanges: ChangeSource {
    private struct Down: Error {}
    private let state = Mutex((sets: [ChangeSet](), isDown: false))

    func play(_ changes: [Change], isComplete: Bool = true) {
        state.withLock { $0.sets.append(ChangeSet(changes: changes, isComplete: isComplete)) }
    }
    func fail(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }

    func changes() async throws -> ChangeSet {
        try state.withLock { state in
            if state.isDown { throw Down() }
            return state.sets.isEmpty ? ChangeSet() : state.sets.removeFirst()
        }
    }
    func waitForNews(atMost limit: Duration) async { try? await SystemClock().sleep(for: .milliseconds(1)) }

    static func job(_ id: String, _ state: String, isOver: Bool = false) -> Change {
        Change(name: "job", id: id, isOver: isOver, data: ["id": .string(id), "state": .string(state)])
    }
}

/// What a reader got so far, written as `name` or `name id state`.
private func waiting(_ hub: EventHub, _ reader: EventHub.Reader) async -> [String] {
    hub.end(reader)
    var all: [String] = []
    for await signal in reader.signals {
        guard case .event(let event) = signal else { continue }
        let texts = [event.name, event.data["id"]?.string, event.data["state"]?.string]
        all.append(texts.compactMap(\.self).joined(separator: " "))
    }
    return all
}

@Suite struct EventHubTests {
    private static func hub(_ source: PlayedChanges, _ change: (inout EventHub.Limits) -> Void = { _ in }) -> EventHub {
        var limits = EventHub.Limits()
        change(&limits)
        return EventHub(source, clock: SystemClock(), limits: limits)
    }

    @Test("a new reader is told how things stand, then every change") func standing() async throws {
        let source = PlayedChanges()
        let hub = Self.hub(source)
        source.play([PlayedChanges.job("a", "running"), PlayedChanges.job("b", "waiting")])
        source.play([PlayedChanges.job("a", "done", isOver: true)])
        await hub.look()
        let reader = try #require(hub.subscribe("anna"))
        await hub.look()
        source.play([PlayedChanges.job("b", "running")])
        await hub.look()
        let all = await waiting(hub, reader)
        #expect(Set(all.prefix(2)) == ["job a done", "job b waiting"])
        #expect(all.dropFirst(2) == ["hello", "job b running"])
    }

    @Test("who was away gets what was missed, in order and once") func replay() async throws {
        let source = PlayedChanges()
        let hub = Self.hub(source)
        let first = try #require(hub.subscribe("anna"))
        source.play((1...5).map { PlayedChanges.job("\($0)", "running") })
        await hub.look()
        hub.end(first)
        var places: [ServerEvent.Place] = []
        for await case .event(let event) in first.signals { if let place = event.place { places.append(place) } }
        let seen = try #require(places.first)
        let again = try #require(hub.subscribe("anna", after: .init(epoch: seen.epoch, number: 3)))
        await hub.look()
        #expect(await waiting(hub, again) == ["job 4 running", "job 5 running", "hello"])
    }

    @Test(
        "a place that is not known, or too long ago, leads to a fresh look",
        arguments: ["", ".", "other.3", "0", "x.y", String(repeating: "9", count: 500), "\u{0}.1"])
    func unknown(_ text: String) async throws {
        let hub = Self.hub(PlayedChanges())
        let reader = try #require(hub.subscribe("anna", after: .init(text)))
        await hub.look()
        #expect(await waiting(hub, reader) == ["refresh", "hello"])
    }

    @Test("what is kept for later is bounded") func bounded() async throws {
        let source = PlayedChanges()
        let hub = Self.hub(source) { $0.replay = 10 }
        let first = try #require(hub.subscribe("anna"))
        await hub.look()
        source.play((1...50).map { PlayedChanges.job("\($0)", "running") })
        await hub.look()
        hub.end(first)
        var last: ServerEvent.Place?
        for await case .event(let event) in first.signals { last = event.place ?? last }
        let epoch = try #require(last).epoch
        let near = try #require(hub.subscribe("anna", after: .init(epoch: epoch, number: 40)))
        let far = try #require(hub.subscribe("anna", after: .init(epoch: epoch, number: 39)))
        await hub.look()
        #expect(await waiting(hub, near).count == 11)
        #expect(await waiting(hub, far) == ["refresh", "hello"])
    }

    @Test("a reader that does not read loses the oldest, notices it, and holds up nobody") func slow() async throws {
        let source = PlayedChanges()
        let hub = Self.hub(source) { $0.buffer = 8 }
        let reader = try #require(hub.subscribe("anna"))
        await hub.look()
        // It reads the beginning, then falls behind.
        var stream = EventStream(hub: hub, reader: reader)
        stream.last = 0
        for number in 1...100 { source.play([PlayedChanges.job("\(number)", "running")]) }
        for _ in 1...100 { await hub.look() }
        let written = Mutex<[String]>([])
        hub.end(reader)
        try await stream.run { text in written.withLock { $0.append(text) } }
        let texts = written.withLock { $0 }
        let events = texts.filter { $0.contains("event: job") }
        #expect(events.count == 8 && events.last?.contains(#""id":"100""#) == true)
        #expect(texts.firstIndex { $0.contains("event: refresh") } == 1)
    }

    @Test("readers are bounded; of one person's, the oldest makes room for the newest") func readers() async throws {
        let hub = Self.hub(PlayedChanges()) { ($0.readers, $0.readersOfOne) = (3, 2) }
        let one = try #require(hub.subscribe("anna"))
        let two = try #require(hub.subscribe("anna"))
        _ = try #require(hub.subscribe("anna"))
        #expect(hub.readerCount == 2)
        // The oldest one's stream has ended.
        for await _ in one.signals {}
        _ = try #require(hub.subscribe("bert"))
        #expect(hub.subscribe("carl") == nil && !hub.hasRoom(for: "carl") && hub.hasRoom(for: "bert"))
        hub.end(two)
        #expect(hub.readerCount == 2)
        #expect(hub.subscribe("carl") != nil)
    }

    @Test("a database that does not answer is told once, and when it answers again") func down() async throws {
        let source = PlayedChanges()
        let hub = Self.hub(source)
        let reader = try #require(hub.subscribe("anna"))
        await hub.look()
        source.fail(true)
        for _ in 1...3 { await hub.look() }
        source.fail(false)
        await hub.look()
        #expect(await waiting(hub, reader) == ["hello", "unavailable", "hello"])
    }

    @Test("when more changed than was read, readers look for themselves") func incomplete() async throws {
        let source = PlayedChanges()
        let hub = Self.hub(source)
        let reader = try #require(hub.subscribe("anna"))
        await hub.look()
        source.play([PlayedChanges.job("a", "done", isOver: true)], isComplete: false)
        await hub.look()
        #expect(await waiting(hub, reader) == ["hello", "job a done", "refresh"])
    }

    @Test("one of the readers looks for all; when it goes another takes over") func driven() async throws {
        let source = PlayedChanges()
        let hub = Self.hub(source) { ($0.interval, $0.leastInterval) = (.milliseconds(5), .milliseconds(1)) }
        let first = Task { await hub.drive() }
        let reader = try #require(hub.subscribe("anna"))
        var signals = reader.signals.makeAsyncIterator()
        guard case .event(let hello) = await signals.next() else { throw ServerError("no event came") }
        #expect(hello.name == "hello")
        let second = Task { await hub.drive() }
        first.cancel()
        await first.value
        source.play([PlayedChanges.job("a", "running")])
        guard case .event(let event) = await signals.next() else { throw ServerError("no event came") }
        #expect(event.name == "job")
        second.cancel()
        await second.value
    }

    @Test("a quiet stream shows that it lives, and ends when its time is over") func beats() async throws {
        let hub = Self.hub(PlayedChanges()) {
            ($0.heartbeat, $0.lifetime, $0.leastInterval) = (.milliseconds(5), .milliseconds(100), .milliseconds(5))
        }
        let reader = try #require(hub.subscribe("anna"))
        let written = Mutex<[String]>([])
        try await EventStream(hub: hub, reader: reader).run { text in written.withLock { $0.append(text) } }
        let texts = written.withLock { $0 }
        #expect(texts.first == "retry: 2000\n\n")
        #expect(texts.contains { $0.contains("event: hello\ndata: {}\n\n") })
        #expect(texts.contains(ServerEvent.beat))
        #expect(hub.readerCount == 0)
    }

    @Test("a reader that hung up gives its place back") func hungUp() async throws {
        struct Gone: Error {}
        let hub = Self.hub(PlayedChanges())
        let reader = try #require(hub.subscribe("anna"))
        await #expect(throws: Gone.self) { try await EventStream(hub: hub, reader: reader).run { _ in throw Gone() } }
        #expect(hub.readerCount == 0)
    }

    @Test("an event is written so that nothing in it can end it") func encoded() {
        let event = ServerEvent(
            place: .init(epoch: "e", number: 7), name: "job", data: ["reason": "one\n\ndata: two\r\u{2028}"])
        #expect(event.encoded.hasPrefix("id: e.7\nevent: job\ndata: {"))
        #expect(event.encoded.split(separator: "\n", omittingEmptySubsequences: false).count == 5)
        #expect(!event.encoded.contains("\r"))
    }
}
