// SPDX-License-Identifier: Apache-2.0

/// Who a verified ID token speaks of.
package struct IdentityClaims: Sendable, Hashable {
    /// The id that never changes and is never given to somebody else.
    package let subject: String
    /// The e-mail address; may change, and may be unverified.
    package let email: String?
    /// Whether the provider vouches for the address.
    package let isEmailVerified: Bool
    /// The person's name.
    package let name: String?
    /// The organisation's domain, when the account belongs to one.
    package let hostedDomain: String?

    /// The address, if the provider vouches for it.
    package var verifiedEmail: String? { isEmailVerified ? email : nil }

    /// Puts claims together.
    package init(subject: String, email: String?, isEmailVerified: Bool, name: String?, hostedDomain: String?) {
        self.subject = subject
        self.email = email
        self.isEmailVerified = isEmailVerified
        self.name = name
        self.hostedDomain = hostedDomain
    }
}
