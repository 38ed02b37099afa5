// SPDX-License-Identifier: Apache-2.0

/// The header `Cookie`.
enum Cookies {
    /// The value of the first cookie of this name (RFC 6265, section 4.2). Every request is asked for a few, so the
    /// others are passed over byte by byte and nothing is kept of them.
    static func value(_ name: String, in field: String) -> String? {
        var field = field
        return field.withUTF8 { bytes in
            var place = 0
            while place < bytes.count {
                while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
                let end = bytes[place...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
                let pair = UnsafeBufferPointer(rebasing: bytes[place..<end])
                if pair.count > name.utf8.count, pair[name.utf8.count] == UInt8(ascii: "="),
                    pair.starts(with: name.utf8)
                {
                    return String(decoding: pair[(name.utf8.count + 1)...], as: UTF8.self)
                }
                place = end + 1
            }
            return nil
        }
    }
}
