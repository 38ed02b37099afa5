// SPDX-License-Identifier: Apache-2.0
import Google
import StewardCore
import StewardOAuth
import Testing

/// Published examples of Google's guides, as of November 2026.
@Suite("Google's replies")
struct GoogleReplyTests {
    @Test("an exchange of a code (OAuth 2.0 for iOS & Desktop Apps, step 5)")
    func exchange() throws {
        let text = """
            {
              "access_token": "1/fFAGRNJru1FTz70BzhT3Zg",
              "expires_in": 3920,
              "token_type": "Bearer",
              "scope": "https://www.googleapis.com/auth/drive.metadata.readonly",
              "refresh_token": "1//xEoDL4iW3cxlI7yDbSRFYNG01kVKM2C-259HOF2aQbI"
            }
            """
        let reply = try TokenReply(parsing: Array(text.utf8))
        #expect(reply.lifetime == .seconds(3920) && reply.refreshToken != nil)
    }

    @Test("what a token is good for (tokeninfo): every value is text, and what is not known is left alone")
    func tokenInfo() throws {
        let text = """
            {"azp":"1.apps.googleusercontent.com","aud":"1.apps.googleusercontent.com","sub":"110169484474386276334",
             "scope":"openid https://www.googleapis.com/auth/userinfo.email","exp":"1433981953","expires_in":"3600",
             "email":"testuser@gmail.com","email_verified":"true","access_type":"offline","new":{"a":[1]}}
            """
        let info = try TokenInfo(parsing: Array(text.utf8))
        #expect(info.email == "testuser@gmail.com" && info.subject == "110169484474386276334")
        #expect(info.scopes.count == 2 && info.audience == "1.apps.googleusercontent.com")
    }

    @Test("noise is refused and never a crash")
    func noise() {
        let words = ["{", "}", "\"scope\":", "\"a b\"", "\"aud\":", ",", "1", "null", "[", "]", "\"", "é", "\u{0}"]
        var state: UInt64 = 17
        for _ in 0..<5000 {
            var text = ""
            for _ in 0..<(state % 12) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += words[Int(state >> 33) % words.count]
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            if let info = try? TokenInfo(parsing: Array(text.utf8)) { #expect(text.contains("scope"), "\(info)") }
        }
    }
}
