// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A signed token (RFC 7515, compact form), taken apart and not yet believed.
package struct JSONWebToken: Sendable {
    /// The algorithm it says it is signed with.
    package let algorithm: String
    /// The key it says it is signed with.
    package let keyID: String?
    /// What it claims.
    package let claims: JSON
    /// What is signed.
    let signed: [UInt8]
    let signature: [UInt8]

    /// Takes a token apart; `nil` when it is none, or has critical extensions (RFC 7515, 4.1.11), of which none is
    /// known here.
    package init?(_ token: Secret) {
        let text = token.reveal()
        guard Token.isWellFormed(text) else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = Base64URL.decode(parts[0]), let body = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), let header = Self.object(head), let claims = Self.object(body),
            let algorithm = header["alg"]?.string, header["crit"] == nil
        else { return nil }
        self.algorithm = algorithm
        keyID = header["kid"]?.string
        self.claims = claims
        signed = Array(text.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
        self.signature = signature
    }

    private static func object(_ bytes: [UInt8]) -> JSON? {
        let json = try? JSON(parsing: bytes, limits: JSONLimits(bytes: 16 * 1024, depth: 16))
        return json?.members == nil ? nil : json
    }
}
