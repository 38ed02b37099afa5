// SPDX-License-Identifier: Apache-2.0
import Crypto
import CryptoExtras
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardOAuth
import Synchronization

/// Plays Google for sign-ins: takes the address that a browser is sent to, gives the one that it comes back with, and
/// answers for tokens and keys (OpenID Connect Core 1.0, 3.1; RFC 7636, 4.6).
final class PlayedGoogle: HTTPTransport {
    /// Who agrees at Google's.
    struct Person: Sendable {
        var subject = "1001"
        var email = "Dora@example.org"
        var isVerified = true
        var name: String? = "Dora"
    }
    private struct Issued: Sendable {
        let person: Person
        let nonce: String
        let challenge: String
        let redirect: String
    }

    static let client = "client-1"
    static let secret = Secret("client-secret-canary")
    private static let key = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
    private let clock: HandClock
    private let issued = Mutex<[String: Issued]>([:])
    private let calls = Mutex<[String]>([])
    /// Changes what an ID token claims.
    let claims = Mutex<[String: JSON]>([:])

    init(clock: HandClock) { self.clock = clock }

    /// The paths that were asked for.
    var paths: [String] { calls.withLock { $0 } }

    /// What the browser comes back with when this person agrees.
    func agree(_ address: String, _ person: Person = Person()) -> String {
        let query = Parameters(parsing: address.drop { $0 != "?" }.dropFirst())
        let code = "code-\(issued.withLock { $0.count })-of-this-sign-in"
        let made = Issued(
            person: person, nonce: query["nonce"] ?? "", challenge: query["code_challenge"] ?? "",
            redirect: query["redirect_uri"] ?? "")
        issued.withLock { $0[code] = made }
        return "\(made.redirect)?state=\(query["state"] ?? "")&code=\(code)"
    }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let path = call.request.path ?? ""
        calls.withLock { $0.append(path) }
        do {
            if path == "/certs" { return try reply(keySet()) }
            let body = try await call.body?.stream()?.collect(upTo: 1 << 16) ?? []
            return try token(Parameters(parsing: String(decoding: body, as: UTF8.self)))
        } catch {
            throw IntegrationError(.unavailable, "\(error)")
        }
    }

    private func reply(_ json: JSON, _ status: Int = 200) throws -> HTTPReply {
        HTTPReply(HTTPResponse(status: .init(code: status)), body: ByteStream(try json.canonicalBytes()))
    }

    private func token(_ form: Parameters) throws -> HTTPReply {
        let challenge = Base64URL.encode(SHA256.hash(data: Array((form["code_verifier"] ?? "").utf8)))
        let found = issued.withLock { $0.removeValue(forKey: form["code"] ?? "") }
        guard let found, found.challenge == challenge, found.redirect == form["redirect_uri"],
            form["client_id"] == Self.client, form["client_secret"] == Self.secret.reveal()
        else { return try reply(["error": "invalid_grant"], 400) }
        return try reply([
            "access_token": "access", "token_type": "Bearer", "expires_in": 3600,
            "id_token": .string(try idToken(found)),
        ])
    }

    private func idToken(_ issued: Issued) throws -> String {
        let now = Int64(clock.now.timeIntervalSince1970)
        var members: [String: JSON] = [
            "iss": "https://accounts.google.com", "aud": .string(Self.client), "sub": .string(issued.person.subject),
            "email": .string(issued.person.email), "email_verified": .bool(issued.person.isVerified),
            "nonce": .string(issued.nonce), "iat": .integer(now), "exp": .integer(now + 3600),
        ]
        if let name = issued.person.name { members["name"] = .string(name) }
        members.merge(claims.withLock { $0 }) { _, new in new }
        let header: JSON = ["alg": "RS256", "kid": "key-1", "typ": "JWT"]
        let body = JSON.object(members.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })
        let signed = try [header, body].map { Base64URL.encode(try $0.canonicalBytes()) }.joined(separator: ".")
        let signature = try Self.key.get().signature(for: Array(signed.utf8), padding: .insecurePKCS1v1_5)
        return "\(signed).\(Base64URL.encode(signature.rawRepresentation))"
    }

    private func keySet() throws -> JSON {
        let parts = try Self.key.get().publicKey.getKeyPrimitives()
        let key: JSON = [
            "kty": "RSA", "kid": "key-1", "alg": "RS256", "use": "sig", "n": .string(Base64URL.encode(parts.modulus)),
            "e": .string(Base64URL.encode(parts.publicExponent)),
        ]
        return ["keys": .array([key])]
    }
}
