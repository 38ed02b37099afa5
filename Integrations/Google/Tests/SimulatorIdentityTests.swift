// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

@testable import GoogleSimulator

@Suite("The simulated identity")
struct SimulatorIdentityTests {
    private let scopes = "openid email profile"

    private func get(_ subject: SimulatorSubject, _ target: String, bearer: String? = nil) async throws -> JSON {
        let fields: HTTPFields = bearer.map { [.authorization: "Bearer \($0)"] } ?? [:]
        let request = SimulatedRequest(.get, target, authority: "127.0.0.1:9", headerFields: fields)
        return try JSON(parsing: await subject.google.respond(to: request).body)
    }

    @Test("is signed: claims, key id, and who it is for")
    func identityToken() async throws {
        let subject = SimulatorSubject()
        let json = try await subject.consent(["scope": scopes, "nonce": "n1"])
        let token = try #require(JSONWebToken(json["id_token"]?.string ?? ""))
        #expect(token.claims["iss"] == "https://accounts.google.com")
        #expect(token.claims["aud"]?.string == subject.clientID)
        #expect(token.claims["sub"] == "100000000000000000001")
        #expect(token.claims["email"] == "user@example.com")
        #expect(token.claims["nonce"] == "n1")
        #expect(token.claims["exp"]?.integer == (token.claims["iat"]?.integer ?? 0) + 3600)
        let keys = try await get(subject, "/oauth2/v3/certs")["keys"]?.array ?? []
        #expect(keys.map { $0["kid"] } == [token.header["kid"]])
        #expect(keys.first?["n"]?.string?.count == 342, "a modulus of 2048 bits")
        try await subject.control("consent", ["account": "office@example.org"])
        try await subject.control("settings", ["issuer": "accounts.google.com"])
        let other = try await subject.consent(["scope": scopes])
        let office = try #require(JSONWebToken(other["id_token"]?.string ?? ""))
        #expect(office.claims["hd"] == "example.org")
        #expect(office.claims["iss"] == "accounts.google.com")
    }

    @Test("keys say how long they may be kept, change, and are forgotten")
    func keys() async throws {
        let subject = SimulatorSubject()
        let reply = await subject.google.respond(to: SimulatedRequest(.get, "/oauth2/v3/certs"))
        #expect(reply.headerFields[.cacheControl] == "public, max-age=21600, must-revalidate, no-transform")
        let first = try await get(subject, "/oauth2/v1/certs").members?.map(\.key) ?? []
        try await subject.control("keys")
        let both = try await get(subject, "/oauth2/v1/certs").members?.map(\.key) ?? []
        #expect(both.count == 2 && Set(both).isSuperset(of: first))
        try await subject.control("keys", ["forget": true])
        let last = try await get(subject, "/oauth2/v1/certs")
        #expect(last.members?.count == 1)
        #expect(Set(both).isDisjoint(with: last.members?.map(\.key) ?? []))
        #expect(last.members?.first?.value.string?.hasPrefix("-----BEGIN CERTIFICATE-----\n") == true)
    }

    @Test("answers what a token is, in text and in the older form")
    func tokenInfo() async throws {
        let subject = SimulatorSubject()
        let json = try await subject.consent(["scope": scopes])
        let access = try #require(json["access_token"]?.string)
        let identity = try #require(json["id_token"]?.string)
        let info = try await get(subject, "/tokeninfo?access_token=\(access)")
        #expect(info["expires_in"] == "3599")
        #expect(info["email_verified"] == "true")
        #expect(info["aud"]?.string == subject.clientID)
        let claims = try await get(subject, "/tokeninfo?id_token=\(identity)")
        #expect(claims["email"] == "user@example.com")
        #expect(claims["exp"]?.string != nil, "numbers are text")
        let old = try await get(subject, "/oauth2/v2/tokeninfo?access_token=\(access)")
        #expect(old["expires_in"] == 3599)
        #expect(old["verified_email"] == true)
        #expect(old["audience"]?.string == subject.clientID)
        let broken = identity.dropLast(4) + "AAAA"
        for query in ["id_token=\(broken)", "access_token=x", ""] {
            #expect(try await get(subject, "/tokeninfo?\(query)")["error"] == "invalid_token")
        }
        subject.clock.advance(by: .seconds(3601))
        #expect(try await get(subject, "/tokeninfo?id_token=\(identity)")["error"] == "invalid_token")
    }

    @Test("answers who consented, and nobody without a token")
    func userInfo() async throws {
        let subject = SimulatorSubject()
        let access = try await subject.consent(["scope": scopes])["access_token"]?.string
        #expect(try await get(subject, "/oauth2/v2/userinfo", bearer: access)["id"] == "100000000000000000001")
        #expect(try await get(subject, "/oauth2/v3/userinfo", bearer: access)["sub"] == "100000000000000000001")
        #expect(try await get(subject, "/oauth2/v2/userinfo")["error"]?["code"] == 401)
        let drive = try await subject.consent()["access_token"]?.string
        #expect(try await get(subject, "/oauth2/v3/userinfo", bearer: drive)["error"] == "insufficient_scope")
    }

    @Test("describes itself with its own addresses, also behind a proxy")
    func configuration() async throws {
        let subject = SimulatorSubject()
        let own = try await get(subject, "/.well-known/openid-configuration")
        #expect(own["issuer"] == "https://accounts.google.com")
        #expect(own["token_endpoint"] == "http://127.0.0.1:9/token")
        let request = SimulatedRequest(
            .get, "/.well-known/openid-configuration", authority: "accounts.google.com:443")
        let led = try JSON(parsing: await subject.google.respond(to: request).body)
        #expect(led["token_endpoint"] == "https://accounts.google.com/token")
    }
}
