// SPDX-License-Identifier: Apache-2.0
import Crypto

/// A blob's name: the SHA-256 of its bytes, as 64 lower-case hexadecimal digits.
package struct BlobID: Hashable, Comparable, Sendable, LosslessStringConvertible {
    /// The 64 digits.
    package let hex: String

    /// `nil` unless `text` is 64 lower-case hexadecimal digits, so that a name can never lead out of the folder.
    package init?(_ text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        hex = text
    }

    /// The name that these bytes have.
    package init(hashing bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    init(_ digest: SHA256.Digest) { hex = Hexadecimal.text(digest) }
    /// The text must be what `init(_:)` takes.
    init(hexadecimal: String) { hex = hexadecimal }

    package var description: String { hex }
    package static func < (left: Self, right: Self) -> Bool { left.hex < right.hex }
}
