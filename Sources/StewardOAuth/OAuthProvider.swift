// SPDX-License-Identifier: Apache-2.0

/// An authorization server and its ways: what differs between one provider and another, as data.
package struct OAuthProvider: Sendable {
    /// The provider's name, for people.
    package var name: String
    /// Where a person is sent to agree (RFC 6749, 3.1).
    package var authorize: OAuthEndpoint
    /// Where tokens are had (RFC 6749, 3.2).
    package var token: OAuthEndpoint
    /// Where a device's sign-in begins (RFC 8628, 3.1); `nil` when the provider has none.
    package var device: OAuthEndpoint?
    /// Where a grant is ended (RFC 7009); `nil` when the provider has none.
    package var revoke: OAuthEndpoint?
    /// How the client proves who it is.
    package var clientAuthentication = ClientAuthentication.form
    /// Whether a code is bound to its client by PKCE (RFC 7636).
    package var usesProofKey = true
    /// What is added when a person is sent to agree.
    package var authorizeParameters: Parameters = [:]
    /// What is added to every call of the token endpoint, as an `audience`.
    package var tokenParameters: Parameters = [:]
    /// What stands between scopes.
    package var scopeSeparator = " "
    /// Whether a refresh token is good for one use, and the reply brings the next.
    package var rotatesRefreshTokens = false
    /// The only scopes that a device's sign-in may grant; `nil`: any.
    package var deviceScopes: Set<String>?
    /// The names of the reply's member with the address to open on another device, the first that is there wins.
    package var deviceAddressMembers = ["verification_uri", "verification_url"]
    /// Which other scopes a scope stands for: its other spelling, and what it includes.
    package var impliedScopes: [String: Set<String>] = [:]
    /// Why the provider may have ended a grant, after “because”.
    package var endings = "it expired or was revoked"

    /// Makes a provider with the usual ways.
    package init(name: String, authorize: OAuthEndpoint, token: OAuthEndpoint) {
        self.name = name
        self.authorize = authorize
        self.token = token
    }

    /// How a client proves who it is (RFC 6749, 2.3.1).
    package enum ClientAuthentication: Sendable, Hashable {
        /// In the `Authorization` field.
        case basic
        /// In the form.
        case form
        /// Only its id, in the form: a public client.
        case none
    }

    /// The wanted scopes that the granted ones do not give, in their order.
    package func missing(_ wanted: [String], granted: [String]) -> [String] {
        let given = granted.reduce(into: Set(granted)) { $0.formUnion(impliedScopes[$1] ?? []) }
        return wanted.filter { !given.contains($0) }
    }

    /// Both lists as one, each scope once, in their order.
    package static func union(_ first: [String], _ second: [String]) -> [String] {
        var seen: Set<String> = []
        return (first + second).filter { seen.insert($0).inserted }
    }
}
