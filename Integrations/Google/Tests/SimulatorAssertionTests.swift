// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

@testable import GoogleSimulator

@Suite("Simulated service accounts and devices")
struct SimulatorAssertionTests {
    private struct Service {
        var subject = SimulatorSubject()
        let email: String
        let key: SigningKey

        init(mayActForOthers: Bool = true) throws {
            key = try SigningKey()
            var project = SimulatedProject.demonstration
            email = project.serviceAccountEmail
            project.serviceAccounts = [
                SimulatedServiceAccount(email: email, subject: "7", mayActForOthers: mayActForOthers, key: key)
            ]
            subject.google = GoogleSimulator(project, clock: subject.clock)
        }

        func claims(_ changes: [String: JSON?] = [:]) -> JSON {
            let now = Int64(subject.clock.now.timeIntervalSince1970)
            var all: [String: JSON] = [
                "iss": .string(email), "scope": .string(SimulatorSubject.drive),
                "aud": "https://oauth2.googleapis.com/token", "iat": .integer(now), "exp": .integer(now + 3600),
            ]
            for (name, value) in changes { all[name] = value }
            return .object(all.map { JSON.Member($0.key, $0.value) })
        }

        func ask(_ claims: JSON, key other: SigningKey? = nil) async throws -> (status: Int, json: JSON) {
            try await subject.post(
                "/token",
                [
                    "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
                    "assertion": try JSONWebToken.sign(claims, with: other ?? key),
                ])
        }
    }

    @Test("get a token for a signed request, also one addressed to Google, and act for a person")
    func tokens() async throws {
        let service = try Service()
        for audience in ["https://oauth2.googleapis.com/token", "http://127.0.0.1:9/token"] {
            let (status, json) = try await service.ask(service.claims(["aud": .string(audience)]))
            #expect(status == 200, "\(json)")
            #expect(json["expires_in"] == 3599)
            #expect(await service.subject.check(json)?.account == service.email)
        }
        let (_, json) = try await service.ask(service.claims(["sub": "user@example.com"]))
        #expect(await service.subject.check(json)?.account == "user@example.com")
    }

    @Test("are refused when anything in the request is wrong")
    func refusals() async throws {
        let service = try Service(mayActForOthers: false)
        let now = Int64(service.subject.clock.now.timeIntervalSince1970)
        let wrong: [(String, JSON?, String)] = [
            ("iss", "nobody@example.com", "invalid_grant"), ("aud", "https://evil.example/token", "invalid_grant"),
            ("scope", nil, "invalid_scope"), ("scope", "everything", "invalid_scope"),
            ("exp", .integer(now - 600), "invalid_grant"), ("exp", .integer(now + 3700), "invalid_grant"),
            ("iat", .integer(now + 600), "invalid_grant"), ("exp", nil, "invalid_grant"),
            ("sub", "user@example.com", "unauthorized_client"),
        ]
        for (name, value, error) in wrong {
            let (status, json) = try await service.ask(service.claims([name: value]))
            #expect(json["error"]?.string == error, "\(name)")
            #expect(status == (error == "unauthorized_client" ? 401 : 400))
        }
        let forged = try await service.ask(service.claims(), key: try SigningKey())
        #expect(forged.json["error_description"] == "Invalid JWT Signature.")
        try await service.subject.control("settings", ["clockSkewSeconds": 7200])
        let skewed = try await service.ask(service.claims())
        #expect(skewed.json["error_description"]?.string?.contains("Check your iat and exp values") == true)
    }

    @Test("may send their own signature in place of a token")
    func selfSigned() async throws {
        let service = try Service()
        let audience = service.claims(["aud": "https://www.googleapis.com/", "scope": nil])
        let token = try JSONWebToken.sign(audience, with: service.key)
        #expect(await service.subject.google.check(token)?.account == service.email)
        #expect(await service.subject.google.check(try JSONWebToken.sign(audience, with: SigningKey())) == nil)
        service.subject.clock.advance(by: .seconds(2 * 3600))
        #expect(await service.subject.google.check(token) == nil)
    }

    @Test("devices wait, ask too often, are allowed, denied, or too late")
    func devices() async throws {
        let subject = SimulatorSubject(client: "device")
        let scope = "https://www.googleapis.com/auth/drive.file"
        func start() async throws -> JSON {
            try await subject.post("/device/code", ["client_id": subject.clientID, "scope": scope]).json
        }
        func poll(_ device: JSON) async throws -> (status: Int, json: JSON) {
            try await subject.token([
                "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
                "device_code": device["device_code"]?.string,
            ])
        }
        let device = try await start()
        #expect(device["verification_url"] == "http://127.0.0.1:9/device")
        #expect(device["interval"] == 5)
        let waiting = try await poll(device)
        #expect(waiting.status == 428)
        #expect(waiting.json["error"] == "authorization_pending")
        let hasty = try await poll(device)
        #expect(hasty.status == 403)
        #expect(hasty.json["error"] == "slow_down")
        subject.clock.advance(by: .seconds(11))
        let allowed = try await poll(device)
        #expect(allowed.status == 200)
        #expect(allowed.json["refresh_token"] != nil)
        #expect(await subject.check(allowed.json)?.scopes == [scope])
        #expect(try await poll(device).json["error"] == "invalid_grant")
        try await subject.control("settings", ["devices": "deny"])
        #expect(try await poll(try await start()).json["error"] == "access_denied")
        let late = try await start()
        subject.clock.advance(by: .seconds(1801))
        #expect(try await poll(late).json["error"] == "expired_token")
    }

    @Test("devices are let in by the code they show, for narrow scopes and programs of their kind only")
    func deviceLimits() async throws {
        let subject = SimulatorSubject(client: "device")
        try await subject.control("settings", ["devices": "pending"])
        let form = ["client_id": subject.clientID, "scope": "email"]
        let device = try await subject.post("/device/code", form).json
        let page = "/device?user_code=\(device["user_code"]?.string ?? "")"
        _ = await subject.google.respond(to: SimulatedRequest(.get, page))
        let (status, _) = try await subject.token([
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": device["device_code"]?.string,
        ])
        #expect(status == 200)
        let wide = try await subject.post("/device/code", form.merging(["scope": SimulatorSubject.drive]) { $1 })
        #expect(wide.json["error"] == "invalid_scope")
        let desktop = form.merging(["client_id": "desktop.apps.example.com"]) { $1 }
        #expect(try await subject.post("/device/code", desktop).json["error"] == "invalid_client")
    }
}
