// SPDX-License-Identifier: Apache-2.0
import Foundation

/// An e-mail address as it is kept and compared.
enum EmailAddress {
    /// The address in lower case.
    /// - Throws: `AccessError` with `invalid`, for what surely is none.
    static func checked(_ text: String) throws(AccessError) -> String {
        let address = key(text.trimmingCharacters(in: .whitespaces))
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = address.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control && $0.properties.generalCategory != .format && $0 != " "
        }
        guard address.utf8.count <= 254, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain else {
            throw .invalid("“\(text.prefix(64))” is no e-mail address; write it as “anna@example.org”.")
        }
        return address
    }

    /// What two addresses have in common that are taken for the same.
    static func key(_ text: String) -> String { text.lowercased().precomposedStringWithCanonicalMapping }
}
