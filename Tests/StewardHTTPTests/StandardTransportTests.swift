// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

/// The order of the wrappers, seen in what they do together.
struct StandardTransportTests {
    private let clock = StepClock()

    private func standard(_ service: ScriptedTransport, _ change: (inout TransportOptions) -> Void = { _ in })
        -> any HTTPTransport
    {
        var options = TransportOptions(hosts: ["example.org", "other.example"])
        change(&options)
        return service.standard(options, clock: clock, random: { 0.5 })
    }

    @Test("every try is paced, and a pause the service asked for is not waited for twice")
    func retriesArePaced() async throws {
        let service = ScriptedTransport(.reply(429, ["Retry-After": "10"]), .reply(503), .reply(200))
        let transport = standard(service) { $0.pace = ["call": PaceLimit(perSecond: 0.125, burst: 1)] }
        _ = try await transport.send(.to("https://example.org/"))
        #expect(clock.sleeps == [.seconds(10.25), .milliseconds(500), .seconds(7.5)])
    }

    @Test("a fresh reply costs neither a try nor a wait")
    func cacheIsOutside() async throws {
        let service = ScriptedTransport(.reply(200, ["Cache-Control": "max-age=60"], body: "one"))
        let transport = standard(service) {
            $0.cache = .init(folder: nil)
            $0.pace = ["call": PaceLimit(perSecond: 0.001, burst: 1)]
        }
        for _ in 0..<5 { #expect(try await transport.send(.to("https://example.org/")).told() == "200 one") }
        #expect(clock.sleeps.isEmpty)
        #expect(service.calls.count == 1)
    }

    @Test("a stored reply stands in only after all tries")
    func staleAfterTries() async throws {
        let down = IntegrationError(.unavailable, "down")
        let service = ScriptedTransport(.reply(200, ["Cache-Control": "max-age=1"], body: "one"), .failure(down))
        let transport = standard(service) { $0.cache = .init(folder: nil) }
        _ = try await transport.send(.to("https://example.org/")).text()
        clock.advance(by: .seconds(2))
        #expect(try await transport.send(.to("https://example.org/")).told() == "200 one")
        #expect(service.calls.count == 5)
    }

    @Test("a redirect to an allowed host is followed, to another it is refused and not tried again")
    func redirects() async throws {
        let allowed = ScriptedTransport(.reply(302, ["Location": "https://other.example/"]), .reply(200, body: "there"))
        #expect(try await standard(allowed).send(.to("https://example.org/")).told() == "200 there")
        let refused = ScriptedTransport(.reply(302, ["Location": "https://evil.example/"]), .reply(200))
        await #expect(throws: IntegrationError(.forbidden, "")) {
            try await standard(refused).send(.to("https://example.org/"))
        }
        #expect(refused.calls.count == 1)
        let handed = ScriptedTransport(.reply(302, ["Location": "/x"]))
        let reply = try await standard(handed) { $0.redirects = nil }.send(.to("https://example.org/"))
        #expect(reply.response.headerFields[.location] == "/x")
    }

    @Test("an error of any layer comes out without secrets")
    func redacted() async throws {
        let transport = standard(ScriptedTransport(.reply(200))) {
            $0.redactor = Redactor(secrets: [Secret("hunter2")])
        }
        let error = await #expect(throws: IntegrationError.self) {
            try await transport.send(.to("https://hunter2.example/"))
        }
        #expect(error?.code == .forbidden)
        #expect(error?.message.contains("hunter2") == false)
    }

    @Test("only what was allowed is recorded, once for each try")
    func recording() async throws {
        let folder = try Folder()
        let transport = standard(ScriptedTransport(.reply(503), .reply(200))) { $0.recordingFolder = folder.path }
        _ = try await transport.send(.to("https://example.org/")).text()
        _ = try? await transport.send(.to("https://evil.example/"))
        #expect(try folder.names() == ["0001-get-example.org.json", "0002-get-example.org.json"])
    }
}
