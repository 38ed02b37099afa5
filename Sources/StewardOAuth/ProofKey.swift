// SPDX-License-Identifier: Apache-2.0
import Crypto
package import StewardCore

/// Proves that who redeems a code is who asked for it (RFC 7636).
package struct ProofKey: Sendable {
    /// What is shown with the code: 128 characters.
    package let verifier: Secret
    /// What is shown before: the verifier's SHA-256.
    package let challenge: String

    /// Makes a new one from 96 random bytes.
    package init(random: RandomBytes) { self.init(verifier: Base64URL.encode(random(96))) }

    /// Takes a verifier.
    package init(verifier: String) {
        self.verifier = Secret(verifier)
        challenge = Base64URL.encode(SHA256.hash(data: Array(verifier.utf8)))
    }
}
