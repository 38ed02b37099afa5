// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// What an ID token has to claim (OpenID Connect Core 1.0, 3.1.3.7), checked without I/O.
package struct IdentityRules: Sendable {
    /// The issuer's names; every one is right.
    package var issuers: Set<String>
    /// The clients that it may be meant for.
    package var audiences: Set<String>
    /// How far clocks may differ.
    package var leeway = Duration.seconds(60)
    /// The only organisation that may sign in; `nil`: any, and none.
    package var hostedDomain: String?

    /// Makes rules.
    package init(issuers: Set<String>, audiences: Set<String>) {
        self.issuers = issuers
        self.audiences = audiences
    }

    /// Why a token is refused.
    package enum Refusal: Error, Sendable, Hashable {
        /// It is no token, or lacks a claim it must have, or has it in a wrong type.
        case malformed
        /// Signed in another way than RS256, or not at all.
        case algorithm
        /// No key of that id is known.
        case key
        /// The signature is wrong.
        case signature
        /// Another issuer.
        case issuer
        /// Meant for somebody else.
        case audience
        /// It has ended.
        case expired(ago: Duration)
        /// It is not valid yet: made in the future.
        case early(by: Duration)
        /// It belongs to another sign-in.
        case nonce
        /// The account belongs to another organisation.
        case hostedDomain
    }

    /// Reads the claims of a token whose signature is right.
    package func check(_ claims: JSON, nonce: String?, now: Date) throws(Refusal) -> IdentityClaims {
        guard let issuer = claims["iss"]?.string, let subject = claims["sub"]?.string, !subject.isEmpty,
            subject.utf8.count <= 255, let expiry = Self.instant(claims["exp"]),
            let issued = Self.instant(claims["iat"])
        else { throw .malformed }
        guard issuers.contains(issuer) else { throw .issuer }
        try checkAudience(claims)
        let leeway = leeway / .seconds(1)
        let age = now.timeIntervalSince1970 - expiry
        guard age < leeway else { throw .expired(ago: .seconds(age)) }
        for start in [issued, Self.instant(claims["nbf"]) ?? issued] where start - now.timeIntervalSince1970 > leeway {
            throw .early(by: .seconds(start - now.timeIntervalSince1970))
        }
        if let nonce, claims["nonce"]?.string != nonce { throw .nonce }
        let domain = claims["hd"]?.string
        if let hostedDomain, domain?.lowercased() != hostedDomain.lowercased() { throw .hostedDomain }
        // Written as text by some; anything but true is no.
        let verified = claims["email_verified"] == true || claims["email_verified"] == "true"
        return IdentityClaims(
            subject: subject, email: claims["email"]?.string, isEmailVerified: verified, name: claims["name"]?.string,
            hostedDomain: domain)
    }

    private func checkAudience(_ claims: JSON) throws(Refusal) {
        let named = claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.array?.compactMap(\.string) ?? []
        guard !named.isEmpty else { throw .malformed }
        guard named.contains(where: audiences.contains) else { throw .audience }
        // Meant for several: then the one it was made for has to be one of ours.
        if named.count > 1 || claims["azp"] != nil {
            guard let party = claims["azp"]?.string, audiences.contains(party) else { throw .audience }
        }
    }

    private static func instant(_ json: JSON?) -> Double? {
        switch json {
        case .integer(let seconds)?: Double(seconds)
        case .number(let seconds)?: seconds
        default: nil
        }
    }
}
