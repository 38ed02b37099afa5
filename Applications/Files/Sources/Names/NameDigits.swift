// SPDX-License-Identifier: Apache-2.0
import Crypto

/// Hexadecimal digits that tell things of one name apart: always the same for one id.
package enum NameDigits {
    /// The first digits of the SHA-256 of an id; at most 64.
    package static func of(_ id: String, count: Int = 6) -> String {
        String(Hexadecimal.text(SHA256.hash(data: Array(id.utf8))).prefix(count))
    }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
