// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardOAuth

/// How people sign in with Google. The addresses are Google's, or those of another provider that speaks OpenID Connect
/// in the same way, as a simulated one.
package struct GoogleSettings: Sendable, Hashable {
    /// Steward as Google knows it: a client of the type “Web application”.
    package let client: OAuthClient
    /// Where people agree (OpenID Connect Core 1.0, 3.1.2).
    package let authorize: OAuthEndpoint
    /// Where the code becomes an ID token.
    package let token: OAuthEndpoint
    /// Where the keys of ID tokens are.
    package let keys: OAuthEndpoint
    /// How an ID token names who issued it; Google has two ways (“OpenID Connect”, developers.google.com, 2026-11).
    package static let issuers: Set<String> = ["https://accounts.google.com", "accounts.google.com"]

    /// Takes a client and, for tests, other addresses.
    /// - Throws: `IntegrationError` with `invalidRequest` when an address cannot be used.
    package init(
        client: OAuthClient, authorize: String = "https://accounts.google.com/o/oauth2/v2/auth",
        token: String = "https://oauth2.googleapis.com/token",
        keys: String = "https://www.googleapis.com/oauth2/v3/certs"
    ) throws(IntegrationError) {
        self.client = client
        self.authorize = try Self.endpoint(authorize)
        self.token = try Self.endpoint(token)
        self.keys = try Self.endpoint(keys)
    }

    private static func endpoint(_ text: String) throws(IntegrationError) -> OAuthEndpoint {
        guard let endpoint = OAuthEndpoint(text) else {
            throw IntegrationError(
                .invalidRequest, "“\(text.prefix(200))” cannot be an address of the sign-in; give one with https.")
        }
        return endpoint
    }

    /// As it is kept in the vault.
    var kept: Secret {
        get throws {
            var members: [JSON.Member] = [.init("client_id", .string(client.id))]
            if let secret = client.secret { members.append(.init("client_secret", .string(secret.reveal()))) }
            members += [
                .init("authorize", .string(authorize.description)), .init("token", .string(token.description)),
                .init("keys", .string(keys.description)),
            ]
            return Secret(String(decoding: try JSON.object(members).canonicalBytes(), as: UTF8.self))
        }
    }

    /// Reads what is kept.
    init(kept: Secret) throws {
        let json = try JSON(parsing: Array(kept.reveal().utf8))
        guard let id = json["client_id"]?.string, let authorize = json["authorize"]?.string,
            let token = json["token"]?.string, let keys = json["keys"]?.string
        else {
            throw IntegrationError(.invalidRequest, "The settings of Google's sign-in cannot be read; set it up again.")
        }
        let secret = json["client_secret"]?.string.map { Secret($0) }
        try self.init(client: OAuthClient(id: id, secret: secret), authorize: authorize, token: token, keys: keys)
    }
}
