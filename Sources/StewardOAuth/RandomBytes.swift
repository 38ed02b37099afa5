// SPDX-License-Identifier: Apache-2.0
import Crypto
package import StewardCore

/// Where secrets that must not be guessed come from. Tests hand in their own.
package struct RandomBytes: Sendable {
    private let generate: @Sendable (Int) -> [UInt8]

    /// Makes a source; `generate` gives as many bytes as it is asked for.
    package init(_ generate: @escaping @Sendable (Int) -> [UInt8]) { self.generate = generate }

    /// The system's source, fit for cryptography.
    package static var system: Self {
        Self { count in
            var source = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &source) }
        }
    }

    /// The same bytes whenever they are asked for, different ones for each length, for whoever has the ticket: so that
    /// nothing else of a sign-in has to be kept while a person is away (HKDF with SHA-256, RFC 5869).
    package init(ticket: Secret) {
        self.init { count in
            let key = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: Array(ticket.reveal().utf8)), info: Array("sign-in \(count)".utf8),
                outputByteCount: count)
            return key.withUnsafeBytes { Array($0) }
        }
    }

    /// So many bytes.
    package func callAsFunction(_ count: Int) -> [UInt8] { generate(count) }
}
