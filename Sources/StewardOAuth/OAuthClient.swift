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
}
