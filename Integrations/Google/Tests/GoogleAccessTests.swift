// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Google
import GoogleSimulator
import StewardCore
import StewardIntegration
import StewardOAuth
import StewardSimulation
import Testing

@Suite("Working in a Google account's name", .timeLimit(.minutes(2)))
struct GoogleAccessTests {
    private func signedIn(
        _ service: SignedInGoogle, _ credential: MemoryCredential, client: String = "desktop"
    ) async throws -> Google {
        let google = try service.connection(credential, client: client)
        _ = try await google.signIn([SignedInGoogle.driveFile], by: .browser, prompt: service.person)
        return google
    }

    @Test("two hundred callers after the token has ended: one refresh, over several connections of one account too")
    func singleFlight() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            let first = try await signedIn(service, credential)
            let second = try service.connection(credential)
            service.clock.advance(by: 3600)
            let before = service.requests("/token")
            let tokens = try await withThrowingTaskGroup(of: Secret.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await (number % 2 == 0 ? first : second).accessToken(for: [], refused: nil)
                    }
                }
                return try await group.reduce(into: Set<Secret>()) { $0.insert($1) }
            }
            #expect(tokens.count == 1)
            #expect(service.requests("/token") == before + 1)
            #expect(try await first.grant()?.refreshedAt == service.clock.now)
        }
    }

    @Test("a token that Google ended early is refreshed once, and health is well again")
    func endedEarly() async throws {
        try await SignedInGoogle.with { service in
            let google = try await signedIn(service, MemoryCredential())
            try await service.control("expire", ["what": "access"])
            #expect(await google.health() == .ok)
            #expect(service.requests("/tokeninfo") == 2)
        }
    }

    @Test("refresh tokens that rotate are kept each time, across restarts")
    func rotation() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            _ = try await signedIn(service, credential)
            try await service.control("settings", ["rotatesRefreshTokens": true])
            var seen: Set<Secret> = []
            for _ in 0..<5 {
                service.clock.advance(by: 3600)
                seen.insert(try await service.connection(credential).accessToken(for: [], refused: nil))
            }
            #expect(seen.count == 5)
        }
    }

    @Test("a grant that the person took back says what happened, and the command, and opens no browser")
    func takenBack() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            let google = try await signedIn(service, credential)
            try await service.control("revoke")
            guard case .failing(let error) = await google.health() else {
                Issue.record("still healthy")
                return
            }
            #expect(error.code == .unauthorized)
            #expect(error.message.hasPrefix("Google no longer accepts the sign-in of user@example.com, because it"))
            #expect(error.message.contains("after 7 days"))
            #expect(error.message.contains("steward connect google --name home"))
            _ = try await google.signIn([], by: .browser, prompt: service.person)
            #expect(await google.health() == .ok)
        }
    }

    @Test("consent to an app in testing ends after seven days")
    func testing() async throws {
        try await SignedInGoogle.with { service in
            let google = try await signedIn(service, MemoryCredential(), client: "testing")
            service.clock.advance(by: 6 * 86_400)
            _ = try await google.accessToken(for: [], refused: nil)
            service.clock.advance(by: 86_400 + 60)
            await #expect(throws: IntegrationError(.unauthorized, "")) {
                try await google.accessToken(for: [], refused: nil)
            }
        }
    }

    @Test("ending the grant ends it at Google and here; ending it again, or after Google did, is no error")
    func revoke() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            let google = try await signedIn(service, credential)
            try await google.revoke()
            #expect(await credential.secret == nil)
            #expect(try await google.grant() == nil)
            let grants = try await service.control("grants")
            #expect(grants["grants"]?.array?.isEmpty == true)
            try await google.revoke()
            _ = try await google.signIn([], by: .browser, prompt: service.person)
            try await service.control("revoke")
            try await google.revoke()
            #expect(await credential.secret == nil)
        }
    }

    @Test("before the first sign-in everything fails at once, with the command")
    func nobody() async throws {
        try await SignedInGoogle.with { service in
            let google = try service.connection(MemoryCredential())
            guard case .failing(let error) = await google.health() else {
                Issue.record("healthy without anybody")
                return
            }
            #expect(error.code == .unauthorized)
            #expect(error.message.contains("steward connect google --name home"))
            #expect(service.server.log.count == 0)
        }
    }

    @Test("a service account gets tokens for any scopes with its key, in its own name or a person's")
    func serviceAccount() async throws {
        try await SignedInGoogle.with { service in
            let settings = try await service.serviceAccount()
            let robot = try service.connection(nil, settings: settings)
            #expect(await robot.health() == .ok)
            let token = try await robot.accessToken(for: [SignedInGoogle.drive], refused: nil)
            let account = await service.simulator.check(token.reveal())?.account
            #expect(account?.contains("@") == true && account != "user@example.com")
            #expect(try await robot.grant()?.account == account)
            let acting = try service.connection(
                nil, settings: settings.merging(["subject": "office@example.org"]) { $1 })
            let other = try await acting.accessToken(for: [SignedInGoogle.drive], refused: nil)
            #expect(await service.simulator.check(other.reveal())?.account == "office@example.org")
            await #expect(throws: IntegrationError(.unsupported, "")) {
                try await robot.signIn([], by: .browser, prompt: service.person)
            }
            try await robot.revoke()
            #expect(await robot.health() == .ok)
        }
    }

    @Test("a service account with a wrong clock is told by how much", arguments: [-5400.0, 5400])
    func wrongClock(ahead: Double) async throws {
        try await SignedInGoogle.with { service in
            try await service.control("settings", ["clockSkewSeconds": .integer(Int64(ahead))])
            let robot = try service.connection(nil, settings: try await service.serviceAccount(), ahead: ahead)
            let error = await #expect(throws: IntegrationError.self) {
                try await robot.accessToken(for: [SignedInGoogle.drive], refused: nil)
            }
            let wanted = "90 minutes \(ahead > 0 ? "behind" : "ahead of") 127.0.0.1"
            #expect(error?.code == .unauthorized)
            #expect(error?.message.contains(wanted) == true, "\(error?.message ?? "")")
        }
    }

    @Test("a clock that is wrong is a worry also while everything works")
    func degraded() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            _ = try await signedIn(service, credential)
            service.clock.advance(by: 3600)
            let late = try service.connection(credential, ahead: 900)
            guard case .degraded(let why) = await late.health() else {
                Issue.record("no worry")
                return
            }
            #expect(why.contains("15 minutes behind"))
        }
    }

    @Test("no secret shows anywhere: in the connection, its errors, or what it says of itself")
    func canary() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            let google = try await signedIn(service, credential)
            let kept = try KeptGrant(try #require(await credential.secret))
            let secrets = ["desktop-secret", kept.accessToken.reveal(), kept.refreshToken?.reveal() ?? "none"]
            try await service.control("expire")
            var shown = ["\(google)", String(reflecting: google), "\(await google.health())"]
            var dumped = ""
            dump(google, to: &dumped)
            shown.append(dumped)
            shown.append("\(try await google.grant() as Any)")
            for secret in secrets { #expect(shown.allSatisfy { !$0.contains(secret) }) }
            #expect(
                service.server.log.all.allSatisfy { request in
                    !secrets.contains { request.query.values.contains($0) }
                })
        }
    }
}
