// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import Synchronization

/// Counts the calls of outside services, by integration and outcome.
package final class CallMeter: Sendable {
    private struct State {
        var calls: [Key: UInt64] = [:]
        var lastSuccess: [String: Date] = [:]
    }
    private struct Key: Hashable {
        let integration: String
        let outcome: String
    }
    private let state = Mutex(State())

    init() {}

    /// - Parameter outcome: `ok`, `http_4xx`, `http_5xx`, or the code of the error.
    func record(_ integration: String, _ outcome: String, at now: Date) {
        state.withLock { state in
            state.calls[Key(integration: integration, outcome: outcome), default: 0] += 1
            if outcome == "ok" { state.lastSuccess[integration] = now }
        }
    }

    var families: [MetricFamily] {
        let state = state.withLock { $0 }
        var calls = MetricFamily(
            "steward_integration_calls", .counter,
            "Calls of outside services, by integration and outcome: ok, http_4xx, http_5xx, or the error's code.")
        for (key, count) in state.calls.sorted(by: {
            ($0.key.integration, $0.key.outcome) < ($1.key.integration, $1.key.outcome)
        }) {
            calls.add([("integration", key.integration), ("outcome", key.outcome)], Double(count))
        }
        var last = MetricFamily(
            "steward_integration_last_success_timestamp_seconds", .gauge, unit: "seconds",
            "When a call last succeeded in this process, in seconds since 1970; time() minus it is its age.")
        for (integration, date) in state.lastSuccess.sorted(by: { $0.key < $1.key }) {
            last.add([("integration", integration)], date.timeIntervalSince1970)
        }
        return [calls, last]
    }
}

/// Counts every call with what became of it. Tries that a wrapper below repeats count as one call.
struct MeteringTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let integration: String
    private let meter: CallMeter
    private let clock: any Timekeeping

    init(_ transport: any HTTPTransport, integration: String, meter: CallMeter, clock: any Timekeeping) {
        self.transport = transport
        self.integration = integration
        self.meter = meter
        self.clock = clock
    }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        do {
            let reply = try await transport.send(call)
            let outcome =
                switch reply.response.status.code {
                case 400..<500: "http_4xx"
                case 500...: "http_5xx"
                default: "ok"
                }
            meter.record(integration, outcome, at: clock.now)
            return reply
        } catch {
            meter.record(integration, error.code.description, at: clock.now)
            throw error
        }
    }
}
