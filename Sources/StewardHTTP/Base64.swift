// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// Base64 with padding (RFC 4648, 4).
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedData()) }
}
