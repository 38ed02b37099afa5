// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

/// Every function that takes an account, asked by another account with what is not its own.
@Suite struct IsolationTests {
    private typealias Attempt = @Sendable (Logbook, _ vehicle: String, _ trip: TripID) async throws -> Void

    private static let attempts: [(name: String, attempt: Attempt)] = [
        ("vehicle", { log, vehicle, _ in _ = try await log.vehicle(vehicle, account: "boris") }),
        ("view", { log, vehicle, _ in _ = try await log.view(of: vehicle, account: "boris") }),
        ("employer's view", { log, vehicle, _ in _ = try await log.employersView(of: vehicle, account: "boris") }),
        ("live trip", { log, vehicle, _ in _ = try await log.liveTrip(of: vehicle, account: "boris") }),
        ("trip", { log, _, trip in _ = try await log.trip(trip, account: "boris") }),
        ("list", { log, vehicle, _ in _ = try await log.trips(of: "boris", TripFilter(vehicle: vehicle)) }),
        ("sums", { log, vehicle, _ in _ = try await log.sums(of: "boris", TripFilter(vehicle: vehicle)) }),
        ("correct", { log, _, trip in try await log.correct(trip, to: [.notes: .text("x")], account: "boris") }),
        ("void", { log, _, trip in try await log.void(trip, reason: "x", account: "boris") }),
        ("join", { log, _, trip in try await log.join([trip], account: "boris") }),
        ("split", { log, _, trip in _ = try await log.split(trip, at: 1, account: "boris") }),
        (
            "enter",
            { log, vehicle, trip in
                try await log.enter(EnteredTrip(id: trip, start: 1, end: 2), vehicle: vehicle, account: "boris")
            }
        ),
        ("move", { log, vehicle, trip in try await log.move(trip, to: vehicle, account: "boris") }),
        (
            "gap",
            { log, vehicle, _ in
                try await log.explainGap(
                    before: 1, after: 2, explanation: "x", use: nil, vehicle: vehicle, account: "boris")
            }
        ),
        ("month", { log, vehicle, _ in try await log.closeMonth("2026-01", vehicle: vehicle, account: "boris") }),
        (
            "change",
            { log, vehicle, _ in
                try await log.changeVehicle(vehicle, account: "boris", actor: "account:boris") { $0.name = "x" }
            }
        ),
        (
            "remove",
            { log, vehicle, _ in try await log.removeVehicle(vehicle, account: "boris", actor: "account:boris") }
        ),
        (
            "token",
            { log, vehicle, _ in _ = try await log.makeToken(account: "boris", vehicle: vehicle, name: "x") }
        ),
    ]

    @Test(arguments: TestDatabases.engines)
    func `what is another's is not found, and nothing of it changes`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle(of: "anna")
            let boriss = try await bench.vehicle(of: "boris")
            let token = try await bench.token("anna")
            try await bench.drive(Drive(start: bench.now + 60_000_000), from: token)
            bench.clock.advance(by: 5_000)
            let trip = try #require(try await bench.logbook.view(of: vehicle, account: "anna").trips.first?.id)
            let size = try await bench.logbook.ledger.size(of: Logbook.book(vehicle: vehicle))
            for (name, attempt) in Self.attempts {
                await #expect(throws: LogbookError(.notFound, ""), "\(name)") {
                    try await attempt(bench.logbook, vehicle, trip)
                }
            }
            #expect(try await bench.logbook.ledger.size(of: Logbook.book(vehicle: vehicle)) == size)
            #expect(try await bench.logbook.trips(of: "boris").trips.isEmpty)
            #expect(try await bench.logbook.sums(of: "boris") == TripSums())
            await #expect(throws: LogbookError(.notFound, "")) {
                try await bench.logbook.move(trip, to: boriss, account: "anna")
            }
            let foreign = try await bench.logbook.trips(of: "boris", after: trip.text)
            #expect(foreign.trips.isEmpty, "another's trip is no place in one's own list")
        }
    }

    @Test func `an employer sees private trips as kilometres only`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle(of: "anna") { $0.employers = ["firm"] }
            let token = try await bench.token("anna")
            try await bench.drive(Drive(start: bench.now + 60_000_000), from: token)
            bench.clock.advance(by: 5_000)
            let id = try #require(try await bench.logbook.view(of: vehicle, account: "anna").trips.first?.id)
            try await bench.logbook.correct(id, to: [.use: .use(.personal)], account: "anna")
            let view = try await bench.logbook.employersView(of: vehicle, account: "firm")
            #expect(view.trips.count == 1 && view.trips[0].details == nil)
            #expect((view.trips[0].distance?.metres ?? 0) > 9_000)
        }
    }
}
