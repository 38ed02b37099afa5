// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardHTTP
import StewardOAuth

/// A provider, a client and a grant for tests.
enum Example {
    static func endpoint(_ path: String) throws -> OAuthEndpoint {
        guard let endpoint = OAuthEndpoint("https://sign.example\(path)") else { throw BadExample() }
        return endpoint
    }
    struct BadExample: Error {}

    static func provider(_ change: (inout OAuthProvider) throws -> Void = { _ in }) throws -> OAuthProvider {
        var provider = OAuthProvider(
            name: "Example", authorize: try endpoint("/authorize"), token: try endpoint("/token"))
        provider.device = try endpoint("/device")
        provider.revoke = try endpoint("/revoke")
        try change(&provider)
        return provider
    }

    /// What must never be seen.
    static let canaries = [
        "CANARY-client-secret", "CANARY-refresh", "CANARY-access", "CANARY-code", "CANARY-device",
    ]
    static let client = OAuthClient(id: "client-1", secret: Secret("CANARY-client-secret"))

    static func grant(
        access: String = "CANARY-access", refresh: String? = "CANARY-refresh", scopes: [String] = ["read"],
        expiry: Date, grantedAt: Date, clientID: String = "client-1", account: String? = "anna@example.org",
        subject: String? = nil
    ) -> KeptGrant {
        KeptGrant(
            clientID: clientID, account: account, subject: subject, scopes: scopes,
            refreshToken: refresh.map { Secret($0) }, accessToken: Secret(access), expiry: expiry,
            grantedAt: grantedAt, refreshedAt: nil)
    }

    static func repair(_ scopes: [String]) -> String {
        (["steward connect example --name anna"] + scopes.map { "--scope \($0)" }).joined(separator: " ")
    }

    /// Every text in which a secret could hide: description, reflection and dump.
    static func everything(_ value: Any) -> String {
        var text = "\(value) \(String(reflecting: value)) "
        dump(value, to: &text)
        return text
    }
}
