// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import StewardServer

@Suite("What is known of how connections do")
struct ConnectionStateTests {
    private static func with(
        _ engine: DatabaseEngine = .sqlite, _ body: (Installation, HandClock) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder("states")
        defer { withExtendedLifetime(folder) {} }
        let server = engine == .postgresql ? try await TestDatabases.emptyPostgres() : nil
        let clock = HandClock()
        try await Installation.with(DataFolder(folder.path("data")), server: server, clock: clock) {
            try await $0.connections.save(
                "hook", integration: "Webhook", settings: ["address": "https://example.org/\(MadeFiles.canary)"],
                by: "tester")
            try await body($0, clock)
        }
    }

    private static func written(_ installation: Installation) async throws -> ConnectionState {
        try await installation.database.read { connection in
            try connection.first("SELECT * FROM connection_states WHERE name = 'hook'").map(ConnectionState.init)
        } ?? ConnectionState()
    }

    @Test(
        "an answer is kept with who asked and when, without the connection's secrets", arguments: TestDatabases.engines)
    func kept(engine: DatabaseEngine) async throws {
        try await Self.with(engine) { installation, clock in
            let connections = installation.connections
            #expect(try await connections.state(of: "hook").verdict == .unknown)
            let error = IntegrationError(.notFound, "There is nothing at https://example.org/\(MadeFiles.canary).")
            try await connections.keep(.failing(error), of: "hook", by: "anna")
            let state = try await connections.state(of: "hook")
            #expect(state.verdict == .failing && state.check?.by == "anna" && state.check?.at == clock.now)
            guard case .failing(let kept)? = state.check?.health else {
                Issue.record("it fails")
                return
            }
            #expect(kept.code == .notFound && kept.message.hasPrefix("There is nothing at"))
            #expect(!kept.message.contains(MadeFiles.canary))
            try await connections.keep(.degraded("The clock is off."), of: "hook", by: "anna")
            #expect(try await connections.state(of: "hook").verdict == .restricted)
            try await connections.keep(.ok, of: "hook", by: "ben")
            #expect(try await connections.state(of: "hook").check?.health == .ok)
            await #expect(throws: IntegrationError(.notFound, "")) {
                try await connections.keep(.ok, of: "none", by: "ben")
            }
        }
    }

    @Test("calls are noted at once, and written once a minute and at the end", arguments: TestDatabases.engines)
    func uses(engine: DatabaseEngine) async throws {
        try await Self.with(engine) { installation, clock in
            let uses = installation.uses
            await uses.record("hook", "ok")
            let first = clock.now
            #expect(try await Self.written(installation).use?.at == first)
            clock.advance(59)
            await uses.record("hook", "http_403")
            #expect(try await Self.written(installation).use?.at == first, "a minute is not over")
            let known = try await installation.connections.state(of: "hook").use
            #expect(known == ConnectionState.Use(at: clock.now, outcome: "http_403"))
            await uses.flush()
            #expect(try await Self.written(installation).use?.outcome == "http_403")
            clock.advance(60)
            await uses.record("hook", "ok")
            #expect(try await Self.written(installation).use?.hasWorked == true)
        }
    }

    @Test("what is known outlives the process, and goes with the connection")
    func restart() async throws {
        let folder = try TemporaryFolder("states")
        let clock = HandClock()
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            try await installation.connections.save(
                "count", integration: "ElectionCommission", settings: [:], by: "me")
            await installation.uses.record("count", "ok")
            clock.advance(1)
            await installation.uses.record("count", "unavailable")
        }
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            let state = try await installation.connections.state(of: "count")
            #expect(state.use == ConnectionState.Use(at: clock.now, outcome: "unavailable"))
            try await installation.connections.remove("count")
            #expect(try await installation.connections.states().isEmpty)
        }
    }

    @Test("a call that worked after a failure says that it is over; one that failed does not undo a good answer")
    func verdicts() {
        let early = Date(timeIntervalSince1970: 1000)
        let late = Date(timeIntervalSince1970: 2000)
        let fault = Health.failing(IntegrationError(.unavailable, "It is down."))
        func verdict(_ health: Health?, _ use: (Date, String)?) -> ConnectionState.Verdict {
            let check = health.map { ConnectionState.Check(at: Date(timeIntervalSince1970: 1500), health: $0, by: "") }
            return ConnectionState(
                check: check, use: use.map { ConnectionState.Use(at: $0.0, outcome: $0.1) }
            ).verdict
        }
        #expect(verdict(fault, (late, "ok")) == .good)
        #expect(verdict(fault, (early, "ok")) == .failing)
        #expect(verdict(fault, (late, "http_500")) == .failing)
        #expect(verdict(.ok, (late, "http_403")) == .good)
        #expect(verdict(nil, (late, "ok")) == .good)
        #expect(verdict(nil, (late, "http_403")) == .unknown)
        #expect(verdict(.degraded("x"), nil) == .restricted)
    }

    @Test(
        "what the service has not is an answer; what it refuses is a failure",
        arguments: [
            (200, "ok"), (304, "ok"), (404, "ok"), (412, "ok"), (401, "http_401"), (403, "http_403"),
            (429, "http_429"), (500, "http_500"),
        ])
    func outcomes(status: Int, outcome: String) {
        #expect(UseNotingTransport.outcome(status) == outcome)
    }

    @Test("a setting can be taken away, a secret one too, and a new connection needs a free name")
    func forgetting() async throws {
        try await Self.with { installation, _ in
            let connections = installation.connections
            try await connections.save("hook", integration: "Webhook", settings: ["token": "one"], by: "me")
            #expect(try await connections.secretDates(of: "hook").keys.sorted() == ["address", "token"])
            try await connections.save("hook", integration: "Webhook", settings: [:], forgetting: ["token"], by: "me")
            #expect(try await connections.secretDates(of: "hook").keys.sorted() == ["address"])
            // What is needed cannot be taken away, and then nothing is.
            await #expect(throws: IntegrationError(.invalidRequest, "")) {
                try await connections.save(
                    "hook", integration: "Webhook", settings: [:], forgetting: ["address"], by: "me")
            }
            #expect(try await connections.secretDates(of: "hook").keys.sorted() == ["address"])
            await #expect(throws: IntegrationError(.conflict, "")) {
                try await connections.save("hook", integration: "Webhook", settings: [:], isNew: true, by: "me")
            }
            for name in ["new", "signed-in"] {
                await #expect(throws: IntegrationError(.invalidRequest, "")) {
                    try await connections.save(name, integration: "ElectionCommission", settings: [:], by: "me")
                }
            }
        }
    }
}
