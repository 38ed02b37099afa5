// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import StewardCore
import StewardIntegration
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Logbook

@Suite struct MeasureJobTests {
    /// A drive that ended, and a worker that does what is waiting.
    private func withDrive(
        _ engine: DatabaseEngine = .sqlite, _ connecting: any MeasuringConnecting,
        _ body: (KeeperBench, _ vehicle: String, _ trip: TripID, _ work: () async throws -> [Job]) async throws -> Void
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            try await bench.drive(Drive(start: bench.now + 60_000_000), from: token)
            bench.clock.advance(by: 5_000)
            let trip = try #require(try await bench.logbook.view(of: vehicle, account: "anna").trips.first?.id)
            try await body(bench, vehicle, trip) { try await Self.work(bench, connecting) }
        }
    }

    /// Makes one attempt at every job that waits; gives how they stand.
    private static func work(_ bench: KeeperBench, _ connecting: any MeasuringConnecting) async throws -> [Job] {
        let queue = JobQueue(database: bench.database, clock: SystemClock())
        let waiting = try await queue.list(limit: 100).items.filter { $0.state == .waiting }
        _ = try await bench.database.write { try $0.execute("UPDATE jobs SET run_at = 0") }
        for _ in waiting {
            let done = Gate()
            let handlers = LogbookJobs.handlers(bench.logbook, measuring: connecting)
            var configuration = Worker.Configuration(node: "test")
            configuration.slots = 1
            let worker = Worker(
                queue: queue, handlers: handlers.map { Telling(inner: $0, done: done) }, configuration: configuration,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await worker.run() }
                await done.wait()
                worker.stop()
            }
        }
        return try await queue.list(limit: 100).items
    }

    /// Does what another handler does, and tells when it is done.
    private struct Telling: JobHandler {
        let inner: any JobHandler
        let done: Gate
        var kind: String { inner.kind }
        func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
            defer { done.open() }
            return try await inner.perform(job, context)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `a trip that ended gets its way by road and its addresses, as an entry of the book`(
        _ engine: DatabaseEngine
    ) async throws {
        let services = AskedServices()
        try await withDrive(engine, services) { bench, vehicle, id, work in
            #expect(try await work().map(\.state) == [.done])
            let trip = try await bench.logbook.trip(id, account: "anna").trip
            #expect(trip.usualRoute == Distance(metres: 9_800 as Int64))
            #expect(trip.start.address == AskedAddresses.address && trip.end.address == AskedAddresses.address)
            #expect(trip.distance.source == .matched && trip.distance.distance == Distance(metres: 10_050 as Int64))
            let entries = try await bench.logbook.ledger.entries(in: Logbook.book(vehicle: vehicle), limit: 1_000)
            #expect(entries.filter { $0.kind == LogbookEntry.measured }.count == 1)
            #expect(entries.last?.payload["service"] == "Test")
            #expect(try await work().count == 1, "it is asked about once")
            #expect(try await bench.logbook.faults(in: vehicle) == [])
        }
    }

    @Test func `without any connection everything works with coordinates`() async throws {
        let services = AskedServices()
        services.isEmpty.withLock { $0 = true }
        try await withDrive(.sqlite, services) { bench, _, id, work in
            #expect(try await work().map(\.state) == [.cancelled])
            let trip = try await bench.logbook.trip(id, account: "anna").trip
            #expect(trip.distance.source == .trail && trip.start.address == nil)
            let listed = try JSON(parsing: try await bench.logbook.trips(of: "anna").json)
            #expect(listed.array?.first?["from_address"]?.string?.hasPrefix("52.09") == true)
        }
    }

    @Test func `what one service knows is recorded while another is asked again`() async throws {
        let services = AskedServices()
        services.failing.withLock { $0 = 2 }
        try await withDrive(.sqlite, services) { bench, _, id, work in
            #expect(try await work().map(\.state) == [.waiting])
            var trip = try await bench.logbook.trip(id, account: "anna").trip
            #expect(trip.start.address == AskedAddresses.address && trip.usualRoute == nil)
            bench.clock.advance(by: 60)
            #expect(try await work().map(\.state) == [.done])
            trip = try await bench.logbook.trip(id, account: "anna").trip
            #expect(trip.usualRoute != nil && trip.start.address == AskedAddresses.address)
            #expect(services.addresses.asked.withLock { $0 } == 2, "addresses are not asked for twice")
        }
    }

    @Test func `recovery is due every half an hour, and missing when it is not done`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let schedules = Schedules(queue: bench.logbook.jobs)
            for schedule in LogbookJobs.schedules { try await schedules.put(schedule) }
            #expect(try await schedules.missing().isEmpty)
            bench.clock.advance(by: 4_000)
            #expect(try await schedules.missing().map(\.schedule) == ["logbook.recover"])
        }
    }
}

/// Services that know everything, fail so often, or are not there.
private final class AskedServices: MeasuringConnecting, RouteMeasuring {
    let isEmpty = Mutex(false)
    let failing = Mutex(0)
    let addresses = AskedAddresses()

    func services() async throws -> MeasuringServices {
        if isEmpty.withLock({ $0 }) { return MeasuringServices() }
        return MeasuringServices(roads: self, places: addresses, name: "Test")
    }

    func route(through points: [Position]) async throws -> MeasuredRoute? {
        try fail()
        return MeasuredRoute(distance: Distance(metres: 9_800 as Int64))
    }

    func match(_ trace: [TracePoint]) async throws -> MeasuredRoute? {
        try fail()
        return MeasuredRoute(distance: Distance(metres: 10_050 as Int64), confidence: 0.95)
    }

    private func fail() throws {
        let fails = failing.withLock { left in
            defer { left = max(left - 1, 0) }
            return left > 0
        }
        if fails { throw IntegrationError(.unavailable, "The service does not answer.") }
    }
}
