// SPDX-License-Identifier: Apache-2.0

/// A Google account that can consent.
public struct SimulatedAccount: Sendable, Hashable {
    /// The e-mail address.
    public var email: String
    /// The name shown.
    public var name: String
    /// The account's number, `sub` in an ID token.
    public var subject: String
    /// The organisation's domain, `hd` in an ID token; `nil` for a personal account.
    public var hostedDomain: String?

    /// Makes an account.
    public init(email: String, name: String, subject: String, hostedDomain: String? = nil) {
        self.email = email
        self.name = name
        self.subject = subject
        self.hostedDomain = hostedDomain
    }
}
