// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import Foundation
import StewardHTTP
import StewardIntegration
import Testing

@Suite(
    "The commission's own servers",
    .enabled(
        if: ProcessInfo.processInfo.environment["STEWARD_LIVE_ELECTIONCOMMISSION"] != nil,
        "talks to the network; set STEWARD_LIVE_ELECTIONCOMMISSION to run it"))
struct ElectionCommissionLiveTests {
    @Test("serve the seven files, without a contradiction")
    func dataset() async throws {
        let transport = AsyncHTTPClientTransport()
        let configuration = try Configuration([:], fields: ElectionCommissionConfiguration.fields)
        let integration = try ElectionCommission(
            configuration: configuration, context: IntegrationContext(transport: transport))
        #expect(await integration.health() == .ok)
        let dataset = try await integration.dataset()
        #expect(dataset.defects == [])
        await transport.shutdown()
    }
}
