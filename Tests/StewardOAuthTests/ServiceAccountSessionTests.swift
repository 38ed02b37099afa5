// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardOAuth
import Testing

@Suite("A service account's session")
struct ServiceAccountSessionTests {
    private let clock = HandClock()

    private func session(_ transport: FormTransport, subject: String? = nil) throws -> ServiceAccountSession {
        let endpoint = TokenEndpoint(
            provider: try Example.provider(), client: nil, transport: transport, clock: clock)
        return ServiceAccountSession(
            endpoint: endpoint, key: try CredentialFileTests.key(), audience: "https://oauth2.googleapis.com/token",
            subject: subject, defaultScopes: ["email"], clock: clock)
    }

    private func claims(_ call: FormTransport.Call) throws -> JSON {
        let assertion = try #require(call.form["assertion"])
        let part = try #require(assertion.split(separator: ".").dropFirst().first)
        return try JSON(parsing: try #require(Base64URL.decode(part)))
    }

    @Test("each set of scopes has its own token, whatever their order, and it is used until it ends")
    func scopes() async throws {
        let count = Counter()
        let transport = FormTransport { _ in
            .json(#"{"access_token":"t\#(count.increase())","expires_in":3600}"#)
        }
        let session = try session(transport)
        #expect(try await session.accessToken(for: ["b", "a"], refused: nil) == Secret("t1"))
        #expect(try await session.accessToken(for: ["a", "b", "a"], refused: nil) == Secret("t1"))
        #expect(try await session.accessToken(for: ["a"], refused: nil) == Secret("t2"))
        #expect(try await session.accessToken(for: [], refused: nil) == Secret("t3"))
        #expect(try await session.accessToken(for: ["a"], refused: Secret("t2")) == Secret("t4"))
        clock.advance(3600 - 224)
        #expect(try await session.accessToken(for: ["a"], refused: nil) == Secret("t5"))
        let scopes = try transport.calls.map { try claims($0)["scope"]?.string }
        #expect(scopes == ["a b", "a", "email", "a", "a"])
        #expect(try claims(transport.calls[0])["aud"] == "https://oauth2.googleapis.com/token")
        #expect(try claims(transport.calls[0])["sub"] == nil)
    }

    @Test("two hundred callers, one assertion", .timeLimit(.minutes(1)))
    func singleFlight() async throws {
        let gate = Gate()
        let transport = FormTransport { _ in
            await gate.pass()
            return .json(#"{"access_token":"t","expires_in":3600}"#)
        }
        let session = try session(transport)
        try await withThrowingTaskGroup(of: Secret.self) { group in
            for _ in 0..<200 { group.addTask { try await session.accessToken(for: ["a"], refused: nil) } }
            await gate.reached(1)
            await gate.open()
            for try await token in group { #expect(token == Secret("t")) }
        }
        #expect(transport.calls.count == 1)
    }

    @Test("works in the name of a subject")
    func subject() async throws {
        let transport = FormTransport { _ in .json(#"{"access_token":"t"}"#) }
        _ = try await session(transport, subject: "anna@example.org").accessToken(for: ["a"], refused: nil)
        #expect(try claims(transport.calls[0])["sub"] == "anna@example.org")
    }

    @Test(
        "a refusal says whether the clock, the key or the delegation is wrong",
        arguments: [
            (
                "invalid_grant", "Invalid JWT: Token must be a short-lived token. Check your iat and exp values", 0.0,
                "because of its times. Compare the clock of this machine with the true time"
            ),
            ("invalid_grant", "Invalid JWT Signature.", 0, "the key or the account was removed"),
            ("invalid_grant", "Invalid JWT Signature.", 900, "15 minutes ahead of sign.example"),
            ("invalid_grant", "Invalid grant: account not found", 0, "the key or the account was removed"),
            ("unauthorized_client", "Client is unauthorized", 0, "allow its domain-wide delegation"),
        ])
    func refused(error: String, details: String, offset: Double, part: String) async throws {
        let date = HTTPDate.format(clock.now - offset)
        let transport = FormTransport { _ in
            .json(#"{"error":"\#(error)","error_description":"\#(details)"}"#, 400, [.date: date])
        }
        let failure = await #expect(throws: IntegrationError.self) {
            try await session(transport).accessToken(for: ["a"], refused: nil)
        }
        #expect(failure?.code == .unauthorized)
        #expect(failure?.message.contains(part) == true, "\(failure?.message ?? "")")
        #expect(failure?.message.contains("bot@p.iam.gserviceaccount.com") == true)
    }

    @Test("neither the key nor an assertion shows in an error")
    func canary() async throws {
        let transport = FormTransport { call in .json(#"{"error_description":"\#(call.text)"}"#, 400) }
        let session = try session(transport)
        let failure = await #expect(throws: IntegrationError.self) {
            try await session.accessToken(for: ["a"], refused: nil)
        }
        let sent = try #require(transport.calls.first?.form["assertion"])
        #expect(failure.map { !Example.everything($0).contains(sent.prefix(40)) } == true)
        #expect(!Example.everything(session).contains("PRIVATE"))
    }
}
