// SPDX-License-Identifier: Apache-2.0

/// What a token, a code or a client's id may consist of.
package enum Token {
    /// Whether it is visible ASCII, not empty and of a sane length, so that it can stand in a header field.
    package static func isWellFormed(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 16 * 1024 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
