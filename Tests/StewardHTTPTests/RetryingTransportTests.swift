// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Synchronization
import Testing

struct RetryingTransportTests {
    private let clock = StepClock()
    private let down = ScriptedTransport.Answer.failure(IntegrationError(.unavailable, "example.org is down."))

    private func retrying(_ next: ScriptedTransport, _ policy: RetryPolicy = .standard) -> RetryingTransport {
        RetryingTransport(next, policy: policy, clock: clock, random: { 0.5 })
    }

    @Test("a service that comes back is answered for")
    func comesBack() async throws {
        let service = ScriptedTransport(down, .reply(503), .reply(200, body: "hello"))
        #expect(try await retrying(service).send(.to("https://example.org/")).told() == "200 hello")
        #expect(clock.sleeps == [.milliseconds(250), .milliseconds(500)])
    }

    @Test("after the last try the last reply is the result")
    func lastReply() async throws {
        let service = ScriptedTransport(.reply(500), .reply(502), .reply(503, body: "busy"))
        let reply = try await retrying(service, RetryPolicy(tries: 3)).send(.to("https://example.org/"))
        #expect(try await reply.told() == "503 busy")
        #expect(service.calls.count == 3)
    }

    @Test("after the last try the last error is the result, and says how often it was tried")
    func lastError() async throws {
        let service = ScriptedTransport(down)
        let error = await #expect(throws: IntegrationError.self) {
            try await retrying(service).send(.to("https://example.org/"))
        }
        #expect(error?.code == .unavailable)
        #expect(error?.message == "example.org is down, 4 times.")
    }

    @Test("Retry-After is waited for", arguments: ["7", "Fri, 15 Jan 2027 08:00:07 GMT"])
    func retryAfter(text: String) async throws {
        let service = ScriptedTransport(.reply(429, ["Retry-After": text]), .reply(200))
        _ = try await retrying(service).send(.to("https://example.org/"))
        #expect(clock.sleeps == [.seconds(7.25)])
    }

    @Test("a wait beyond the total time is not begun: the reply is the result at once")
    func tooLong() async throws {
        let service = ScriptedTransport(.reply(429, ["Retry-After": "3600"]), .reply(200))
        #expect(try await retrying(service).send(.to("https://example.org/")).response.status.code == 429)
        #expect(clock.sleeps.isEmpty)
    }

    @Test(
        "what may be repeated is decided by the method, unless the caller says",
        arguments: [
            (HTTPRequest.Method.get, nil, 2), (.head, nil, 2), (.options, nil, 2), (.put, nil, 2), (.delete, nil, 2),
            (.post, nil, 1), (.patch, nil, 1), (.connect, nil, 1), (.post, true, 2), (.get, false, 1),
        ] as [(HTTPRequest.Method, Bool?, Int)])
    func methods(method: HTTPRequest.Method, vouched: Bool?, tries: Int) async throws {
        let service = ScriptedTransport(.reply(503), .reply(200))
        _ = try await retrying(service).send(
            .to("https://example.org/", method: method, isRepeatable: vouched))
        #expect(service.calls.count == tries)
    }

    @Test("a status that says no is not asked again", arguments: [200, 304, 400, 401, 403, 404, 409, 501])
    func finalStatuses(status: Int) async throws {
        let service = ScriptedTransport(.reply(status), .reply(299))
        #expect(try await retrying(service).send(.to("https://example.org/")).response.status.code == status)
    }

    @Test("a body that can start again is sent whole each time")
    func bodyRestarts() async throws {
        let service = ScriptedTransport(.reply(503), .reply(503), .reply(200))
        _ = try await retrying(service).send(
            .to("https://example.org/", method: .put, body: HTTPBody(Array("data".utf8))))
        #expect(service.bodies == Array(repeating: Array("data".utf8), count: 3))
    }

    @Test("a body that can be sent only once is not sent again")
    func bodyOnce() async throws {
        let given = Mutex(false)
        let body = HTTPBody(length: 4) {
            given.withLock { given in
                defer { given = true }
                return given ? nil : ByteStream(Array("data".utf8))
            }
        }
        let service = ScriptedTransport(.reply(503, body: "busy"), .reply(200))
        let reply = try await retrying(service).send(.to("https://example.org/", method: .put, body: body))
        #expect(try await reply.told() == "503 busy")
        #expect(service.calls.count == 1)
        #expect(clock.sleeps.isEmpty)
    }

    @Test("a call cancelled while it waits ends, and nothing more is sent")
    func cancelled() async throws {
        let service = ScriptedTransport(down)
        let transport = RetryingTransport(service, clock: EndlessClock(), random: { 0.5 })
        let task = Task { try await transport.send(.to("https://example.org/")) }
        while service.calls.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await task.value }
        #expect(service.calls.count == 1)
    }
}
