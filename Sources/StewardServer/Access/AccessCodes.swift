// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
import StewardOAuth

/// Makes what must not be guessed, and the hashes under which it is kept.
struct AccessCodes: Sendable {
    let random: RandomBytes

    private static let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// So many letters and digits, each as likely as any other; 43 of them are 256 bits.
    func text(_ count: Int) -> String {
        var text: [UInt8] = []
        while text.count < count {
            // What is above the greatest multiple of 62 would make some letters likelier.
            for byte in random(count) where byte < 248 && text.count < count {
                text.append(Self.letters[Int(byte) % 62])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// An id that nobody has to keep to himself.
    func id() -> String { text(20) }
    /// A token of 256 bits.
    func token() -> Secret { Secret(text(43)) }
    /// So many bytes.
    func bytes(_ count: Int) -> [UInt8] { random(count) }

    /// What is kept of a token or code. A plain hash will do: 256 bits cannot be tried out.
    static func hash(_ token: String) -> String { Hexadecimal.text(Array(SHA256.hash(data: Array(token.utf8)))) }

    /// A number in base 62, with zeros in front.
    static func base62(_ number: UInt32, width: Int) -> String {
        var rest = number
        var text: [UInt8] = []
        for _ in 0..<width {
            text.append(letters[Int(rest % 62)])
            rest /= 62
        }
        return String(decoding: text.reversed(), as: UTF8.self)
    }
}
