// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A program as a provider knows it.
package struct OAuthClient: Sendable, Hashable {
    /// The id. Not a secret.
    package let id: String
    /// The secret; `nil` for a public client.
    package let secret: Secret?
    /// The only addresses that a sign-in in a browser may come back to; empty: any port of this machine.
    package let redirects: [String]

    /// Describes a client.
    package init(id: String, secret: Secret?, redirects: [String] = []) {
        self.id = id
        self.secret = secret
        self.redirects = redirects
    }

    /// Whether a browser may come back to this address: one of the client's own, or with none plain http on this
    /// machine, at any port and path (RFC 8252, 7.3).
    package func mayReturn(to redirect: String) -> Bool {
        guard redirects.isEmpty else { return redirects.contains(redirect) }
        guard let endpoint = OAuthEndpoint(redirect), endpoint.scheme == "http" else { return false }
        let host =
            endpoint.authority.hasPrefix("[")
            ? endpoint.authority.prefix { $0 != "]" } + "]"
            : endpoint.authority.prefix { $0 != ":" }
        return ["127.0.0.1", "localhost", "[::1]"].contains(host)
    }
}
