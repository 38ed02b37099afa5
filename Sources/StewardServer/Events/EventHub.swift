// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

/// Hands the changes of one process's database to all who listen to `/events`.
///
/// Nothing is looked for while nobody listens: each reader's task offers to look (``drive()``), and one of them does it
/// for all. What is kept is bounded: readers, what waits for each, and what can be asked for again. A reader that is
/// slow loses the oldest and holds up nobody.
final class EventHub: Sendable {
    /// The bounds.
    struct Limits: Sendable {
        var readers = 64
        var readersOfOne = 12
        /// What waits for one reader.
        var buffer = 256
        /// What a reader that was away for a while can have again.
        var replay = 200
        /// How long until the next look when there is no news.
        var interval: Duration = .seconds(1)
        /// How long at least, whatever news there is.
        var leastInterval: Duration = .milliseconds(250)
        var heartbeat: Duration = .seconds(15)
        /// A stream ends after this; the browser asks anew, and shows again who it is.
        var lifetime: Duration = .seconds(600)
    }

    /// What a reader gets.
    enum Signal: Sendable {
        case event(ServerEvent)
        case beat
    }

    /// A place among those who listen.
    struct Reader: Sendable {
        let number: Int
        let signals: AsyncStream<Signal>
    }

    private struct Seat {
        let owner: String
        let after: ServerEvent.Place?
        let continuation: AsyncStream<Signal>.Continuation
        /// New readers are told where the stream stands after the next look, so that they miss nothing.
        var isGreeted = false

        func hears(_ audience: String?) -> Bool { audience.map { $0 == owner } ?? true }
    }

    private struct State {
        var next = 1
        var recent: [ServerEvent] = []
        /// How everything stands that is under way, or was a moment ago.
        var latest: [String: (change: Change, at: Date)] = [:]
        var seats: [Int: Seat] = [:]
        var nextSeat = 0
        var isDriven = false
        var isFailing = false
    }

    let limits: Limits
    let clock: any Timekeeping
    private let epoch: String
    private let source: any ChangeSource
    private let state = Mutex(State())

