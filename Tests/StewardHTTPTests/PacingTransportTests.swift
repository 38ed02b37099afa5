// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

struct PacingTransportTests {
    private let clock = StepClock()

    @Test("calls beyond the burst wait for their turn")
    func waits() async throws {
        let service = ScriptedTransport(.reply(200))
        let paced = PacingTransport(service, limits: ["call": PaceLimit(perSecond: 1, burst: 2)], clock: clock)
        for _ in 0..<4 { _ = try await paced.send(.to("https://example.org/")) }
        #expect(clock.sleeps == [.seconds(1), .seconds(1)])
        #expect(service.calls.count == 4)
    }

    @Test("a call pays what it says it costs")
    func cost() async throws {
        let paced = PacingTransport(
            ScriptedTransport(.reply(200)), limits: ["upload": PaceLimit(perSecond: 2, burst: 2)], clock: clock)
        _ = try await paced.send(.to("https://example.org/", cost: ["upload": 6]))
        _ = try await paced.send(.to("https://example.org/"))
        #expect(clock.sleeps == [.seconds(2)])
    }

    @Test("a pause asked of one call holds the next of its kind", arguments: [429, 503])
    func pause(status: Int) async throws {
        let service = ScriptedTransport(.reply(status, ["Retry-After": "30"]), .reply(200))
        let paced = PacingTransport(service, limits: ["call": PaceLimit(perSecond: 100, burst: 100)], clock: clock)
        #expect(try await paced.send(.to("https://example.org/")).response.status.code == status)
        _ = try await paced.send(.to("https://example.org/"))
        #expect(clock.sleeps == [.seconds(30)])
    }

    @Test("a call cancelled in the queue ends and sends nothing")
    func cancelled() async throws {
        let service = ScriptedTransport(.reply(200))
        let paced = PacingTransport(
            service, limits: ["call": PaceLimit(perSecond: 0.001, burst: 1)], clock: EndlessClock())
        _ = try await paced.send(.to("https://example.org/"))
        let task = Task { try await paced.send(.to("https://example.org/")) }
        task.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await task.value }
        #expect(service.calls.count == 1)
    }

    @Test("a call cancelled in the queue gives its turn back")
    func turnGivenBack() async throws {
        let service = ScriptedTransport(.reply(200))
        let paced = PacingTransport(service, limits: ["call": PaceLimit(perSecond: 1, burst: 1)], clock: clock)
        _ = try await paced.send(.to("https://example.org/"))
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await paced.send(.to("https://example.org/"))
        }
        task.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await task.value }
        _ = try await paced.send(.to("https://example.org/"))
        #expect(clock.sleeps == [.seconds(1)])
    }
}
