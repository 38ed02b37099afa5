// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardOAuth
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import StewardServer

@Suite("Sign-in with Google")
struct GoogleSignInTests {
    private static let redirect = "https://steward.example/sign-in/google/done"

    /// An installation on which sign-in with Google is set up and dora's address is allowed.
    private struct Made {
        let base: MadeAccess
        let google: PlayedGoogle

        var access: Access { base.access }

        static func with(
            _ engine: DatabaseEngine = .sqlite, _ body: (Made) async throws -> Void
        ) async throws {
            try await MadeAccess.with(engine) { base in
                let google = PlayedGoogle(clock: base.clock)
                let people = try await MadePeople(base.installation, transport: google, owner: "gus")
                let made = Made(
                    base: MadeAccess(installation: base.installation, people: people, clock: base.clock),
                    google: google)
                let owner = try await made.base.anna()
                let settings = try GoogleSettings(
                    client: OAuthClient(id: PlayedGoogle.client, secret: PlayedGoogle.secret),
                    token: "https://token.example/token", keys: "https://keys.example/certs")
                try await made.access.setGoogle(settings, by: owner)
                try await made.access.allow("dora@Example.org", role: .reviewer, by: owner)
                try await body(made)
            }
        }

        func finish(
            _ start: GoogleStart, _ person: PlayedGoogle.Person = .init(), visitor: Visitor? = nil
        ) async throws -> GoogleOutcome {
            try await access.finishGoogle(
                address: google.agree(start.address, person), ticket: start.ticket.reveal(), visitor: visitor,
                from: MadePeople.caller)
        }

        func signIn(_ person: PlayedGoogle.Person = .init()) async throws -> SignedIn {
            let start = try await access.beginGoogle(redirect: GoogleSignInTests.redirect)
            guard case .signedIn(let signedIn) = try await finish(start, person) else { throw AccessError.notFound }
            return signedIn
        }
    }

    @Test("an allowed address gets an account of its role, the same at every sign-in", arguments: TestDatabases.engines)
    func signIn(engine: DatabaseEngine) async throws {
        try await Made.with(engine) { made in
            let first = try await made.signIn()
            #expect(first.account.name == "Dora" && first.account.role == .reviewer)
            #expect(first.account.hasGoogle && !first.account.hasPassword && first.session.method == .google)
            // The address may change; who it is does not.
            try await made.access.allow("dora@new.example", role: .viewer, by: made.base.anna())
            let second = try await made.signIn(.init(email: "dora@new.example"))
            #expect(second.account == first.account && second.token != first.token)
            #expect(made.google.paths == ["/token", "/certs", "/token"])
        }
    }

    @Test("the browser is sent with state, nonce and a proof key, and nothing of them is kept in clear")
    func address() async throws {
        try await Made.with { made in
            let start = try await made.access.beginGoogle(redirect: Self.redirect)
            let query = Parameters(parsing: start.address.drop { $0 != "?" }.dropFirst())
            #expect(start.address.hasPrefix("https://accounts.google.com/o/oauth2/v2/auth?"))
            #expect(query["redirect_uri"] == Self.redirect && query["code_challenge_method"] == "S256")
            #expect(query["scope"] == "openid email profile" && query["client_id"] == PlayedGoogle.client)
            let state = try #require(query["state"])
            let nonce = try #require(query["nonce"])
            #expect(state.utf8.count == 43 && nonce.utf8.count == 22 && state != query["code_challenge"])
            let kept = try await made.base.everythingKept()
            for secret in [state, nonce, start.ticket.reveal(), PlayedGoogle.secret.reveal()] {
                #expect(!kept.contains(secret))
            }
            let other = try await made.access.beginGoogle(redirect: Self.redirect)
            #expect(other.address != start.address)
        }
    }

