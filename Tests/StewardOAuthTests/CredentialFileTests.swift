// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import JWTKit
import StewardCore
import StewardOAuth
import Testing

@Suite("Credential files of Google's console")
struct CredentialFileTests {
    @Test("a desktop client comes back to any port of this machine, whatever its file lists")
    func installed() throws {
        let text = """
            \u{FEFF}{"installed":{"client_id":"1-a.apps.googleusercontent.com","project_id":"p",
             "auth_uri":"https://evil.example/auth","token_uri":"https://evil.example/token",
             "client_secret":"CANARY-s","redirect_uris":["http://localhost"]}}
            """
        let client = try OAuthClient(googleFile: Secret(text))
        #expect(client.id == "1-a.apps.googleusercontent.com")
        #expect(client.secret?.reveal() == "CANARY-s")
        #expect(client.redirects.isEmpty)
        #expect(!Example.everything(client).contains("CANARY"))
    }

    @Test("a web client comes back only to the addresses in its file")
    func web() throws {
        let text = #"{"web":{"client_id":"w","client_secret":"s","redirect_uris":["http://localhost:8080/back"]}}"#
        #expect(try OAuthClient(googleFile: Secret(text)).redirects == ["http://localhost:8080/back"])
    }

    @Test(
        "a wrong file is named with the place and what to do",
        arguments: [
            ("CANARY", "is not JSON (line 1, column 1)"), ("{\n \"installed\": CANARY}", "is not JSON (line 2"),
            ("", "is not JSON"), ("[]", "no object"), ("{}", "neither “installed” nor “web”"),
            (#"{"installed":{},"web":{}}"#, "neither"), (#"{"installed":[]}"#, "neither"),
            (#"{"installed":{"client_secret":"CANARY"}}"#, "has no installed.client_id"),
            (#"{"installed":{"client_id":5,"client_secret":"CANARY"}}"#, "installed.client_id that is no text"),
            (#"{"installed":{"client_id":"a b","client_secret":"CANARY"}}"#, "installed.client_id with a space"),
            (#"{"installed":{"client_id":"a","client_secret":["CANARY"]}}"#, "installed.client_secret that is no text"),
            (#"{"web":{"client_id":"a"}}"#, "has no web.client_secret"),
            (#"{"web":{"client_id":"a","client_secret":"CANARY","redirect_uris":[1]}}"#, "no list of texts"),
            (#"{"type":"service_account","private_key":"CANARY"}"#, "the setting service-account"),
            (#"{"type":"authorized_user","refresh_token":"CANARY"}"#, "a saved sign-in"),
            (#"{"token":"CANARY","refresh_token":"CANARY"}"#, "a saved sign-in"),
        ])
    func wrongClient(text: String, part: String) {
        let error = #expect(throws: IntegrationError.self) { try OAuthClient(googleFile: Secret(text)) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
        #expect(error.map { !Example.everything($0).contains("CANARY") } == true)
    }

    private static func keyFile(_ change: [String: String?] = [:]) -> Secret {
        var members: [String: String] = [
            "type": "service_account", "client_email": "bot@p.iam.gserviceaccount.com", "private_key_id": "key-1",
            "private_key": TestKeys.privateKey, "token_uri": "https://evil.example/token",
        ]
        for (key, value) in change { members[key] = value }
        let json = JSON.object(members.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
        return Secret(String(decoding: (try? json.canonicalBytes()) ?? [], as: UTF8.self))
    }

    @Test("a service account's assertion is right by its public key, and says what RFC 7523 and Google want")
    func assertion() async throws {
        let key = try ServiceAccountKey(googleFile: Self.keyFile())
        #expect(!Example.everything(key).contains("PRIVATE KEY"))
        let assertion = try await key.assertion(
            scopes: ["a", "b"], audience: "https://oauth2.googleapis.com/token", subject: "anna@example.org",
            now: Date(timeIntervalSince1970: 1_790_000_000.9))
        let parts = assertion.reveal().split(separator: ".").map(String.init)
        #expect(parts.count == 3)
        let header = try JSON(parsing: try #require(Base64URL.decode(parts[0])))
        #expect(header["alg"] == "RS256" && header["kid"] == "key-1" && header["typ"] == "JWT")
        let claims = try JSON(parsing: try #require(Base64URL.decode(parts[1])))
        #expect(claims["iss"] == "bot@p.iam.gserviceaccount.com" && claims["sub"] == "anna@example.org")
        #expect(claims["scope"] == "a b" && claims["aud"] == "https://oauth2.googleapis.com/token")
        #expect(claims["iat"] == 1_790_000_000 && claims["exp"] == 1_790_003_600)
        let publicKey = try Insecure.RSA.PublicKey(pem: TestKeys.publicKey)
        let verifier = try await JWTKeyCollection().add(rsa: publicKey, digestAlgorithm: .sha256).getKey()
        let signature = try #require(Base64URL.decode(parts[2]))
        #expect(try verifier.verify(signature, signs: Array("\(parts[0]).\(parts[1])".utf8)))
        let other = try Insecure.RSA.PublicKey(modulus: TestKeys.otherModulus, exponent: "AQAB")
        let wrong = try await JWTKeyCollection().add(rsa: other, digestAlgorithm: .sha256).getKey()
        #expect(try !wrong.verify(signature, signs: Array("\(parts[0]).\(parts[1])".utf8)))
    }

    @Test(
        "a wrong key file is named with the place and what to do",
        arguments: [
            (["type": "authorized_user"], "its type is another one"), (["type": nil], "its type is another one"),
            (["client_email": nil], "has no client_email"), (["private_key_id": ""], "private_key_id that is no text"),
            (["private_key": "CANARY"], "no RSA key"), (["private_key": TestKeys.publicKey], "no RSA key"),
            (["web": "x"], "the setting client"),
        ] as [([String: String?], String)])
    func wrongKey(change: [String: String?], part: String) {
        let error = #expect(throws: IntegrationError.self) {
            try ServiceAccountKey(googleFile: Self.keyFile(change))
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
        let shown = error.map(Example.everything) ?? ""
        #expect(!shown.contains("CANARY") && !shown.contains("MII"))
    }

    /// For other suites.
    static func key() throws -> ServiceAccountKey { try ServiceAccountKey(googleFile: keyFile()) }
}
