// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// How an API token is written: `stwd_`, 43 letters and digits (256 bits), and 6 more that are the CRC-32 of those 43.
/// The prefix lets secret scanners find tokens, and the check sum lets them and us tell a token from a look-alike
/// without asking the database.
package enum TokenText {
    /// What every token begins with.
    package static let prefix = "stwd_"

    static func make(_ codes: AccessCodes) -> Secret {
        let body = codes.text(43)
        return Secret(prefix + body + checksum(body))
    }

    /// Whether a text can be a token.
    package static func isOne(_ text: String) -> Bool {
        guard text.hasPrefix(prefix), text.utf8.count == prefix.utf8.count + 49 else { return false }
        let body = text.dropFirst(prefix.count)
        guard body.utf8.allSatisfy({ isLetterOrDigit($0) }) else { return false }
        return checksum(String(body.prefix(43))) == String(body.suffix(6))
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func checksum(_ text: String) -> String { AccessCodes.base62(crc32(Array(text.utf8)), width: 6) }

    /// CRC-32 as in ISO 3309, ITU-T V.42 and gzip.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
