// SPDX-License-Identifier: Apache-2.0
import Foundation
import Google
import StewardCore
import StewardHTTP
import StewardIntegration
import Testing

@Suite(
    "Google's own servers",
    .enabled(
        if: ProcessInfo.processInfo.environment["STEWARD_LIVE_GOOGLE"] != nil,
        "talks to the network; set STEWARD_LIVE_GOOGLE to the path of a service account's key file to run it"))
struct GoogleLiveTests {
    @Test("give a service account a token and say what it is good for")
    func serviceAccount() async throws {
        let path = try #require(ProcessInfo.processInfo.environment["STEWARD_LIVE_GOOGLE"])
        let key = try String(contentsOfFile: path, encoding: .utf8)
        let transport = AsyncHTTPClientTransport()
        let google = try Google(
            configuration: try Configuration(["service-account": key], fields: GoogleConfiguration.fields),
            context: IntegrationContext(transport: transport))
        #expect(await google.health() == .ok)
        await transport.shutdown()
    }
}
