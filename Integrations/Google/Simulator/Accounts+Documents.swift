// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardSimulation

/// The documents about the service that anybody may read.
extension Accounts {
    /// The keys that sign ID tokens (RFC 7517).
    func webKeys() -> SimulatedReply {
        keyReply { .object([.init("keys", .array(try $0.map { try $0.webKey() }))]) }
    }

    /// The same keys as certificates, by key id.
    func certificates() -> SimulatedReply {
        let start = now.addingTimeInterval(-86_400)
        return keyReply { .object(try $0.map { .init($0.id, .string(try $0.certificate(from: start))) }) }
    }

    private func keyReply(_ make: ([SigningKey]) throws -> JSON) -> SimulatedReply {
        do {
            var reply = SimulatedReply.json(try make(try signingKeys()))
            reply.headerFields[.contentType] = "application/json; charset=UTF-8"
            reply.headerFields[.cacheControl] =
                "public, max-age=\(settings.keysMaxAge), must-revalidate, no-transform"
            return reply
        } catch { return OAuthFailure(500, "internal_failure", "\(error)").reply }
    }

    /// OpenID Connect Discovery 1.0, 3. The issuer is Google's, as in the ID tokens; the addresses are the simulator's.
    func configuration(_ origin: String) -> SimulatedReply {
        func texts(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }
        var reply = SimulatedReply.json([
            "issuer": "https://accounts.google.com",
            "authorization_endpoint": .string(origin + "/o/oauth2/v2/auth"),
            "device_authorization_endpoint": .string(origin + "/device/code"),
            "token_endpoint": .string(origin + "/token"),
            "userinfo_endpoint": .string(origin + "/v1/userinfo"),
            "revocation_endpoint": .string(origin + "/revoke"), "jwks_uri": .string(origin + "/oauth2/v3/certs"),
            "response_types_supported": texts(["code"]), "subject_types_supported": texts(["public"]),
            "id_token_signing_alg_values_supported": texts(["RS256"]),
            "scopes_supported": texts(["openid", "email", "profile"]),
            "token_endpoint_auth_methods_supported": texts(["client_secret_post", "client_secret_basic"]),
            "code_challenge_methods_supported": texts(["plain", "S256"]),
            "grant_types_supported": texts([
                "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ]),
        ])
        reply.headerFields[.cacheControl] = "public, max-age=3600"
        return reply
    }
}
