// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Google
import GoogleSimulator
import StewardCore
import StewardIntegration
import StewardOAuth
import StewardSimulation
import Testing

@Suite("Signing in to Google", .timeLimit(.minutes(2)))
struct GoogleSignInTests {
    private typealias Names = SignedInGoogle

    @Test("with a browser on this machine: the account's address and what it granted are known, and kept")
    func browser() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            let google = try service.connection(credential)
            #expect(try await google.grant() == nil)
            let person = service.person
            let grant = try await google.signIn([Names.metadata], by: .browser, prompt: person)
            #expect(grant.account == "user@example.com")
            #expect(Set(grant.scopes) == ["openid", Names.email, Names.metadata])
            #expect(grant.grantedAt == service.clock.now && grant.refreshedAt == nil && grant.isRefreshable)
            #expect(try await google.grant() == grant)
            #expect(await google.health() == .ok)
            let address = try #require(person.opened.first)
            #expect(address.contains("access_type=offline") && address.contains("code_challenge_method=S256"))
            #expect(!address.contains("desktop-secret"))
            let reopened = try service.connection(credential)
            #expect(try await reopened.grant() == grant)
            let token = try await reopened.accessToken(for: [Names.metadata], refused: nil)
            #expect(await service.simulator.check(token.reveal())?.account == "user@example.com")
        }
    }

    @Test("with a pasted address")
    func paste() async throws {
        try await SignedInGoogle.with { service in
            let google = try service.connection(MemoryCredential())
            let person = SimulatedPerson(Subject.network, followsRedirect: false)
            let grant = try await google.signIn([], by: .paste, prompt: person)
            #expect(grant.account == "user@example.com")
            #expect(Set(grant.scopes) == ["openid", Names.email])
        }
    }

    @Test("with a code on another device, for what Google grants there; all else is refused before anything is sent")
    func device() async throws {
        try await SignedInGoogle.with { service in
            let google = try service.connection(MemoryCredential(), client: "device")
            let person = service.person
            let grant = try await google.signIn([Names.driveFile], by: .device, prompt: person)
            #expect(grant.account == "user@example.com" && grant.scopes.contains(Names.driveFile))
            #expect(person.code?.address == service.server.address + "/device")
            let sent = service.server.log.count
            let error = await #expect(throws: IntegrationError.self) {
                try await google.signIn([Names.drive, Names.driveFile], by: .device, prompt: person)
            }
            #expect(error?.code == .unsupported)
            #expect(error?.message.contains(" \(Names.drive) to a sign-in by code") == true, "\(error?.message ?? "")")
            #expect(service.server.log.count == sent)
            try await service.control("settings", ["devices": "deny"])
            await #expect(throws: IntegrationError(.unauthorized, "")) {
                try await google.signIn([], by: .device, prompt: person)
            }
        }
    }

    @Test("scopes add up: what was granted before is asked for again, and one refresh token does for all")
    func incremental() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            let google = try service.connection(credential)
            _ = try await google.signIn([Names.metadata], by: .browser, prompt: service.person)
            let second = service.person
            let grant = try await google.signIn([Names.driveFile], by: .browser, prompt: second)
            #expect(Set(grant.scopes) == ["openid", Names.email, Names.metadata, Names.driveFile])
            #expect(second.opened.first?.contains("login_hint=user%40example.com") == true)
            service.clock.advance(by: 3600)
            let token = try await google.accessToken(for: [Names.metadata, Names.driveFile], refused: nil)
            let opens = await service.simulator.check(token.reveal())
            #expect(opens?.scopes.contains(Names.metadata) == true && opens?.scopes.contains(Names.driveFile) == true)
        }
    }

    @Test("a scope that the person left out is not granted, and whoever needs it is told the command")
    func unticked() async throws {
        try await SignedInGoogle.with { service in
            let google = try service.connection(MemoryCredential())
            try await service.control("consent", ["scopes": ["openid", "email"]])
            let grant = try await google.signIn([Names.drive], by: .browser, prompt: service.person)
            #expect(Set(grant.scopes) == ["openid", Names.email])
            let error = await #expect(throws: IntegrationError.self) {
                try await google.accessToken(for: [Names.drive], refused: nil)
            }
            #expect(error?.code == .unauthorized)
            let command = "steward connect google --name home --scope \(Names.drive)"
            #expect(error?.message.contains(command) == true, "\(error?.message ?? "")")
        }
    }

    @Test("the full scope of the Drive includes the narrower ones")
    func included() async throws {
        try await SignedInGoogle.with { service in
            let google = try service.connection(MemoryCredential())
            _ = try await google.signIn([Names.drive], by: .browser, prompt: service.person)
            _ = try await google.accessToken(for: [Names.driveFile, Names.metadata, "email"], refused: nil)
            let person = service.person
            _ = try await google.signIn([Names.driveFile], by: .browser, prompt: person)
            #expect(person.opened.first?.contains("drive.file") == false, "nothing is asked for that is there already")
        }
    }

    @Test("a person who refuses changes nothing")
    func denied() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            let google = try service.connection(credential)
            _ = try await google.signIn([], by: .browser, prompt: service.person)
            let before = await credential.secret
            try await service.control("consent", ["decision": "deny"])
            await #expect(throws: IntegrationError(.unauthorized, "")) {
                try await google.signIn([Names.drive], by: .browser, prompt: service.person)
            }
            #expect(await credential.secret == before)
            #expect(await google.health() == .ok)
        }
    }

    @Test("another account than before is refused; two accounts are two connections, side by side")
    func accounts() async throws {
        try await SignedInGoogle.with { service in
            let home = MemoryCredential()
            let google = try service.connection(home)
            _ = try await google.signIn([], by: .browser, prompt: service.person)
            try await service.control("consent", ["account": "office@example.org"])
            let error = await #expect(throws: IntegrationError.self) {
                try await google.signIn([], by: .browser, prompt: service.person)
            }
            #expect(error?.message.contains("belongs to user@example.com") == true)
            let office = try service.connection(MemoryCredential(), name: "office")
            try await service.control("consent", ["account": "office@example.org"])
            _ = try await office.signIn([], by: .browser, prompt: service.person)
            #expect(try await office.grant()?.account == "office@example.org")
            #expect(try await google.grant()?.account == "user@example.com")
            try await office.revoke()
            #expect(await google.health() == .ok)
        }
    }

    @Test("an ID token from another issuer is not believed, and nothing is kept; Google's two names are")
    func issuers() async throws {
        try await SignedInGoogle.with { service in
            let credential = MemoryCredential()
            let google = try service.connection(credential)
            try await service.control("settings", ["issuer": "https://accounts.example"])
            let error = await #expect(throws: IntegrationError.self) {
                try await google.signIn([], by: .browser, prompt: service.person)
            }
            #expect(error?.code == .unauthorized)
            #expect(error?.message.contains("issued by somebody else") == true)
            #expect(await credential.secret == nil)
            try await service.control("settings", ["issuer": "accounts.google.com"])
            _ = try await google.signIn([], by: .browser, prompt: service.person)
            try await service.control("keys", ["forget": true])
            _ = try await google.signIn([], by: .browser, prompt: service.person)
        }
    }

    @Test("a clock that is an hour wrong is named when the ID token comes from the future")
    func clock() async throws {
        try await SignedInGoogle.with { service in
            let google = try service.connection(MemoryCredential())
            try await service.control("settings", ["clockSkewSeconds": 3600])
            let error = await #expect(throws: IntegrationError.self) {
                try await google.signIn([], by: .browser, prompt: service.person)
            }
            #expect(error?.message.contains("3600 seconds from now; the clock here is behind") == true)
        }
    }

    @Test("a connection that has no place to keep a sign-in says so")
    func nowhere() async throws {
        try await SignedInGoogle.with { service in
            let google = try service.connection(nil, name: nil)
            await #expect(throws: IntegrationError(.unsupported, "")) {
                try await google.signIn([], by: .browser, prompt: service.person)
            }
        }
    }
}