    @Test("a sign-in is used once, ends after ten minutes, and belongs to its browser")
    func stale() async throws {
        try await Made.with { made in
            let access = made.access
            func stale(_ address: String, _ ticket: String) async {
                await #expect(throws: AccessError.googleStale) {
                    try await access.finishGoogle(address: address, ticket: ticket, from: MadePeople.caller)
                }
            }
            let (mine, theirs) = (
                try await access.beginGoogle(redirect: Self.redirect),
                try await access.beginGoogle(redirect: Self.redirect)
            )
            // Somebody else's answer in this browser leaves the own sign-in as it was.
            await stale(made.google.agree(theirs.address), mine.ticket.reveal())
            await stale(made.google.agree(mine.address), "no ticket")
            let address = made.google.agree(mine.address)
            _ = try await access.finishGoogle(
                address: address, ticket: mine.ticket.reveal(), from: MadePeople.caller)
            await stale(address, mine.ticket.reveal())
            made.base.clock.advance(600)
            await stale(made.google.agree(theirs.address), theirs.ticket.reveal())
        }
    }

    @Test("an address that is not on the list, or not verified, does not get in; nor one taken off it")
    func allowList() async throws {
        try await Made.with { made in
            for person in [
                PlayedGoogle.Person(email: "mallory@example.org"), .init(isVerified: false), .init(email: ""),
            ] {
                await #expect(throws: AccessError.googleNotAllowed) { try await made.signIn(person) }
            }
            #expect(try await made.access.people().count == 2)
            _ = try await made.signIn()
            try await made.access.disallow("dora@example.org", by: made.base.anna())
            await #expect(throws: AccessError.googleNotAllowed) { try await made.signIn() }
            #expect(try await made.access.allowedAddresses().isEmpty)
        }
    }

    @Test(
        "a token for another client, of another issuer, that has ended or of another sign-in is refused",
        arguments: [
            ("aud", JSON.string("client-2")), ("iss", "https://accounts.example"), ("exp", 1), ("nonce", "other"),
            ("sub", ""),
        ] as [(String, JSON)])
    func claims(name: String, value: JSON) async throws {
        try await Made.with { made in
            made.google.claims.withLock { $0[name] = value }
            let error = await #expect(throws: IntegrationError.self) { try await made.signIn() }
            #expect(error?.code == .unauthorized)
            let people = try await made.access.people()
            #expect(people.count == 2)
        }
    }

    @Test("a person who refuses at Google's is told so, and the sign-in is over")
    func refused() async throws {
        try await Made.with { made in
            let start = try await made.access.beginGoogle(redirect: Self.redirect)
            let query = Parameters(parsing: start.address.drop { $0 != "?" }.dropFirst())
            let back = "\(Self.redirect)?state=\(query["state"] ?? "")&error=access_denied"
            await #expect(throws: IntegrationError.self) {
                try await made.access.finishGoogle(
                    address: back, ticket: start.ticket.reveal(), from: MadePeople.caller)
            }
            await #expect(throws: AccessError.googleStale) { try await made.finish(start) }
        }
    }

    @Test("an account with a password can be linked, by its own person only, and unlinked")
    func linking() async throws {
        try await Made.with { made in
            let owner = try await made.base.anna()
            let start = try await made.access.beginGoogle(redirect: Self.redirect, linking: owner)
            await #expect(throws: AccessError.googleStale) { try await made.finish(start) }
            let again = try await made.access.beginGoogle(redirect: Self.redirect, linking: owner)
            guard case .linked(let account) = try await made.finish(again, visitor: owner) else {
                Issue.record("It was not linked.")
                return
            }
            #expect(account.id == owner.account.id && account.hasGoogle)
            #expect(try await made.signIn().account.id == owner.account.id)
            let bob = try await made.base.people.visitor(try await made.base.people.person("bob", .viewer))
            let third = try await made.access.beginGoogle(redirect: Self.redirect, linking: bob)
            await #expect(throws: AccessError.googleTaken) { try await made.finish(third, visitor: bob) }
            try await made.access.unlinkGoogle(by: owner)
            #expect(try await made.signIn().account.id != owner.account.id)
        }
    }

    @Test("an account without a password may choose one soon after its sign-in, and keeps Google until it has")
    func firstPassword() async throws {
        try await Made.with { made in
            let dora = try await made.base.people.visitor(try await made.signIn())
            await #expect(throws: AccessError.self) { try await made.access.unlinkGoogle(by: dora) }
            await #expect(throws: AccessError.wrongCredentials) { try await made.base.signIn("Dora") }
            made.base.clock.advance(901)
            func choose() async throws {
                try await made.access.changePassword(
                    old: Secret(""), new: MadePeople.password, by: dora, from: MadePeople.caller)
            }
            await #expect(throws: AccessError.forbidden) { try await choose() }
            made.base.clock.advance(-600)
            try await choose()
            _ = try await made.base.signIn("Dora")
            try await made.access.unlinkGoogle(by: dora)
        }
    }

    @Test("a disabled account does not get in by Google, and a name that is taken gets a number")
    func disabled() async throws {
        try await Made.with { made in
            _ = try await made.base.people.person("DORA", .viewer)
            let dora = try await made.signIn()
            #expect(dora.account.name == "Dora 2")
            try await made.access.disable(dora.account.id, by: made.base.anna())
            await #expect(throws: AccessError.disabled) { try await made.signIn() }
        }
    }

    @Test("without settings there is no sign-in with Google")
    func missing() async throws {
        try await Made.with { made in
            #expect(try await made.access.googleSettings()?.client.secret == PlayedGoogle.secret)
            try await made.access.setGoogle(nil, by: made.base.anna())
            #expect(try await made.access.googleSettings() == nil)
            await #expect(throws: AccessError.googleMissing) {
                try await made.access.beginGoogle(redirect: Self.redirect)
            }
        }
    }
}
