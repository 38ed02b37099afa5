// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A signed token in compact form (RFC 7515): header, claims and signature, joined by dots.
struct JSONWebToken: Sendable {
    let header: JSON
    let claims: JSON
    let signature: [UInt8]
    /// What is signed.
    let signed: String

    /// Reads a token without checking it; `nil` when it is none.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = Base64URL.decode(parts[0]), let body = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), let header = try? JSON(parsing: head),
            let claims = try? JSON(parsing: body), header.members != nil, claims.members != nil
        else { return nil }
        self.header = header
        self.claims = claims
        self.signature = signature
        signed = parts[0] + "." + parts[1]
    }

    /// Signs claims.
    static func sign(_ claims: JSON, with key: SigningKey) throws -> String {
        let header: JSON = ["alg": "RS256", "kid": .string(key.id), "typ": "JWT"]
        let text =
            Base64URL.encode(try header.canonicalBytes()) + "." + Base64URL.encode(try claims.canonicalBytes())
        return text + "." + Base64URL.encode(try key.signature(of: text))
    }
}
