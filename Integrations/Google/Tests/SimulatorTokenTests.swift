// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GoogleSimulator
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

@Suite("The simulated tokens")
struct SimulatorTokenTests {
    @Test("open the service for an hour, and a refresh goes on with the same refresh token")
    func refreshes() async throws {
        let subject = SimulatorSubject()
        let first = try await subject.consent()
        let grant = BearerGrant(account: "user@example.com", scopes: [SimulatorSubject.drive])
        #expect(await subject.check(first) == grant)
        #expect(await subject.google.check("nonsense") == nil)
        #expect(await subject.google.check(nil) == nil)
        subject.clock.advance(by: .seconds(3600))
        #expect(await subject.check(first) == nil)
        let (status, second) = try await subject.refresh(first)
        #expect(status == 200)
        #expect(second["refresh_token"] == nil)
        #expect(await subject.check(second) == grant)
        #expect(try await subject.refresh(first).status == 200)
    }

    @Test("of a refresh are narrower when asked, and never wider")
    func narrows() async throws {
        let subject = SimulatorSubject()
        let first = try await subject.consent(["scope": "\(SimulatorSubject.drive) openid"])
        let form = ["grant_type": "refresh_token", "refresh_token": first["refresh_token"]?.string]
        let narrow = try await subject.token(form.merging(["scope": "openid"]) { $1 })
        #expect(narrow.json["scope"] == "openid")
        let wide = try await subject.token(form.merging(["scope": .some(SimulatorSubject.email)]) { $1 })
        #expect(wide.status == 400)
        #expect(wide.json["error"] == "invalid_scope")
    }

    @Test("change with each refresh when the service rotates them")
    func rotates() async throws {
        let subject = SimulatorSubject()
        let first = try await subject.consent()
        try await subject.control("settings", ["rotatesRefreshTokens": true])
        let second = try await subject.refresh(first).json
        #expect(second["refresh_token"] != nil)
        let old = try await subject.refresh(first)
        #expect(old.status == 400)
        #expect(old.json["error"] == "invalid_grant")
        #expect(old.json["error_description"] == "Token has been expired or revoked.")
        #expect(try await subject.refresh(second).status == 200)
    }

    @Test("end together when either is revoked", arguments: ["access_token", "refresh_token"])
    func revokes(_ which: String) async throws {
        let subject = SimulatorSubject()
        let first = try await subject.consent()
        let form = ["token": first[which]?.string ?? ""]
        let done = try await subject.post("/revoke", form)
        #expect(done.status == 200)
        #expect(done.json == [:])
        #expect(await subject.check(first) == nil)
        #expect(try await subject.refresh(first).json["error"] == "invalid_grant")
        let again = try await subject.post("/revoke", form)
        #expect(again.status == 400)
        #expect(again.json["error"] == "invalid_token")
        #expect(try await subject.consent()["refresh_token"] != nil, "the next consent is a first one")
    }

    @Test("end by control: taken back, or over")
    func controls() async throws {
        let subject = SimulatorSubject()
        var json = try await subject.consent()
        try await subject.control("expire", ["what": "access"])
        #expect(await subject.check(json) == nil)
        #expect(try await subject.refresh(json).status == 200)
        try await subject.control("expire", ["what": "refresh"])
        #expect(try await subject.refresh(json).status == 400)
        json = try await subject.consent(["prompt": "consent"])
        try await subject.control("revoke", ["account": "office@example.org"])
        #expect(await subject.check(json) != nil)
        try await subject.control("revoke", ["account": "user@example.com"])
        #expect(await subject.check(json) == nil)
    }

    @Test("of a program in testing end after seven days, unless they only say who somebody is")
    func testing() async throws {
        let subject = SimulatorSubject(client: "testing")
        let drive = try await subject.consent()
        #expect(drive["refresh_token_expires_in"] == 604_799)
        try await subject.control("consent", ["account": "office@example.org"])
        let identity = try await subject.consent(["scope": "openid email"])
        #expect(identity["refresh_token_expires_in"] == nil)
        subject.clock.advance(by: .seconds(7 * 86_400 - 1))
        #expect(try await subject.refresh(drive).status == 200)
        subject.clock.advance(by: .seconds(1))
        #expect(try await subject.refresh(drive).json["error"] == "invalid_grant")
        #expect(try await subject.refresh(identity).status == 200)
    }

    @Test("of one program and account are a hundred at most; the oldest ends")
    func hundred() async throws {
        let subject = SimulatorSubject()
        let first = try await subject.consent()
        subject.clock.advance(by: .seconds(1))
        for _ in 0..<99 { _ = try await subject.consent(["prompt": "consent"]) }
        #expect(try await subject.refresh(first).status == 200)
        _ = try await subject.consent(["prompt": "consent"])
        #expect(try await subject.refresh(first).status == 400)
    }

    @Test("belong to the program that got them")
    func otherProgram() async throws {
        let subject = SimulatorSubject()
        let first = try await subject.consent()
        var other = subject
        other.client = "testing"
        let (status, json) = try await other.refresh(first)
        #expect(status == 401)
        #expect(json["error"] == "unauthorized_client")
        #expect(try await subject.token(["grant_type": "password"]).json["error"] == "unsupported_grant_type")
    }

    @Test("outlive the process when they are kept in a folder")
    func kept() async throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/simulated-accounts-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clock = RecordingClock()
        var subject = SimulatorSubject()
        subject.google = try await GoogleSimulator(keptIn: folder, clock: clock)
        let first = try await subject.consent(["scope": "openid"])
        let keyFile = try await subject.google.serviceAccountFile(origin: "http://127.0.0.1:9")
        subject.google = try await GoogleSimulator(keptIn: folder, clock: clock)
        #expect(try await subject.refresh(first).status == 200)
        #expect(await subject.check(first) == nil, "access tokens are not kept")
        #expect(try await subject.google.serviceAccountFile(origin: "http://127.0.0.1:9") == keyFile)
        #expect(try await subject.consent(["scope": "openid"])["refresh_token"] == nil, "the consent is kept")
    }
}
