// SPDX-License-Identifier: Apache-2.0
import Automation
import StewardCore
import StewardIntegration
import Synchronization
import Testing

@testable import StewardServer

@Suite("Alerts of connections")
struct ConnectionAlertsTests {
    private final class Listener: Notifying {
        private let state = Mutex<[Notice]>([])
        var heard: [Notice] { state.withLock { $0 } }
        func notify(_ notice: Notice) async throws { state.withLock { $0.append(notice) } }
    }

    @Test("a password that is refused is told once with the reason and the repair, and once when it works again")
    func refused() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let connections = made.installation.connections
            try await connections.save("count", integration: "ElectionCommission", settings: [:], by: "tester")
            let listener = Listener()
            let alerting = Alerting(made.installation, also: Alerts.Channel(name: "one") { listener })
            #expect(try await alerting.run().told.isEmpty)
            let refusal = IntegrationError(.unauthorized, "The server refuses the password; enter it again.")
            for _ in 0..<3 {
                _ = try await connections.keep(.failing(refusal), of: "count", by: "tester")
                _ = try await alerting.run()
                made.clock.tick()
            }
            #expect(listener.heard.map(\.subject) == ["The connection “count” does not work"])
            let text = listener.heard.first?.text ?? ""
            #expect(text.contains(refusal.message) && text.contains("steward connections check count"))
            _ = try await connections.keep(.ok, of: "count", by: "tester")
            for _ in 0..<2 {
                made.clock.tick()
                _ = try await alerting.run()
            }
            #expect(listener.heard.last?.subject == "Over: The connection “count” does not work")
            #expect(listener.heard.count == 2)
            #expect(try await connections.list().map(\.name) == ["count"])
        }
    }

    @Test("only a connection that there is and that sends pings can be the sign of life")
    func heart() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            try await made.installation.connections.save(
                "count", integration: "ElectionCommission", settings: [:], by: "tester")
            let alerting = Alerting(made.installation)
            await #expect(throws: (any Error).self) { try await alerting.checkHeart("none") }
            let error = await #expect(throws: IntegrationError(.unsupported, "")) {
                try await alerting.checkHeart("count")
            }
            #expect(error?.message == "The connection “count” sends no pings; connect Healthchecks.")
        }
    }
}