    init(_ source: any ChangeSource, clock: any Timekeeping, limits: Limits = .init()) {
        self.source = source
        self.clock = clock
        self.limits = limits
        epoch = String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// How many listen.
    var readerCount: Int { state.withLock { $0.seats.count } }

    /// Whether somebody more may listen.
    func hasRoom(for owner: String) -> Bool { state.withLock { Self.hasRoom($0, owner, limits) } }

    /// A place for a reader, who has seen everything up to `after`; `nil` when there are too many. A person who has as
    /// many as one may have gets the place of their oldest, which ends: a page that was left is noticed late.
    func subscribe(_ owner: String, after: ServerEvent.Place? = nil) -> Reader? {
        let (signals, continuation) = AsyncStream.makeStream(
            of: Signal.self, bufferingPolicy: .bufferingNewest(limits.buffer))
        let (number, ended) = state.withLock { state -> (Int?, Seat?) in
            guard Self.hasRoom(state, owner, limits) else { return (nil, nil) }
            let own = state.seats.filter { $0.value.owner == owner }.keys
            let isFull = own.count >= limits.readersOfOne || state.seats.count >= limits.readers
            let ended = isFull ? own.min().flatMap { state.seats.removeValue(forKey: $0) } : nil
            state.nextSeat += 1
            state.seats[state.nextSeat] = Seat(owner: owner, after: after, continuation: continuation)
            return (state.nextSeat, ended)
        }
        ended?.continuation.finish()
        return number.map { Reader(number: $0, signals: signals) }
    }

    /// Gives a place back and ends its stream.
    func end(_ reader: Reader) {
        state.withLock { $0.seats.removeValue(forKey: reader.number) }?.continuation.finish()
    }

    private static func hasRoom(_ state: State, _ owner: String, _ limits: Limits) -> Bool {
        state.seats.count < limits.readers || state.seats.values.contains { $0.owner == owner }
    }
}

extension EventHub {
    /// Looks for changes as long as nobody else does, until the task is cancelled.
    func drive() async {
        while !Task.isCancelled {
            guard takeWheel() else {
                try? await clock.sleep(for: limits.interval)
                continue
            }
            defer { state.withLock { $0.isDriven = false } }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.beatUntilCancelled() }
                group.addTask { await self.lookUntilCancelled() }
                await group.waitForAll()
            }
        }
    }

    private func takeWheel() -> Bool {
        state.withLock { state in
            defer { state.isDriven = true }
            return !state.isDriven
        }
    }

    private func beatUntilCancelled() async {
        while (try? await clock.sleep(for: limits.heartbeat)) != nil {
            state.withLock { state in for seat in state.seats.values { seat.continuation.yield(.beat) } }
        }
    }

    private func lookUntilCancelled() async {
        while !Task.isCancelled {
            await look()
            await source.waitForNews(atMost: limits.interval)
            try? await clock.sleep(for: limits.leastInterval)
        }
    }

    /// Looks once and tells what it found.
    func look() async {
        do {
            let listeners = state.withLock { Set($0.seats.values.map(\.owner)) }
            publish(try await source.changes(for: listeners))
        } catch {
            guard !Task.isCancelled else { return }
            state.withLock { state in
                if !state.isFailing { Self.tell(.unavailable, &state) }
                state.isFailing = true
            }
        }
    }

    private func publish(_ set: ChangeSet) {
        let now = clock.now
        state.withLock { state in
            if state.isFailing { Self.tell(.hello(.init(epoch: epoch, number: state.next - 1)), &state) }
            state.isFailing = false
            for change in set.changes {
                add(change.name, change.data, for: change.audience, &state)
                state.latest["\(change.name) \(change.id)"] = (change, now)
            }
            if !set.isComplete { add(ServerEvent.refresh.name, ServerEvent.refresh.data, &state) }
            state.latest = state.latest.filter { !$0.value.change.isOver || now.timeIntervalSince($0.value.at) < 60 }
            if state.recent.count > limits.replay { state.recent.removeFirst(state.recent.count - limits.replay) }
            for number in state.seats.keys.sorted() where state.seats[number]?.isGreeted == false {
                if let seat = state.seats[number] { greet(seat, state) }
                state.seats[number]?.isGreeted = true
            }
        }
    }

    private func add(_ name: String, _ data: JSON, for audience: String? = nil, _ state: inout State) {
        let event = ServerEvent(
            place: .init(epoch: epoch, number: state.next), name: name, data: data, audience: audience)
        state.next += 1
        state.recent.append(event)
        Self.tell(event, &state)
    }

    private static func tell(_ event: ServerEvent, _ state: inout State) {
        for seat in state.seats.values where seat.isGreeted && seat.hears(event.audience) {
            seat.continuation.yield(.event(event))
        }
    }

    /// Tells a new reader what it missed; where that is not known, how things stand.
    private func greet(_ seat: Seat, _ state: State) {
        let last = state.next - 1
        if let after = seat.after {
            let missed = last - after.number
            if after.epoch == epoch, missed >= 0, after.number >= 0, missed <= state.recent.count {
                for event in state.recent.suffix(missed) where seat.hears(event.audience) {
                    seat.continuation.yield(.event(event))
                }
            } else {
                seat.continuation.yield(.event(.refresh))
            }
        } else {
            let standing = state.latest.sorted { ($0.value.at, $0.key) < ($1.value.at, $1.key) }
            for (_, value) in standing.suffix(limits.buffer / 2) where seat.hears(value.change.audience) {
                let event = ServerEvent(place: nil, name: value.change.name, data: value.change.data)
                seat.continuation.yield(.event(event))
            }
        }
        seat.continuation.yield(.event(.hello(.init(epoch: epoch, number: last))))
    }
}
