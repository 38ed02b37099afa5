// SPDX-License-Identifier: Apache-2.0
import Testing

/// What people do, in headless Chromium. Each flow is a script of `Tests/Browser`.
@Suite(.enabled(if: BrowserFlow.isReady, BrowserFlow.missing))
struct BrowserTests {
    @Test("the set-up link makes the owner's account, once")
    func firstVisit() async throws { try await BrowserFlow.withDemonstration("first_visit") }

    @Test("a wrong password is told, guessing is slowed down, and signing out ends sessions here and everywhere")
    func signingIn() async throws { try await BrowserFlow.withDemonstration("signing_in") }

    @Test("an API token is shown once, works within its scopes, and ends when it is revoked")
    func tokens() async throws { try await BrowserFlow.withDemonstration("tokens") }
}
