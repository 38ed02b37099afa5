// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

@Suite("The simulated consent")
struct SimulatorConsentTests {
    @Test("redirects to the exact loopback address with state, code and scope")
    func redirects() async throws {
        let subject = SimulatorSubject()
        let reply = await subject.authorize(["redirect_uri": "http://localhost:51234/back"])
        let location = try #require(reply.headerFields[.location])
        #expect(location.hasPrefix("http://localhost:51234/back?state=s%2F1%20%26&code=4%2F0"))
        let found = try await subject.callback()
        #expect(found["state"] == "s/1 &")
        #expect(found["scope"] == SimulatorSubject.drive)
    }

    @Test(
        "shows an error page and redirects nowhere when the request is wrong",
        arguments: [
            ("client_id", "nobody", 401, "invalid_client"), ("client_id", nil, 400, "invalid_request"),
            ("redirect_uri", "http://evil.example:80/", 400, "redirect_uri_mismatch"),
            ("redirect_uri", "http://127.0.0.1.evil.example/", 400, "redirect_uri_mismatch"),
            ("redirect_uri", "https://127.0.0.1:50000/", 400, "redirect_uri_mismatch"),
            ("redirect_uri", "http://127.0.0.1:99999/", 400, "redirect_uri_mismatch"),
            ("redirect_uri", "urn:ietf:wg:oauth:2.0:oob", 400, "invalid_request"),
            ("response_type", "token", 400, "unsupported_response_type"), ("scope", nil, 400, "invalid_request"),
            ("scope", "everything", 400, "invalid_scope"), ("code_challenge", "short", 400, "invalid_request"),
            ("code_challenge_method", "S512", 400, "invalid_request"),
        ] as [(String, String?, Int, String)])
    func refuses(_ name: String, _ value: String?, _ status: Int, _ error: String) async {
        let reply = await SimulatorSubject().authorize([name: value])
        #expect(reply.status.code == status)
        #expect(reply.headerFields[.location] == nil)
        #expect(String(decoding: reply.body, as: UTF8.self).contains("Error \(status): \(error)"))
    }

    @Test("gives a code that is good once, for the right verifier, address and program")
    func codes() async throws {
        let subject = SimulatorSubject()
        let wrong: [(String, String?, String)] = [
            ("code_verifier", String(repeating: "w", count: 64), "invalid_grant"),
            ("code_verifier", nil, "invalid_grant"), ("redirect_uri", "http://127.0.0.1:1/", "redirect_uri_mismatch"),
            ("client_secret", "guess", "invalid_client"), ("client_secret", nil, "invalid_request"),
            ("client_id", "nobody", "invalid_client"),
        ]
        for (name, value, error) in wrong {
            let code = try #require(try await subject.callback()["code"])
            let (status, json) = try await subject.token(subject.exchange(code).merging([name: value]) { $1 })
            #expect(json["error"]?.string == error, "\(name)")
            #expect(status == (error == "invalid_client" ? 401 : 400))
        }
        let code = try #require(try await subject.callback()["code"])
        #expect(try await subject.token(subject.exchange(code)).status == 200)
        #expect(try await subject.token(subject.exchange(code)).json["error"] == "invalid_grant")
        let late = try #require(try await subject.callback()["code"])
        subject.clock.advance(by: .seconds(601))
        #expect(try await subject.token(subject.exchange(late)).json["error"] == "invalid_grant")
    }

    @Test("takes the program's credentials in HTTP Basic too")
    func basic() async throws {
        let subject = SimulatorSubject()
        let code = try #require(try await subject.callback()["code"])
        let form = subject.exchange(code).compactMapValues { $0 }
        let pair = Data("\(subject.clientID):\(subject.clientSecret)".utf8).base64EncodedString()
        let wrong = Data("\(subject.clientID):other".utf8).base64EncodedString()
        #expect(try await subject.post("/token", form, [.authorization: "Basic \(wrong)"]).status == 401)
        #expect(try await subject.post("/token", form, [.authorization: "Basic \(pair)"]).status == 200)
    }

    @Test("gives a refresh token with the first consent, and again on prompt=consent only")
    func refreshTokens() async throws {
        let subject = SimulatorSubject()
        let first = try await subject.consent()
        #expect(first["refresh_token"] != nil)
        #expect(first["expires_in"] == 3599)
        #expect(first["id_token"] == nil)
        #expect(try await subject.consent()["refresh_token"] == nil)
        #expect(try await subject.consent(["prompt": "consent"])["refresh_token"] != nil)
        let wider = try await subject.consent(["scope": "\(SimulatorSubject.drive) openid"])
        #expect(wider["refresh_token"] != nil, "a scope that is new is consented to anew")
        #expect(wider["id_token"] != nil)
    }

    @Test("adds what was granted before when it is asked to")
    func includesGranted() async throws {
        let subject = SimulatorSubject()
        _ = try await subject.consent()
        let alone = try await subject.consent(["scope": SimulatorSubject.email])
        #expect(alone["scope"]?.string == "\(SimulatorSubject.email) openid")
        let both = try await subject.consent(["scope": "email", "include_granted_scopes": "true"])
        let scopes = Set((both["scope"]?.string ?? "").split(separator: " ").map(String.init))
        #expect(scopes == [SimulatorSubject.drive, SimulatorSubject.email, "openid"])
    }

    @Test("lets a person deny, choose another account, or leave a scope unticked")
    func decisions() async throws {
        let subject = SimulatorSubject()
        try await subject.control("consent", ["decision": "deny"])
        let denied = try await subject.callback()
        #expect(denied == ["error": "access_denied", "state": "s/1 &"])
        try await subject.control("consent", ["account": "office@example.org"])
        #expect(await subject.check(try await subject.consent())?.account == "office@example.org")
        try await subject.control("consent", ["scopes": [.string(SimulatorSubject.email)]])
        let narrow = try await subject.consent(["scope": "\(SimulatorSubject.drive) \(SimulatorSubject.email)"])
        #expect(await subject.check(narrow)?.scopes.contains(SimulatorSubject.drive) == false)
        #expect(await subject.check(try await subject.consent())?.account == "user@example.com", "the next one allows")
        let hinted = try await subject.consent(["login_hint": "office@example.org"])
        #expect(await subject.check(hinted)?.account == "office@example.org")
        #expect(try await subject.callback(["prompt": "none", "scope": "profile"])["error"] == "interaction_required")
    }

    @Test("refuses a control it does not know")
    func unknownControls() async throws {
        let subject = SimulatorSubject()
        for (name, json) in [
            ("consent", ["decision": "maybe"]), ("consent", ["acount": "x"]), ("expire", ["what": "all"]),
            ("settings", ["devices": "never"]), ("consent", ["account": "nobody@example.com"]),
        ] as [(String, JSON)] {
            #expect(try await subject.control(name, json).status == .badRequest, "\(name) \(json)")
        }
    }
}
