// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Logbook
import Logging
import ServiceLifecycle
import StewardCore
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import StewardServer

@Suite struct LogbookServiceTests {
    /// A clock on which whoever sleeps does so until the test wakes or cancels them; it tells when somebody lies down.
    private final class BedClock: Timekeeping {
        private let instant = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
        private let turns = Mutex<[CheckedContinuation<Void, Never>]>([])
        private let told: AsyncStream<Void>.Continuation
        let sleeps: AsyncStream<Void>

        init() { (sleeps, told) = AsyncStream.makeStream() }

        var now: Date { instant.withLock { $0 } }
        func advance(_ seconds: Double) { instant.withLock { $0 += seconds } }

        func sleep(for duration: Duration) async throws {
            told.yield()
            await withTaskCancellationHandler {
                await withCheckedContinuation { turn in
                    // Who cancels wakes everybody who lies here already.
                    turns.withLock { turns in
                        if Task.isCancelled { turn.resume() } else { turns.append(turn) }
                    }
                }
            } onCancel: {
                wake()
            }
            try Task.checkCancellation()
        }

        /// Wakes everybody.
        func wake() {
            let woken = turns.withLock { turns in
                defer { turns = [] }
                return turns
            }
            for turn in woken { turn.resume() }
        }
    }

    private static func rows(_ installation: Installation) async throws -> Int64 {
        try await installation.database.read { connection in
            try connection.first("SELECT COUNT(*) AS rows FROM logbook_trips")?.integer("rows") ?? 0
        }
    }

    /// Records a drive of ten minutes that began some seconds ago.
    private static func drive(
        _ seconds: Double, ago token: DeviceToken, _ installation: Installation
    ) async throws {
        let now = installation.clock.now.microseconds
        let start = now - Int64(seconds) * 1_000_000
        var observations = [Observation(instant: start, device: token.id, fact: .connected(nil))]
        for minute in Int64(0)...10 {
            let position = try #require(Position(latitude: 52 + Double(minute) * 0.009, longitude: 5.1))
            observations.append(
                Observation(
                    instant: start + minute * 60_000_000, device: token.id,
                    fact: .fix(Fix(position: position, accuracy: 8))))
        }
        observations.append(Observation(instant: start + 600_000_000, device: token.id, fact: .disconnected(nil)))
        var received = Received()
        received.parts = [Received.Part(observations: observations)]
        _ = try await installation.logbook.record(received, form: "shortcuts", from: .device(token), arrival: now)
    }

    @Test(.timeLimit(.minutes(1)))
    func `trips stand in the lists without anybody asking, until the server is shut down`() async throws {
        let folder = try TemporaryFolder("logbook-service")
        defer { withExtendedLifetime(folder) {} }
        let clock = BedClock()
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            let logbook = installation.logbook
            let car = Vehicle(id: "", owner: "anna", name: "Golf", country: .netherlands, zone: "Europe/Amsterdam")
            _ = try await logbook.addVehicle(car, account: "anna", actor: "account:anna")
            let token = try await logbook.makeToken(account: "anna", name: "Phone").token
            try await Self.drive(20_000, ago: token, installation)
            #expect(try await Self.rows(installation) == 0)
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let service = LogbookService(LogbookWork(logbook, cars: nil, logger: logger))
            let group = ServiceGroup(services: [service], logger: logger)
            async let served: Void = group.run()
            var sleeps = clock.sleeps.makeAsyncIterator()
            // It recovers before it lies down for the first time.
            await sleeps.next()
            #expect(try await Self.rows(installation) == 1)
            // Another drive, over long ago when the work wakes.
            try await Self.drive(700, ago: token, installation)
            clock.advance(10_000)
            while try await Self.rows(installation) < 2 {
                clock.wake()
                await sleeps.next()
            }
            await group.triggerGracefulShutdown()
            try await served
        }
    }
}
