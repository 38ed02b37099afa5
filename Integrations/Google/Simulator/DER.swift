// SPDX-License-Identifier: Apache-2.0

/// Writes the few ASN.1 values of a certificate (ITU-T X.690, distinguished encoding).
enum DER {
    static func sequence(_ parts: [UInt8]...) -> [UInt8] { value(0x30, parts.flatMap(\.self)) }
    static func set(_ part: [UInt8]) -> [UInt8] { value(0x31, part) }
    static func tagged(_ number: UInt8, _ part: [UInt8]) -> [UInt8] { value(0xA0 | number, part) }
    static func bits(_ bytes: [UInt8]) -> [UInt8] { value(0x03, [0] + bytes) }
    static func text(_ text: String) -> [UInt8] { value(0x0C, Array(text.utf8)) }
    /// `YYMMDDhhmmssZ`, for years up to 2049.
    static func time(_ text: String) -> [UInt8] { value(0x17, Array(text.utf8)) }
    static let null: [UInt8] = [0x05, 0x00]

    /// A whole number that is not negative, its bytes from the highest.
    static func integer(_ bytes: [UInt8]) -> [UInt8] {
        let short = Array(bytes.drop { $0 == 0 })
        return value(0x02, (short.first ?? 0x80) >= 0x80 ? [0] + short : short)
    }

    /// An object identifier, already encoded.
    static func identifier(_ bytes: [UInt8]) -> [UInt8] { value(0x06, bytes) }

    private static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        guard count >= 0x80 else { return [tag, UInt8(count)] + content }
        let size = [UInt8(truncatingIfNeeded: count >> 16), UInt8(truncatingIfNeeded: count >> 8), UInt8(count & 0xFF)]
            .drop { $0 == 0 }
        return [tag, 0x80 | UInt8(size.count)] + size + content
    }
}
