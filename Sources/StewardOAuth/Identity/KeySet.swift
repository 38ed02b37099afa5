// SPDX-License-Identifier: Apache-2.0
import JWTKit
package import StewardCore

/// The public keys with which a provider's tokens are checked (RFC 7517): its RSA keys for signatures, by their id.
package struct KeySet: Sendable {
    private let keys: [String: Insecure.RSA.PublicKey]

    /// Reads a key set. Keys of other kinds, for other uses, without an id or too small are left out.
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        let json = try JSON(parsing: bytes, limits: JSONLimits(bytes: 256 * 1024, depth: 16))
        guard let list = json["keys"]?.array else { throw JSONError(.missingKey, "The member keys is missing.") }
        var keys: [String: Insecure.RSA.PublicKey] = [:]
        for key in list.prefix(100) {
            guard let id = key["kid"]?.string, key["kty"] == "RSA", key["use"] ?? "sig" == "sig",
                key["alg"] ?? "RS256" == "RS256", let modulus = key["n"]?.string, let exponent = key["e"]?.string,
                Self.isNumber(modulus, upTo: 1024), Self.isNumber(exponent, upTo: 8),
                let publicKey = try? Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
            else { continue }
            keys[id] = publicKey
        }
        self.keys = keys
    }

    /// Whether there is a key of this id.
    package func contains(_ id: String) -> Bool { keys[id] != nil }

    /// Whether the token's signature is right by its key; RS256 whatever the token says.
    package func verifies(_ token: JSONWebToken) async -> Bool {
        guard token.algorithm == "RS256", let key = token.keyID.flatMap({ keys[$0] }) else { return false }
        let verifier = try? await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256).getKey()
        return (try? verifier?.verify(token.signature, signs: token.signed)) == true
    }

    private static func isNumber(_ text: String, upTo bytes: Int) -> Bool {
        guard text.utf8.count <= bytes * 4 / 3 + 4 else { return false }
        return Base64URL.decode(text).map { !$0.isEmpty && $0.count <= bytes } ?? false
    }
}
