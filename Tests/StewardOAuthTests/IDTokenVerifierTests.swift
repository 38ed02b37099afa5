// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Crypto
import HTTPTypes
import JWTKit
import StewardCore
import StewardHTTP
import StewardOAuth
import Testing

@Suite("ID tokens")
struct IDTokenVerifierTests {
    private let clock = HandClock()
    private static let keySet = """
        {"keys":[{"kty":"RSA","alg":"RS256","use":"sig","kid":"key-1","e":"AQAB","n":"\(TestKeys.modulus)"},
         {"kty":"EC","kid":"key-ec","crv":"P-256","x":"a","y":"b"},{"kty":"RSA","kid":"tiny","e":"AQAB","n":"AQAB"},
         {"kty":"RSA","use":"enc","kid":"key-enc","e":"AQAB","n":"\(TestKeys.modulus)"}]}
        """

    /// What is changed in a good token.
    struct Change: Sendable, CustomTestStringConvertible {
        var name: String
        var header: [String: JSON?] = [:]
        var claims: [String: JSON?] = [:]
        var key = TestKeys.privateKey
        var nonce: String? = "n-1"
        var part: String
        var testDescription: String { name }
    }

    private func text(_ change: Change) async throws -> String {
        let now = Int64(clock.now.timeIntervalSince1970)
        var header: [String: JSON] = ["alg": "RS256", "kid": "key-1", "typ": "JWT"]
        var claims: [String: JSON] = [
            "iss": "https://accounts.google.com", "aud": "client-1", "azp": "client-1", "sub": "42",
            "email": "anna@example.org", "email_verified": true, "name": "Anna", "hd": "example.org", "nonce": "n-1",
            "iat": .integer(now), "exp": .integer(now + 3600),
        ]
        for (name, value) in change.header { header[name] = value }
        for (name, value) in change.claims { claims[name] = value }
        let parts = try [header, claims].map { members in
            let sorted = members.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }
            return Base64URL.encode(try JSON.object(sorted).canonicalBytes())
        }
        let signed = parts.joined(separator: ".")
        return "\(signed).\(Base64URL.encode(try await sign(Array(signed.utf8), header["alg"]?.string, change.key)))"
    }

    private func sign(_ bytes: [UInt8], _ algorithm: String?, _ key: String) async throws -> [UInt8] {
        switch algorithm {
        case "none": return []
        // The confusion: the public key, which everybody has, as the secret of an HMAC.
        case "HS256":
            let secret = SymmetricKey(data: Array(TestKeys.publicKey.utf8))
            return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: secret))
        default:
            let key = try Insecure.RSA.PrivateKey(pem: key)
            return try await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256).getKey().sign(bytes)
        }
    }

    private func verifier(
        _ transport: FormTransport? = nil, _ change: (inout IdentityRules) -> Void = { _ in }
    ) throws -> IDTokenVerifier {
        var rules = IdentityRules(
            issuers: ["accounts.google.com", "https://accounts.google.com"], audiences: ["client-1", "client-9"])
        change(&rules)
        return IDTokenVerifier(
            rules: rules, provider: "Google", keysAddress: try Example.endpoint("/certs"),
            transport: transport ?? FormTransport { _ in .json(Self.keySet) }, clock: clock)
    }

    @Test("a good token says who it speaks of")
    func good() async throws {
        let token = Secret(try await text(Change(name: "good", part: "")))
        let claims = try await verifier { $0.hostedDomain = "Example.org" }.verify(token, nonce: "n-1")
        #expect(
            claims
                == IdentityClaims(
                    subject: "42", email: "anna@example.org", isEmailVerified: true, name: "Anna",
                    hostedDomain: "example.org"))
        #expect(claims.verifiedEmail == "anna@example.org")
    }

    @Test(
        "what is legal is taken",
        arguments: [
            Change(name: "the issuer without its scheme", claims: ["iss": "accounts.google.com"], part: ""),
            Change(name: "several audiences", claims: ["aud": ["client-1", "other"]], part: ""),
            Change(name: "another client of ours", claims: ["aud": "client-9", "azp": "client-9"], part: ""),
            Change(name: "no azp with one audience", claims: ["azp": nil], part: ""),
            Change(name: "no nonce, none asked for", claims: ["nonce": nil], nonce: nil, part: ""),
            Change(name: "ended half a minute ago", claims: ["exp": 1_789_999_970], part: ""),
            Change(name: "made half a minute from now", claims: ["iat": 1_790_000_030], part: ""),
        ])
    func legal(change: Change) async throws {
        let token = Secret(try await text(change))
        #expect(try await verifier().verify(token, nonce: change.nonce).subject == "42")
    }

    @Test(
        "an address that the provider does not vouch for is not verified",
        arguments: [false, "false", nil, 1] as [JSON?])
    func unverified(value: JSON?) async throws {
        let change = Change(name: "unverified", claims: ["email_verified": value], part: "")
        let claims = try await verifier().verify(Secret(try await text(change)), nonce: "n-1")
        #expect(claims.verifiedEmail == nil && claims.email == "anna@example.org")
    }

    @Test(
        "what is not right is refused, with the reason",
        arguments: [
            Change(name: "no signature at all", header: ["alg": "none"], part: "not signed by RS256"),
            Change(name: "HS256 with the public key", header: ["alg": "HS256"], part: "not signed by RS256"),
            Change(name: "another algorithm", header: ["alg": "RS512"], part: "not signed by RS256"),
            Change(name: "algorithm in lower case", header: ["alg": "rs256"], part: "not signed by RS256"),
            Change(name: "no algorithm", header: ["alg": nil], part: "is not one"),
            Change(name: "critical extension", header: ["crit": ["b64"]], part: "is not one"),
            Change(name: "another key", key: TestKeys.otherPrivateKey, part: "signature is wrong"),
            Change(name: "unknown key id", header: ["kid": "key-2"], part: "no key of that id"),
            Change(name: "no key id", header: ["kid": nil], part: "no key of that id"),
            Change(name: "a key for encryption", header: ["kid": "key-enc"], part: "no key of that id"),
            Change(name: "a key that is too small", header: ["kid": "tiny"], part: "no key of that id"),
            Change(name: "another issuer", claims: ["iss": "https://evil.example"], part: "somebody else"),
            Change(name: "issuer with a slash", claims: ["iss": "https://accounts.google.com/"], part: "somebody else"),
            Change(name: "another audience", claims: ["aud": "client-2"], part: "another program"),
            Change(name: "made for another party", claims: ["azp": "client-2"], part: "another program"),
            Change(
                name: "several audiences, no party", claims: ["aud": ["client-1", "x"], "azp": nil], part: "another"),
            Change(name: "no audience", claims: ["aud": nil], part: "lacks a claim"),
            Change(name: "an empty list of audiences", claims: ["aud": []], part: "lacks a claim"),
            Change(name: "ended two minutes ago", claims: ["exp": 1_789_999_880], part: "ended 120 seconds ago"),
            Change(name: "no end", claims: ["exp": nil], part: "lacks a claim"),
            Change(name: "end as text", claims: ["exp": "1890000000"], part: "lacks a claim"),
            Change(name: "made in the future", claims: ["iat": 1_790_000_600], part: "600 seconds from now"),
            Change(name: "valid in the future", claims: ["nbf": 1_790_000_600], part: "600 seconds from now"),
            Change(name: "no time of making", claims: ["iat": nil], part: "lacks a claim"),
            Change(name: "no subject", claims: ["sub": nil], part: "lacks a claim"),
            Change(name: "an empty subject", claims: ["sub": ""], part: "lacks a claim"),
            Change(name: "another sign-in's nonce", nonce: "n-2", part: "another sign-in"),
            Change(name: "no nonce, one asked for", claims: ["nonce": nil], part: "another sign-in"),
        ])
    func refused(change: Change) async throws {
        let text = try await text(change)
        let error = await #expect(throws: IntegrationError.self) {
            try await verifier().verify(Secret(text), nonce: change.nonce)
        }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains(change.part) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains(text.prefix(30)) == false)
    }

    @Test("another organisation is refused when one is wanted; no organisation too")
    func hostedDomain() async throws {
        for claims: [String: JSON?] in [["hd": "evil.example"], ["hd": nil]] {
            let token = Secret(try await text(Change(name: "hd", claims: claims, part: "")))
            await #expect(throws: IntegrationError(.unauthorized, "")) {
                try await verifier { $0.hostedDomain = "example.org" }.verify(token, nonce: "n-1")
            }
        }
    }

    @Test("any change of one byte is refused")
    func tampered() async throws {
        let bytes = Array(try await text(Change(name: "good", part: "")).utf8)
        let verifier = try verifier()
        var random = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            var changed = bytes
            let place = Int.random(in: bytes.indices, using: &random)
            changed[place] = UInt8.random(in: 33...126, using: &random)
            guard changed != bytes else { continue }
            let token = Secret(String(decoding: changed, as: UTF8.self))
            await #expect(throws: IntegrationError(.unauthorized, "")) {
                try await verifier.verify(token, nonce: "n-1")
            }
        }
    }

    @Test(
        "text that is no token is refused",
        arguments: ["", ".", "..", "a.b", "a.b.c.d", "é.é.é", "e30.e30.", "e30.e30.AA"])
    func noToken(text: String) async throws {
        await #expect(throws: IntegrationError(.unauthorized, "")) {
            try await verifier().verify(Secret(text), nonce: nil)
        }
    }

    @Test("the keys are kept as long as max-age says, and one fetch serves all who wait", .timeLimit(.minutes(1)))
    func cache() async throws {
        let transport = FormTransport { _ in .json(Self.keySet, 200, [.cacheControl: "public, max-age=300"]) }
        let verifier = try verifier(transport)
        let token = Secret(try await text(Change(name: "good", part: "")))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { _ = try await verifier.verify(token, nonce: nil) } }
            try await group.waitForAll()
        }
        #expect(transport.calls.count == 1)
        clock.advance(299)
        _ = try await verifier.verify(token, nonce: nil)
        #expect(transport.calls.count == 1)
        clock.advance(1)
        _ = try await verifier.verify(token, nonce: nil)
        #expect(transport.calls.count == 2)
    }

    @Test("a new key is found by one more fetch; invented key ids cause one fetch a minute at most")
    func rotation() async throws {
        let hasRotated = Counter()
        let rotated = Self.keySet.split(separator: "key-1").joined(separator: "key-2")
        let transport = FormTransport { _ in
            .json(hasRotated.value > 0 ? rotated : Self.keySet, 200, [.cacheControl: "max-age=86400"])
        }
        let verifier = try verifier(transport)
        _ = try await verifier.verify(Secret(try await text(Change(name: "good", part: ""))), nonce: nil)
        hasRotated.increase()
        let new = Secret(try await text(Change(name: "new", header: ["kid": "key-2"], part: "")))
        _ = try await verifier.verify(new, nonce: nil)
        #expect(transport.calls.count == 2)
        for number in 0..<100 {
            let change = Change(name: "invented", header: ["kid": .string("x\(number)")], part: "")
            let token = Secret(try await text(change))
            await #expect(throws: IntegrationError(.unauthorized, "")) { try await verifier.verify(token, nonce: nil) }
        }
        #expect(transport.calls.count == 2)
        clock.advance(60)
        let late = Secret(try await text(Change(name: "late", header: ["kid": "late"], part: "")))
        await #expect(throws: IntegrationError(.unauthorized, "")) { try await verifier.verify(late, nonce: nil) }
        #expect(transport.calls.count == 3)
    }

    @Test("while the keys cannot be had they are asked for every five seconds at most")
    func failingKeys() async throws {
        let isBack = Counter()
        let transport = FormTransport { _ in isBack.value > 0 ? .json(Self.keySet) : .json("", 503) }
        let verifier = try verifier(transport)
        let token = Secret(try await text(Change(name: "good", part: "")))
        for _ in 0..<20 {
            await #expect(throws: IntegrationError(.unavailable, "")) { try await verifier.verify(token, nonce: nil) }
        }
        #expect(transport.calls.count == 1)
        clock.advance(5)
        isBack.increase()
        _ = try await verifier.verify(token, nonce: nil)
        #expect(transport.calls.count == 2)
    }

    @Test(
        "keys that cannot be had are no reason to refuse a person",
        arguments: [
            (503, "", IntegrationError.Code.unavailable), (429, "", .rateLimited), (200, "<html>", .malformedReply),
            (200, "{}", .malformedReply), (404, "", .notFound),
        ])
    func noKeys(status: Int, body: String, code: IntegrationError.Code) async throws {
        let verifier = try verifier(FormTransport { _ in .json(body, status) })
        let token = Secret(try await text(Change(name: "good", part: "")))
        let error = await #expect(throws: IntegrationError.self) { try await verifier.verify(token, nonce: nil) }
        #expect(error?.code == code)
    }
}
