// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Sign-in")
struct SignInTests {
    @Test("a set-up link makes an owner, once", arguments: TestDatabases.engines)
    func setUp(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let access = made.access
            #expect(try await access.isSetUp())
            #expect(made.people.owner.account.role == .owner)
            let first = try await access.newSetUpLink().reveal()
            let second = try await access.newSetUpLink().reveal()
            #expect(try await access.link(code: first) == nil)
            #expect(try await access.link(code: second)?.kind == .setUp)
            await #expect(throws: AccessError.nameTaken) {
                try await access.setUp(
                    code: second, name: "ANNA", password: MadePeople.password, from: MadePeople.caller)
            }
            _ = try await access.setUp(
                code: second, name: "Bea", password: MadePeople.password, from: MadePeople.caller)
            await #expect(throws: AccessError.linkInvalid) {
                try await access.setUp(
                    code: second, name: "Carl", password: MadePeople.password, from: MadePeople.caller)
            }
            #expect(try await access.people().map(\.name) == ["anna", "Bea"])
        }
    }

    @Test("a set-up link ends after a day, and an installation without accounts is not set up")
    func links() async throws {
        let folder = try TemporaryFolder("access")
        let clock = HandClock()
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            let access = Access(installation: installation, cost: MadePeople.cost)
            #expect(try await !access.isSetUp())
            let code = try await access.newSetUpLink().reveal()
            clock.advance(86_399)
            #expect(try await access.link(code: code) != nil)
            clock.advance(1)
            #expect(try await access.link(code: code) == nil)
        }
        withExtendedLifetime(folder) {}
    }

    @Test("two people with one link at once: one gets an account", arguments: TestDatabases.engines)
    func race(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let code = try await made.access.invite(role: .viewer, by: made.anna()).code.reveal()
            let access = made.access
            let count = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        let signedIn = try? await access.accept(
                            code: code, name: "p\(number)", password: MadePeople.password, from: MadePeople.caller)
                        return signedIn != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(count == 1)
            #expect(try await access.people().count == 2)
        }
    }

    @Test("name and password sign in, whatever the name's case and the letters' composition")
    func names() async throws {
        try await MadeAccess.with { made in
            _ = try await made.people.person("Ren\u{E9}e", .viewer)
            let signedIn = try await made.signIn(" RENE\u{301}E ")
            #expect(signedIn.account.role == .viewer && signedIn.session.method == .password)
            #expect(try await signedIn.token != made.signIn("ren\u{E9}e").token)
        }
    }

    @Test(
        "wrong, unknown and hostile names and passwords are refused alike",
        arguments: [
            ("anna", "wrong password"), ("nobody", "pools-of-quiet-water"), ("", ""), ("a\u{0}b", "x\u{0}y"),
            ("anna", String(repeating: "a", count: 70_000)), (String(repeating: "n", count: 70_000), "x"),
            ("' OR 1=1 --", "' OR 1=1 --"), ("\u{202E}anna", "pools-of-quiet-water"),
        ])
    func wrong(name: String, password: String) async throws {
        _ = try await MadeAccess.with { made in
            await #expect(throws: AccessError.wrongCredentials) { try await made.signIn(name, password) }
        }
    }

    @Test("an unknown name costs the same hash as a known one")
    func sameWork() async throws {
        try await MadeAccess.with { made in
            let clock = ContinuousClock()
            let slow = Access(
                installation: made.installation, cost: .init(logRounds: 13, blockSize: 8, parallelism: 1))
            func time(_ name: String) async -> Duration {
                var best = Duration.seconds(3600)
                for _ in 0..<3 {
                    let span = await clock.measure {
                        _ = try? await slow.signIn(
                            name: name, password: Secret("not the password"), from: MadePeople.caller)
                    }
                    best = min(best, span)
                }
                return best
            }
            // So that anna's hash is of the same cost.
            _ = try await slow.signIn(name: "anna", password: MadePeople.password, from: MadePeople.caller)
            let (known, unknown) = (await time("anna"), await time("nobody"))
            #expect(unknown > known / 4 && known > unknown / 4)
        }
    }

    @Test("a hash of another cost is made anew at the next sign-in, and still opens")
    func rehash() async throws {
        try await MadeAccess.with { made in
            let cost = PasswordHash.Cost(logRounds: 5, blockSize: 8, parallelism: 2)
            let access = Access(installation: made.installation, cost: cost)
            for _ in 0..<2 {
                _ = try await access.signIn(name: "anna", password: MadePeople.password, from: MadePeople.caller)
            }
            let text = try await made.installation.database.read {
                try $0.first("SELECT password FROM access_accounts")?.text("password")
            }
            #expect(text?.hasPrefix("$scrypt$ln=5,r=8,p=2$") == true)
        }
    }

    @Test("a disabled account is told so only with its password")
    func disabled() async throws {
        try await MadeAccess.with { made in
            let bob = try await made.people.person("bob", .viewer)
            try await made.access.disable(bob.account.id, by: made.anna())
            await #expect(throws: AccessError.disabled) { try await made.signIn("bob") }
            await #expect(throws: AccessError.wrongCredentials) { try await made.signIn("bob", "another one, wrong") }
        }
    }

    @Test("nothing that is kept holds a password, token or code", arguments: TestDatabases.engines)
    func nothingInClear(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let anna = try await made.anna()
            let invitation = try await made.access.invite(role: .viewer, by: anna)
            let token = try await made.access.makeToken(name: "ci", scopes: [.read], expiresAt: nil, by: anna)
            let signedIn = try await made.signIn("anna", from: "203.0.113.77")
            _ = try? await made.signIn("pools-of-quiet-water", "pools-of-quiet-water")
            let kept = try await made.everythingKept()
            let secrets = [
                MadePeople.password, invitation.code, token.secret, signedIn.token, made.people.owner.token,
            ]
            for secret in secrets { #expect(!kept.contains(secret.reveal())) }
            let book = try await made.entries().map { String(decoding: try $0.line(), as: UTF8.self) }.joined()
            #expect(!book.contains("203.0.113") && !book.contains("anna") && !book.contains("127.0.0.1"))
            #expect(book.contains(anna.account.id))
            #expect(try await made.access.unrecorded() == 0)
        }
    }
}
