// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardOAuth
import Testing

@Suite("Keeping and ending a grant")
struct KeepingTests {
    private let clock = HandClock()

    private func session(
        _ keeping: MemoryKeeping, _ transport: FormTransport = FormTransport { _ in .json("{}", 500) },
        _ change: (inout OAuthProvider) throws -> Void = { _ in }
    ) throws -> OAuthSession {
        let endpoint = TokenEndpoint(
            provider: try Example.provider(change), client: Example.client, transport: transport, clock: clock)
        return OAuthSession(
            endpoint: endpoint, client: Example.client, keeping: keeping, clock: clock, repair: Example.repair)
    }

    private func reply(_ more: String = "") throws -> TokenReply {
        try TokenReply(parsing: Array(#"{"access_token":"new","expires_in":3600\#(more)}"#.utf8))
    }

    private func held(subject: String? = "s-1") -> MemoryKeeping {
        MemoryKeeping(
            Example.grant(expiry: clock.now + 100, grantedAt: clock.now - 9_000_000, subject: subject).text)
    }

    @Test("what was granted is what the reply says, not what was asked for")
    func granted() async throws {
        let keeping = MemoryKeeping()
        let session = try session(keeping)
        let kept = try await session.keep(
            try reply(#","scope":"read","refresh_token":"r""#), requested: ["read", "write"],
            account: "anna@example.org", subject: "s-1")
        #expect(kept.scopes == ["read"] && kept.grantedAt == clock.now && kept.refreshedAt == nil)
        #expect(await keeping.grant == kept)
        #expect(try await session.grant() == kept)
        let silent = try await session.keep(
            try reply(), requested: ["read", "write"], account: "anna@example.org", subject: "s-1")
        #expect(silent.scopes == ["read", "write"])
        #expect(silent.refreshToken == Secret("r"), "the refresh token at hand stays good when the reply has none")
    }

    @Test("another account than before is refused, and nothing changes")
    func otherAccount() async throws {
        for (account, subject) in [("bert@example.org", "s-2"), ("bert@example.org", nil), ("anna@example.org", "s-2")]
        {
            let keeping = held(subject: subject == nil ? nil : "s-1")
            let before = await keeping.text
            let error = await #expect(throws: IntegrationError.self) {
                try await session(keeping).keep(try reply(), requested: [], account: account, subject: subject)
            }
            #expect(error?.code == .unauthorized)
            #expect(error?.message.contains("belongs to anna@example.org") == true)
            #expect(await keeping.text == before)
        }
    }

    @Test("the same account under a new address is the same account, by its id")
    func renamed() async throws {
        let keeping = held()
        let kept = try await session(keeping).keep(
            try reply(), requested: [], account: "anna.new@example.org", subject: "s-1")
        #expect(kept.account == "anna.new@example.org")
        let byAddress = held(subject: nil)
        #expect(
            try await session(byAddress).keep(
                try reply(), requested: [], account: "Anna@Example.org", subject: nil
            ).refreshToken == Secret("CANARY-refresh"))
    }

    @Test("signing in repairs what cannot be read, and does not take another client's refresh token over")
    func repaired() async throws {
        let damaged = MemoryKeeping(Secret("damaged"))
        _ = try await session(damaged).keep(try reply(), requested: ["read"], account: nil, subject: nil)
        #expect(await damaged.grant?.accessToken == Secret("new"))
        let others = MemoryKeeping(
            Example.grant(expiry: clock.now, grantedAt: clock.now, clientID: "client-2").text)
        let kept = try await session(others).keep(try reply(), requested: [], account: nil, subject: nil)
        #expect(kept.refreshToken == nil && kept.clientID == "client-1")
    }

    @Test("ending a grant sends the refresh token and forgets it")
    func revoke() async throws {
        let transport = FormTransport { _ in .json("{}") }
        let keeping = held()
        let session = try session(keeping, transport)
        try await session.revoke()
        #expect(transport.calls.map(\.path) == ["/revoke"])
        #expect(transport.calls.first?.form["token"] == "CANARY-refresh")
        #expect(await keeping.text == nil)
        #expect(try await session.grant() == nil)
        await #expect(throws: IntegrationError(.unauthorized, "")) {
            try await session.accessToken(for: [], refused: nil)
        }
        try await session.revoke()
        #expect(transport.calls.count == 1)
    }

    @Test("a grant that has ended already is only forgotten")
    func revokeEnded() async throws {
        let keeping = held()
        try await session(keeping, FormTransport { _ in .json(#"{"error":"invalid_token"}"#, 400) }).revoke()
        #expect(await keeping.text == nil)
        let unreadable = MemoryKeeping(Secret("damaged"))
        try await session(unreadable).revoke()
        #expect(await unreadable.text == nil)
        let noEndpoint = held()
        try await session(noEndpoint) { $0.revoke = nil }.revoke()
        #expect(await noEndpoint.text == nil)
    }

    @Test("a grant that could not be ended stays, so that it can be ended later")
    func revokeFails() async throws {
        let keeping = held()
        let transport = FormTransport { _ in .json("CANARY-refresh is busy", 503) }
        let error = await #expect(throws: IntegrationError.self) { try await session(keeping, transport).revoke() }
        #expect(error?.code == .unavailable)
        #expect(error.map { !Example.everything($0).contains("CANARY") } == true)
        #expect(await keeping.grant?.refreshToken == Secret("CANARY-refresh"))
    }

    @Test("through unattended access there are tokens, and no way to sign in")
    func unattended() async throws {
        let keeping = MemoryKeeping(Example.grant(expiry: clock.now + 3600, grantedAt: clock.now).text)
        let access = UnattendedAccess(try session(keeping))
        #expect(try await access.accessToken(for: [], refused: nil) == Secret("CANARY-access"))
        let anything: Any = access
        #expect(anything as? OAuthSession == nil)
    }
}
