// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardOAuth
import Testing

/// Random input with a fixed seed: nothing traps, and what must hold for any input holds.
@Suite("Noise")
struct ParserFuzzTests {
    private static let words = [
        "{", "}", "[", "]", ":", ",", "\"", "null", "true", "-1", "1e400", "3599", "access_token", "refresh_token",
        "\"access_token\":\"a\"", "\"expires_in\":", "\"scope\":\"a b\"", "token_type", "Bearer", "error",
        "invalid_grant", "error_description", "installed", "\"client_id\":\"x\"", "web", "type", "service_account",
        "state=", "code=", "&", "?", "=", "%", "%2", "%C3%28", "+", "#", " ", "\n", "é", "\u{0}", "\u{202E}", ".",
        "keys",
        "kid", "\"kty\":\"RSA\"", "n", "e", "AQAB", "version", "1", "eyJhbGciOiJSUzI1NiJ9", "device_code", "user_code",
    ]

    private static func text(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...20, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined()
    }

    @Test("every parser takes it or refuses it")
    func parsers() throws {
        var random = SeededGenerator(seed: 21)
        let provider = try Example.provider()
        let bytes = RandomBytes { Array(repeating: 1, count: $0) }
        for _ in 0..<20_000 {
            let text = Self.text(&random)
            let raw = Array(text.utf8)
            if let reply = try? TokenReply(parsing: raw) { #expect(Token.isWellFormed(reply.accessToken.reveal())) }
            #expect(TokenRefusal(status: 400, body: raw).details.count <= 200)
            _ = try? DeviceReply(parsing: raw, addressMembers: ["verification_uri"])
            _ = try? KeySet(parsing: raw)
            _ = try? KeptGrant(Secret(text))
            _ = JSONWebToken(Secret(text))
            _ = OAuthEndpoint(text)
            if let client = try? OAuthClient(googleFile: Secret(text)) { #expect(Token.isWellFormed(client.id)) }
            #expect(throws: IntegrationError.self) { try ServiceAccountKey(googleFile: Secret(text)) }
            var flow = AuthorizationFlow(
                SignInRequest(scopes: [text], hint: text, random: bytes), provider: provider, client: Example.client,
                redirect: "http://127.0.0.1:1/", random: bytes)
            guard case .foreign = flow.handle(text) else {
                Issue.record("taken as the end of a sign-in: \(text)")
                return
            }
        }
    }

    @Test("a query that was written reads back as it was")
    func parameters() {
        var random = SeededGenerator(seed: 22)
        for _ in 0..<5000 {
            let value = Self.text(&random)
            let written: Parameters = ["a": value, "b&=": "x", "c": ""]
            let read = Parameters(parsing: written.encoded)
            #expect(read["a"].map { Array($0.utf8) } == Array(value.utf8))
            #expect(read["b&="] == "x" && read["c"] == "" && read["d"] == nil)
            #expect(written.encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        }
    }
}
