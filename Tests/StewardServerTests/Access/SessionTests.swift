// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Sessions")
struct SessionTests {
    private static let day: TimeInterval = 86_400

    private static func visitor(_ made: MadeAccess, _ signedIn: SignedIn) async throws -> Visitor? {
        try await made.access.visitor(session: signedIn.token.reveal(), from: MadePeople.caller)
    }

    @Test("a session brings its account, its role's scopes and its own form token", arguments: TestDatabases.engines)
    func visitor(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let bob = try await made.people.person("bob", .reviewer)
            let visitor = try #require(try await Self.visitor(made, bob))
            #expect(visitor.account == bob.account && visitor.session == bob.session)
            #expect(visitor.scopes == [.open, .read, .drive, .review])
            #expect(visitor.may(.review) && !visitor.may(.operate) && !visitor.may(.administer))
            #expect(visitor.formToken == FormToken.of(bob.token.reveal()))
            #expect(try await visitor.formToken != made.anna().formToken)
            #expect(!visitor.formToken.contains(bob.token.reveal()))
        }
    }

    @Test(
        "what is no token opens nothing",
        arguments: ["", "a", String(repeating: "a", count: 43), "a\u{0}", String(repeating: "é", count: 100_000)])
    func hostile(token: String) async throws {
        try await MadeAccess.with { made in
            #expect(try await made.access.visitor(session: token, from: MadePeople.caller) == nil)
            #expect(try await made.access.visitor(apiToken: token) == nil)
            try await made.access.signOut(session: token)
        }
    }

    @Test("a session that is not used for 14 days ends, and one that is used ends after 90")
    func limits() async throws {
        try await MadeAccess.with { made in
            let idle = try await made.signIn("anna")
            made.clock.advance(13.9 * Self.day)
            #expect(try await Self.visitor(made, made.people.owner) != nil)
            made.clock.advance(0.1 * Self.day)
            #expect(try await Self.visitor(made, idle) == nil)
            for _ in 0..<7 {
                made.clock.advance(10 * Self.day)
                #expect(try await Self.visitor(made, made.people.owner) != nil)
            }
            made.clock.advance(6 * Self.day)
            #expect(try await Self.visitor(made, made.people.owner) == nil)
            _ = try await made.signIn("anna")
            let rows = try await made.installation.database.read { try $0.query("SELECT id FROM access_sessions") }
            #expect(rows.count == 1)
        }
    }

    @Test("when it was last used, and from where, is written once a minute")
    func seen() async throws {
        try await MadeAccess.with { made in
            func seenAt() async throws -> TimeInterval {
                let session = try #require(try await made.access.sessions(of: made.people.owner.account.id).first)
                return session.seenAt.timeIntervalSince(session.createdAt)
            }
            func use(_ address: String) async throws {
                let caller = Caller(address: address, userAgent: "x")
                _ = try await made.access.visitor(session: made.people.owner.token.reveal(), from: caller)
            }
            made.clock.advance(59)
            try await use("192.0.2.1")
            #expect(try await seenAt() == 0)
            made.clock.advance(1)
            try await use("192.0.2.2")
            #expect(try await seenAt() == 60)
            made.clock.advance(30)
            try await use("192.0.2.3")
            #expect(try await seenAt() == 60)
            #expect(try await made.access.sessions(of: made.people.owner.account.id).map(\.address) == ["192.0.2.2"])
        }
    }

    @Test("one session can be ended, or all of them but the own one", arguments: TestDatabases.engines)
    func ending(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let others = [try await made.signIn("anna"), try await made.signIn("anna"), try await made.signIn("anna")]
            let anna = try await made.anna()
            try await made.access.endSession(others[0].session.id, by: anna)
            #expect(try await Self.visitor(made, others[0]) == nil)
            #expect(try await Self.visitor(made, others[1]) != nil)
            await #expect(throws: AccessError.notFound) {
                try await made.access.endSession(others[0].session.id, by: anna)
            }
            #expect(try await made.access.endEverySession(of: anna.account.id, keepsOwn: true, by: anna) == 2)
            #expect(try await Self.visitor(made, made.people.owner) != nil)
            #expect(try await made.access.endEverySession(of: anna.account.id, by: anna) == 1)
            #expect(try await Self.visitor(made, made.people.owner) == nil)
        }
    }

    @Test("signing out ends the session of the token")
    func signOut() async throws {
        try await MadeAccess.with { made in
            let other = try await made.signIn("anna")
            try await made.access.signOut(session: other.token.reveal())
            #expect(try await Self.visitor(made, other) == nil)
            #expect(try await Self.visitor(made, made.people.owner) != nil)
        }
    }

    @Test("nobody but an owner ends somebody else's session or revokes somebody else's token")
    func foreign() async throws {
        try await MadeAccess.with { made in
            let bob = try await made.people.visitor(try await made.people.person("bob", .reviewer))
            let anna = try await made.anna()
            let token = try await made.access.makeToken(name: "t", scopes: [.read], expiresAt: nil, by: anna).token
            let session = made.people.owner.session.id
            await #expect(throws: AccessError.forbidden) { try await made.access.endSession(session, by: bob) }
            await #expect(throws: AccessError.forbidden) { try await made.access.revokeToken(token.id, by: bob) }
            await #expect(throws: AccessError.forbidden) {
                try await made.access.endEverySession(of: anna.account.id, by: bob)
            }
            #expect(try await made.access.endEverySession(of: bob.account.id, by: anna) == 1)
        }
    }

    @Test("what a browser calls itself is shown without control characters, and not at length")
    func caller() {
        let caller = Caller(address: "1\u{0}2", userAgent: "a\u{1B}[31m\u{202E}b" + String(repeating: "x", count: 500))
        #expect(caller.address == "1 2")
        #expect(caller.userAgent.hasPrefix("a [31m b") && caller.userAgent.unicodeScalars.count == 200)
    }

    @Test("form tokens are compared whole, and an empty one matches nothing")
    func formTokens() {
        let token = FormToken.of("secret")
        #expect(FormToken.matches(token, token))
        #expect(!FormToken.matches("", "") && !FormToken.matches(token, "") && !FormToken.matches("", token))
        #expect(!FormToken.matches(String(token.dropLast()), token))
        #expect(!FormToken.matches(token, FormToken.of("other")))
    }
}
