// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Healthchecks
import HealthchecksSimulator
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

@Suite("Healthchecks")
struct HealthchecksTests {
    private static let run = "123e4567-e89b-12d3-a456-426614174000"

    /// A server with the simulator, and a connection to it.
    private static func with(
        check: String = HealthchecksSimulator.uuid,
        _ body: (Healthchecks, LoopbackServer, RecordingClock) async throws -> Void
    ) async throws {
        let clock = RecordingClock()
        try await LoopbackServer.withServer(HealthchecksSimulator(clock: clock), clock: clock) { server in
            let configuration = try Configuration(
                ["address": server.address, "check": check], fields: Healthchecks.manifest.settings)
            let pinging = try Healthchecks(
                configuration: configuration, context: IntegrationContext(transport: Subject.transport, clock: clock))
            try await body(pinging, server, clock)
        }
    }

    private static func state(_ server: LoopbackServer) async throws -> JSON {
        let request = HTTPRequest(
            method: .get, scheme: "http", authority: String(server.address.dropFirst("http://".count)),
            path: "/_simulator/check")
        let reply = try await Subject.transport.send(HTTPCall(request))
        return try JSON(parsing: try await reply.body.collect(upTo: 1 << 20))
    }

    @Test("every signal is the ping that it says", arguments: [HealthchecksSimulator.uuid, HealthchecksSimulator.slug])
    func signals(check: String) async throws {
        try await Self.with(check: check) { pinging, server, clock in
            try await pinging.ping(Ping(.start, run: Self.run.uppercased()))
            clock.advance(by: .seconds(90))
            try await pinging.ping(Ping(.failure(7), run: Self.run, text: "disk full"))
            try await pinging.ping(Ping(.failure(nil)))
            try await pinging.ping(Ping(.log, text: "said"))
            try await pinging.ping(Ping(.success))
            let pings = try await Self.state(server)["pings"]?.array ?? []
            #expect(pings.map { $0["type"]?.string } == ["start", "fail", "fail", "log", "success"])
            #expect(pings[1]["exitstatus"]?.integer == 7 && pings[1]["duration"]?.integer == 90)
            #expect(pings[1]["body"]?.string == "disk full" && pings[1]["rid"]?.string == Self.run)
            #expect(pings[2]["exitstatus"] == nil && pings[3]["body"]?.string == "said")
        }
    }

    @Test("the simulated check is up, late, and down when nothing comes; a run that never ends is down too")
    func down() async throws {
        try await Self.with { pinging, server, clock in
            func status() async throws -> String? { try await Self.state(server)["status"]?.string }
            #expect(try await status() == "new")
            try await pinging.ping(Ping(.success))
            #expect(try await status() == "up")
            clock.advance(by: .seconds(86_400 + 60))
            #expect(try await status() == "grace")
            clock.advance(by: .seconds(3600))
            #expect(try await status() == "down")
            try await pinging.ping(Ping(.success))
            try await pinging.ping(Ping(.start, run: Self.run))
            #expect(try await status() == "up")
            clock.advance(by: .seconds(3700))
            #expect(try await status() == "down")
        }
    }

    @Test("of a text that is too long its end is sent, from the beginning of a character")
    func longText() async throws {
        try await Self.with { pinging, server, _ in
            let text = String(repeating: "ก", count: 40_000) + "the end"
            try await pinging.ping(Ping(.failure(1), text: text))
            let ping = try #require(try await Self.state(server)["pings"]?.array?.first)
            let bytes = try #require(ping["bytes"]?.integer)
            #expect(bytes <= 100_000 && bytes > 99_990)
            #expect(ping["body"]?.string?.hasSuffix("the end") == true)
            #expect(ping["body"]?.string?.contains("\u{FFFD}") == false)
        }
    }

    @Test("a run that is no UUID and a status outside 1 to 255 are refused and send nothing")
    func refused() async throws {
        try await Self.with { pinging, server, _ in
            for ping in [Ping(.success, run: "run 1"), Ping(.failure(0)), Ping(.failure(256)), Ping(.failure(-1))] {
                await #expect(throws: IntegrationError(.invalidRequest, "")) { try await pinging.ping(ping) }
            }
            let pings = try await Self.state(server)["pings"]
            #expect(pings == .array([]))
        }
    }

    @Test(
        "a check of another form is refused in a sentence that does not hold it",
        arguments: [
            "5bf66975-d4c7-4bf5-bcc8", "a/b/c", "/slug", "key/", "key/sl ug", "../admin", "key/a?b",
        ])
    func wrongCheck(check: String) throws {
        let configuration = try Configuration(["check": check], fields: Healthchecks.manifest.settings)
        let error = #expect(throws: IntegrationError.self) {
            try Healthchecks(
                configuration: configuration, context: IntegrationContext(transport: Subject.transport))
        }
        #expect(error?.code == .invalidRequest && error?.message.contains(check) == false)
    }

    @Test("a ping that fails changes nothing of the work around it")
    func workGoesOn() async throws {
        struct Broken: Error {}
        try await Self.with { pinging, server, _ in
            server.faults.add(Fault(.status(503)))
            let value = await pinging.around(run: Self.run) { 42 }
            #expect(value == 42)
            await #expect(throws: Broken.self) { try await pinging.around { throw Broken() } }
            let failure = await pinging.report(Ping(.success))
            #expect(failure?.code == .unavailable)
            server.faults.clear()
            let none = await pinging.report(Ping(.success))
            #expect(none == nil)
            await #expect(throws: Broken.self) { try await pinging.around(run: Self.run) { throw Broken() } }
            let types = try await Self.state(server)["pings"]?.array?.map { $0["type"]?.string }
            #expect(types == ["success", "start", "fail"])
        }
    }
}
