// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// Base64 by RFC 4648 section 4, strict: only the one spelling that encoding gives is read.
enum Base64 {
    static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    static func bytes(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }
}
