// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardOAuth
import StewardServer
import StewardTestKit
import Testing

/// Signing in with Google in headless Chromium: the simulator is the identity provider, so its addresses stand where
/// Google's would, and nothing else differs.
@Suite(.enabled(if: BrowserFlow.isReady, BrowserFlow.missing))
struct BrowserGoogleTests {
    @Test("an address on the list signs in with Google; another is refused with a sentence")
    func google() async throws {
        let folder = try TemporaryFolder("google")
        defer { withExtendedLifetime(folder) {} }
        let output = folder.path("simulator.out")
        let own = String(ProcessInfo.processInfo.processIdentifier)
        let simulator = try KillableProcess("steward-simulate", ["google", "--parent", own], output: output)
        try simulator.start()
        defer { simulator.kill() }
        let address = try await SimulatedDrive.address(in: output)
        let steward = try StewardProgram()
        try await Self.prepare(steward.data, address)
        try await RunningServer.with(steward, ["serve"], data: steward.data) { server in
            var server = server
            server.simulator = address
            try await BrowserFlow.run("google", on: server)
        }
    }

    /// An owner, and sign-in with Google at the simulator's addresses.
    private static func prepare(_ data: String, _ address: String) async throws {
        try await Installation.with(DataFolder(data), server: nil) { installation in
            let access = Access(installation: installation)
            let caller = Caller(address: "127.0.0.1", userAgent: "test")
            let code = try await access.newSetUpLink().reveal()
            let owner = try await access.setUp(
                code: code, name: "anna", password: Secret("pools-of-quiet-water"), from: caller)
            let visitor = try #require(try await access.visitor(session: owner.token.reveal(), from: caller))
            let client = OAuthClient(id: "desktop.apps.example.com", secret: Secret("desktop-secret"))
            let settings = try GoogleSettings(
                client: client, authorize: address + "/o/oauth2/v2/auth", token: address + "/token",
                keys: address + "/oauth2/v3/certs")
            try await access.setGoogle(settings, by: visitor)
        }
    }
}
