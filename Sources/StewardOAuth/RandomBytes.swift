// SPDX-License-Identifier: Apache-2.0

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

    /// So many bytes.
    package func callAsFunction(_ count: Int) -> [UInt8] { generate(count) }
}
