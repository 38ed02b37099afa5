// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore

/// How a device token is written: `stlog_`, 43 letters and digits (256 bits), and 6 more that are a check on those 43.
/// Secret scanners find it by its beginning; the check tells it from a look-alike without asking the database.
package enum DeviceTokenText {
    /// What every device token begins with.
    package static let prefix = "stlog_"

    private static let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    static func make() -> Secret {
        let body = random(43)
        return Secret(prefix + body + check(body))
    }

    /// So many random letters and digits.
    static func random(_ count: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return String(
            decoding: (0..<count).map { _ in letters[Int.random(in: 0..<62, using: &generator)] }, as: UTF8.self)
    }

    /// Whether a text can be a device token.
    package static func isOne(_ text: String) -> Bool {
        guard text.utf8.count == prefix.utf8.count + 49, text.hasPrefix(prefix) else { return false }
        let body = text.dropFirst(prefix.utf8.count)
        guard body.utf8.allSatisfy({ letters.contains($0) }) else { return false }
        return check(String(body.prefix(43))) == String(body.suffix(6))
    }

    /// What is kept of a token. A plain hash will do: 256 bits cannot be tried out.
    static func hash(_ text: String) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        let hexadecimal = Array("0123456789abcdef".utf8)
        for byte in SHA256.hash(data: Array(text.utf8)) {
            digits.append(hexadecimal[Int(byte >> 4)])
            digits.append(hexadecimal[Int(byte & 15)])
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func check(_ body: String) -> String {
        let digest = Array(SHA256.hash(data: Array((prefix + body).utf8)))
        return String(decoding: digest.prefix(6).map { letters[Int($0) % 62] }, as: UTF8.self)
    }
}
