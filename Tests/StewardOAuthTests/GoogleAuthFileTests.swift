// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardOAuth
import Testing

@Suite("A sign-in that Google's Python library kept")
struct GoogleAuthFileTests {
    private let now = Date(timeIntervalSince1970: 1_770_000_000)

    private func grant(_ text: String) throws -> KeptGrant {
        try KeptGrant(googleAuthFile: Secret(text), grantedAt: now)
    }

    @Test("is taken over: client, scopes, both tokens, and when the access token ends")
    func whole() throws {
        let kept = try grant(
            """
            {"token": "CANARY-access", "refresh_token": "CANARY-refresh", "token_uri": "https://evil.example/token",
             "client_id": "1.apps.googleusercontent.com", "client_secret": "CANARY-secret",
             "scopes": ["https://www.googleapis.com/auth/drive"], "universe_domain": "googleapis.com", "account": "",
             "expiry": "2026-02-08T10:11:12.123456Z"}
            """)
        #expect(kept.clientID == "1.apps.googleusercontent.com" && kept.account == nil)
        #expect(kept.scopes == ["https://www.googleapis.com/auth/drive"])
        #expect(kept.refreshToken == Secret("CANARY-refresh") && kept.accessToken == Secret("CANARY-access"))
        #expect(kept.expiry == Date(timeIntervalSince1970: 1_770_545_472) && kept.grantedAt == now)
        #expect(try KeptGrant(kept.text) == kept)
        #expect(!Example.everything(kept).contains("CANARY"))
    }

    @Test("without an access token, or without its end, it is refreshed before it is used")
    func ended() throws {
        for more in ["", #""token":"a","#, #""token":"a","expiry":"soon","#, #""token":"a b","expiry":"x","#] {
            let kept = try grant(#"{\#(more)"refresh_token":"r","client_id":"c"}"#)
            #expect(!kept.isUsable(at: now, refused: nil), "\(more)")
            #expect(kept.scopes.isEmpty)
        }
    }

    @Test(
        "what is none is named",
        arguments: [
            ("CANARY", "not JSON"), (#"{"client_id":"c"}"#, "has no refresh_token"),
            (#"{"refresh_token":"CANARY"}"#, "has no client_id"),
            (#"{"refresh_token":"CANARY x","client_id":"c"}"#, "cannot be one"),
            (#"{"refresh_token":"CANARY","client_id":"c","scopes":"CANARY"}"#, "scopes that is no list"),
            (#"{"installed":{}}"#, "the setting client"), (#"{"type":"service_account"}"#, "service-account"),
        ])
    func wrong(text: String, part: String) {
        let error = #expect(throws: IntegrationError.self) { try grant(text) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
        #expect(error.map { !Example.everything($0).contains("CANARY") } == true)
    }
}
