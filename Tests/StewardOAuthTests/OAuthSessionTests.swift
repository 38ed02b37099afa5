// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardOAuth
import Testing

@Suite("An account's session")
struct OAuthSessionTests {
    private let clock = HandClock()

    private func session(
        _ keeping: MemoryKeeping, _ transport: FormTransport, _ change: (inout OAuthProvider) throws -> Void = { _ in }
    ) throws -> OAuthSession {
        let endpoint = TokenEndpoint(
            provider: try Example.provider(change), client: Example.client, transport: transport, clock: clock)
        return OAuthSession(
            endpoint: endpoint, client: Example.client, keeping: keeping, clock: clock, repair: Example.repair)
    }

    /// A grant whose access token has ended.
    private func stale(refresh: String? = "CANARY-refresh") -> MemoryKeeping {
        MemoryKeeping(
            Example.grant(refresh: refresh, expiry: clock.now - 10, grantedAt: clock.now - 3610).text)
    }

    private func tokens(_ access: String, refresh: String? = nil, scope: String? = nil) -> FormTransport.Answer {
        let more = [refresh.map { #","refresh_token":"\#($0)""# }, scope.map { #","scope":"\#($0)""# }]
        let end = more.compactMap(\.self).joined()
        return .json(#"{"access_token":"\#(access)","expires_in":3599,"token_type":"Bearer"\#(end)}"#)
    }

    private func refusal(_ error: String, _ status: Int = 400, date: String? = nil) -> FormTransport.Answer {
        var fields: HTTPFields = [:]
        fields[.date] = date
        return .json(#"{"error":"\#(error)","error_description":"Token has been expired or revoked."}"#, status, fields)
    }

    @Test("a token that is good is given without asking anybody")
    func good() async throws {
        let keeping = MemoryKeeping(Example.grant(expiry: clock.now + 3600, grantedAt: clock.now).text)
        let transport = FormTransport { _ in .json("{}", 500) }
        let session = try session(keeping, transport)
        #expect(try await session.accessToken(for: ["read"], refused: nil) == Secret("CANARY-access"))
        #expect(transport.calls.isEmpty)
    }

    @Test("a kept token that is good is used without taking a turn, and read once")
    func noTurn() async throws {
        let keeping = MemoryKeeping(Example.grant(expiry: clock.now + 3600, grantedAt: clock.now).text)
        let session = try session(keeping, FormTransport { _ in .json("{}", 500) })
        for _ in 0..<10 { _ = try await session.accessToken(for: ["read"], refused: nil) }
        #expect(await keeping.turns == 0)
        #expect(await keeping.loads == 1)
    }

    @Test("two hundred callers at once, one refresh", .timeLimit(.minutes(1)))
    func singleFlight() async throws {
        let gate = Gate()
        let transport = FormTransport { _ in
            await gate.pass()
            return self.tokens("fresh")
        }
        let session = try session(stale(), transport)
        try await withThrowingTaskGroup(of: Secret.self) { group in
            for _ in 0..<200 { group.addTask { try await session.accessToken(for: [], refused: nil) } }
            await gate.reached(1)
            await gate.open()
            for try await token in group { #expect(token == Secret("fresh")) }
        }
        #expect(transport.calls.count == 1)
        let form = try #require(transport.calls.first?.form)
        #expect(form["grant_type"] == "refresh_token" && form["refresh_token"] == "CANARY-refresh")
        #expect(form["client_id"] == "client-1" && form["client_secret"] == "CANARY-client-secret")
    }

    @Test("the first caller's end is not the end of the refresh that others wait for", .timeLimit(.minutes(1)))
    func cancelled() async throws {
        let gate = Gate()
        let transport = FormTransport { _ in
            await gate.pass()
            return self.tokens("fresh", refresh: "next")
        }
        let keeping = stale()
        let session = try session(keeping, transport)
        let first = Task { try await session.accessToken(for: [], refused: nil) }
        await gate.reached(1)
        let second = Task { try await session.accessToken(for: [], refused: nil) }
        while await session.waiting < 2 { await Task.yield() }
        first.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await first.value }
        await gate.open()
        #expect(try await second.value == Secret("fresh"))
        #expect(await keeping.grant?.refreshToken == Secret("next"))
    }

    @Test("a rotated refresh token is kept although everybody has left", .timeLimit(.minutes(1)))
    func rotationOutlivesCallers() async throws {
        let gate = Gate()
        let transport = FormTransport { _ in
            await gate.pass()
            return self.tokens("fresh", refresh: "next")
        }
        let keeping = stale()
        let session = try session(keeping, transport) { $0.rotatesRefreshTokens = true }
        let only = Task { try await session.accessToken(for: [], refused: nil) }
        await gate.reached(1)
        only.cancel()
        _ = try? await only.value
        await gate.open()
        while await keeping.replacements == 0 {
            try Task.checkCancellation()
            await Task.yield()
        }
        #expect(await keeping.grant?.refreshToken == Secret("next"))
        #expect(transport.calls.first?.isRepeatable == false)
    }

    @Test("what the service has answered is kept, also when everybody has left before", .timeLimit(.minutes(1)))
    func answeredIsKept() async throws {
        let gate = Gate()
        let transport = FormTransport { _ in
            await gate.pass()
            return self.tokens("fresh", refresh: "next")
        }
        let keeping = stale()
        let session = try session(keeping, transport)
        let only = Task { try await session.accessToken(for: [], refused: nil) }
        await gate.reached(1)
        only.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await only.value }
        await gate.open()
        while await keeping.replacements == 0 {
            try Task.checkCancellation()
            await Task.yield()
        }
        #expect(await keeping.grant?.refreshToken == Secret("next"))
    }

    @Test("a refreshed grant is kept first and then used: a token that cannot be kept is given to nobody, and not lost")
    func keptFirst() async throws {
        let keeping = stale()
        let count = Counter()
        let transport = FormTransport { _ in
            let number = count.increase()
            return self.tokens("fresh\(number)", refresh: "next\(number)")
        }
        let session = try session(keeping, transport)
        struct DiskFull: Error {}
        await keeping.fail(with: DiskFull())
        let error = await #expect(throws: IntegrationError.self) {
            try await session.accessToken(for: [], refused: nil)
        }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("disk has room") == true)
        #expect(await keeping.grant?.refreshToken == Secret("CANARY-refresh"))
        await keeping.fail(with: nil)
        // The service counts the first refresh token as used: only what it gave then may be used now.
        #expect(try await session.accessToken(for: [], refused: nil) == Secret("fresh1"))
        #expect(await keeping.grant?.refreshToken == Secret("next1"))
        #expect(transport.calls.count == 1)
    }

    @Test("after a crash between the reply and the write, a new process uses what was kept")
    func crash() async throws {
        let keeping = stale()
        struct Killed: Error {}
        await keeping.fail(with: Killed())
        let dying = try session(keeping, FormTransport { _ in self.tokens("lost", refresh: "lost") })
        _ = try? await dying.accessToken(for: [], refused: nil)
        await keeping.fail(with: nil)
        let transport = FormTransport { _ in self.tokens("fresh", refresh: "next") }
        let reborn = try session(keeping, transport)
        #expect(try await reborn.accessToken(for: [], refused: nil) == Secret("fresh"))
        #expect(transport.calls.first?.form["refresh_token"] == "CANARY-refresh")
        let third = try session(keeping, FormTransport { _ in self.refusal("invalid_grant") })
        #expect(try await third.accessToken(for: [], refused: nil) == Secret("fresh"))
    }

    @Test("what another process has refreshed meanwhile is used, and nothing is sent")
    func otherProcess() async throws {
        let keeping = stale()
        let transport = FormTransport { _ in self.refusal("invalid_grant") }
        let session = try session(keeping, transport)
        _ = try await session.grant()
        await keeping.put(Example.grant(access: "theirs", expiry: clock.now + 3600, grantedAt: clock.now).text)
        #expect(try await session.accessToken(for: [], refused: nil) == Secret("theirs"))
        #expect(transport.calls.isEmpty)
    }

    @Test("two sessions over one kept grant refresh once", .timeLimit(.minutes(1)))
    func twoSessions() async throws {
        let keeping = stale()
        let transport = FormTransport { _ in self.tokens("fresh", refresh: "next") }
        let sessions = try (0..<8).map { _ in try session(keeping, transport) }
        try await withThrowingTaskGroup(of: Secret.self) { group in
            for session in sessions { group.addTask { try await session.accessToken(for: [], refused: nil) } }
            for try await token in group { #expect(token == Secret("fresh")) }
        }
        #expect(transport.calls.count == 1)
    }

    @Test("a refused token is not given again")
    func refusedToken() async throws {
        let keeping = MemoryKeeping(Example.grant(expiry: clock.now + 3600, grantedAt: clock.now).text)
        let transport = FormTransport { _ in self.tokens("fresh") }
        let session = try session(keeping, transport)
        let first = try await session.accessToken(for: [], refused: nil)
        #expect(try await session.accessToken(for: [], refused: first) == Secret("fresh"))
        // Somebody else who still holds the first one gets what is there already.
        #expect(try await session.accessToken(for: [], refused: first) == Secret("fresh"))
        #expect(transport.calls.count == 1)
    }

    @Test("it is refreshed before it ends, and keeps what the reply leaves out")
    func early() async throws {
        let keeping = MemoryKeeping(Example.grant(expiry: clock.now + 3599, grantedAt: clock.now).text)
        let transport = FormTransport { _ in self.tokens("fresh") }
        let session = try session(keeping, transport)
        clock.advance(3599 - 226)
        #expect(try await session.accessToken(for: [], refused: nil) == Secret("CANARY-access"))
        clock.advance(1)
        #expect(try await session.accessToken(for: [], refused: nil) == Secret("fresh"))
        let kept = try #require(await keeping.grant)
        #expect(kept.refreshToken == Secret("CANARY-refresh") && kept.scopes == ["read"])
        #expect(kept.account == "anna@example.org" && kept.refreshedAt == clock.now)
        #expect(kept.expiry == clock.now + 3599)
    }

    @Test("without a grant, without a refresh token, or with another client's, it names the command at once")
    func unattended() async throws {
        let end = clock.now - 1
        let keepings = [
            MemoryKeeping(), stale(refresh: nil), MemoryKeeping(Secret("damaged")),
            MemoryKeeping(Example.grant(expiry: end, grantedAt: end, clientID: "client-2").text),
        ]
        for keeping in keepings {
            let transport = FormTransport { _ in self.tokens("never") }
            let session = try session(keeping, transport)
            let error = await #expect(throws: IntegrationError.self) {
                try await session.accessToken(for: [], refused: nil)
            }
            #expect(error?.code == .unauthorized)
            #expect(error?.message.contains("steward connect example --name anna") == true)
            #expect(transport.calls.isEmpty)
        }
    }

    @Test("what a newer version kept is not touched")
    func newer() async throws {
        let session = try session(MemoryKeeping(Secret(#"{"version":9}"#)), FormTransport { _ in .json("") })
        await #expect(throws: IntegrationError(.unsupported, "")) {
            try await session.accessToken(for: [], refused: nil)
        }
    }

    @Test("scopes that were not granted are named with the command, and what another scope includes is not missing")
    func scopes() async throws {
        let keeping = MemoryKeeping(
            Example.grant(scopes: ["all"], expiry: clock.now + 3600, grantedAt: clock.now).text)
        let session = try session(keeping, FormTransport { _ in .json("", 500) }) {
            $0.impliedScopes = ["all": ["read", "write"]]
        }
        #expect(try await session.accessToken(for: ["read", "write", "all"], refused: nil) == Secret("CANARY-access"))
        let error = await #expect(throws: IntegrationError.self) {
            try await session.accessToken(for: ["read", "mail"], refused: nil)
        }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains("has not granted mail;") == true)
        #expect(error?.message.contains("--scope mail") == true)
    }

    @Test("a scope that was granted meanwhile in another process counts")
    func grantedMeanwhile() async throws {
        let keeping = MemoryKeeping(Example.grant(expiry: clock.now + 3600, grantedAt: clock.now).text)
        let session = try session(keeping, FormTransport { _ in .json("", 500) })
        _ = try await session.accessToken(for: ["read"], refused: nil)
        let wider = Example.grant(
            access: "wider", scopes: ["read", "mail"], expiry: clock.now + 3600, grantedAt: clock.now)
        await keeping.put(wider.text)
        #expect(try await session.accessToken(for: ["mail"], refused: nil) == Secret("wider"))
    }

    @Test("a grant that has ended says what happened and what to do, and shows no secret")
    func invalidGrant() async throws {
        let transport = FormTransport { _ in self.refusal("invalid_grant") }
        let session = try session(stale(), transport) { $0.endings = "it expired or was revoked (after 7 days)" }
        let error = await #expect(throws: IntegrationError.self) {
            try await session.accessToken(for: [], refused: nil)
        }
        #expect(error?.code == .unauthorized)
        #expect(
            error?.message == """
                Example no longer accepts the sign-in of anna@example.org, because it expired or was revoked (after \
                7 days); sign in again: steward connect example --name anna.
                """)
    }

    @Test("a clock that is more than five minutes off is told, by how much", arguments: [1200, -28_800] as [Double])
    func clockError(offset: Double) async throws {
        let date = HTTPDate.format(clock.now - offset)
        let session = try session(stale(), FormTransport { _ in self.refusal("invalid_grant", date: date) })
        let error = await #expect(throws: IntegrationError.self) {
            try await session.accessToken(for: [], refused: nil)
        }
        let wanted = offset > 0 ? "20 minutes ahead of sign.example" : "8 hours behind sign.example"
        #expect(error?.message.contains(wanted) == true, "\(error?.message ?? "")")
        #expect(await session.clockError?.matters == true)
    }

    @Test("a clock that is a few seconds off is not mentioned")
    func clockRight() async throws {
        let date = HTTPDate.format(clock.now - 20)
        let session = try session(stale(), FormTransport { _ in self.refusal("invalid_grant", date: date) })
        let error = await #expect(throws: IntegrationError.self) {
            try await session.accessToken(for: [], refused: nil)
        }
        #expect(error?.message.contains("clock") == false)
    }

    @Test(
        "a service that is away or busy is no reason to sign in again",
        arguments: [(503, "", IntegrationError.Code.unavailable), (429, "", .rateLimited), (500, "x", .unavailable)])
    func transient(status: Int, error: String, code: IntegrationError.Code) async throws {
        let keeping = stale()
        let fields: HTTPFields = [.retryAfter: "30"]
        let session = try session(keeping, FormTransport { _ in .json(#"{"error":"\#(error)"}"#, status, fields) })
        let failure = await #expect(throws: IntegrationError.self) {
            try await session.accessToken(for: [], refused: nil)
        }
        #expect(failure?.code == code && failure?.retryAfter == .seconds(30))
        #expect(await keeping.replacements == 0)
    }

    @Test("no secret shows in any error, whatever the service echoes")
    func canary() async throws {
        let answers: [FormTransport.Answer] = [
            .json(
                #"{"error":"CANARY-refresh","error_description":"token CANARY-refresh of CANARY-client-secret"}"#, 400),
            .json(#"{"error":"invalid_client","error_description":"CANARY-client-secret is wrong"}"#, 401),
            .json("CANARY-refresh CANARY-client-secret"), .json(#"{"access_token":"CANARY-access é"}"#),
            .json(#"{"access_token":"CANARY-access","expires_in":"CANARY-refresh"}"#), .json("CANARY-refresh", 500),
        ]
        for answer in answers {
            let session = try session(stale(), FormTransport { _ in answer })
            let error = await #expect(throws: IntegrationError.self) {
                try await session.accessToken(for: [], refused: nil)
            }
            #expect(error.map { !Example.everything($0).contains("CANARY") } == true, "\(answer.body)")
            #expect(!Example.everything(session).contains("CANARY"))
        }
        let echoing = FormTransport { call throws(IntegrationError) in
            throw IntegrationError(.unavailable, "could not send \(call.text)")
        }
        let error = await #expect(throws: IntegrationError.self) {
            try await session(stale(), echoing).accessToken(for: [], refused: nil)
        }
        #expect(error.map { !Example.everything($0).contains("CANARY") } == true)
    }
}
