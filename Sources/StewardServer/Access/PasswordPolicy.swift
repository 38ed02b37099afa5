// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

/// Which passwords can be chosen (NIST SP 800-63B-4, 3.1.1.2): long ones that are not among those tried first. Nothing
/// else is demanded, and nothing expires.
package enum PasswordPolicy {
    /// How many characters a password has: Unicode scalars after normalisation to NFC.
    package static let length = 12...128

    /// Why a password cannot be chosen.
    package enum Refusal: String, Sendable, Hashable, CustomStringConvertible, CaseIterable {
        case tooShort
        case tooLong
        /// It is among those that are tried first, or is one sign or word again and again.
        case common
        /// It is the account's name.
        case name

        /// One sentence for a person, in English.
        package var description: String {
            switch self {
            case .tooShort: "A password has at least 12 characters; a few words in a row do well."
            case .tooLong: "A password has at most 128 characters."
            case .common: "This password is among those that are tried first; choose another."
            case .name: "The password must not be the account's name."
            }
        }
    }

    /// The password as it is hashed: in Unicode's form NFC, so that it does not matter how a keyboard composes a
    /// letter. `nil` when it is longer than any that can be chosen.
    static func normalized(_ password: Secret) -> Secret? {
        let text = password.reveal()
        // No letter has more than 18 times its bytes in another form; this only bounds the work.
        guard text.utf8.count <= 16 * 1024 else { return nil }
        let composed = text.precomposedStringWithCanonicalMapping
        return composed.unicodeScalars.count <= length.upperBound ? Secret(composed) : nil
    }

    /// The password as it is hashed.
    /// - Throws: `AccessError` with `passwordRefused`.
    static func checked(_ password: Secret, name: String) throws(AccessError) -> Secret {
        guard let normal = normalized(password) else { throw .passwordRefused(.tooLong) }
        let text = normal.reveal()
        guard text.unicodeScalars.count >= length.lowerBound else { throw .passwordRefused(.tooShort) }
        let folded = text.lowercased()
        if folded == name.lowercased() || folded == name.lowercased() + name.lowercased() {
            throw .passwordRefused(.name)
        }
        if CommonPasswords.all.contains(folded) || repeats(Array(folded.unicodeScalars)) {
            throw .passwordRefused(.common)
        }
        return normal
    }

    /// Whether a text is one piece of at most four characters again and again.
    private static func repeats(_ text: [Unicode.Scalar]) -> Bool {
        (1...4).contains { width in text.indices.allSatisfy { text[$0] == text[$0 % width] } }
    }
}
