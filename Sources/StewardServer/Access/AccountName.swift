// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardStore

/// What people are called, and how names are compared.
enum AccountName {
    /// The name as it is kept: in Unicode's form NFC, without white space around it.
    /// - Throws: `AccessError` with `nameRefused`.
    static func checked(_ text: String) throws(AccessError) -> String {
        guard text.utf8.count <= 4096 else { throw .nameRefused }
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        let refused: Set<Unicode.GeneralCategory> = [
            .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned,
        ]
        guard (1...64).contains(name.count), name.unicodeScalars.count <= 128,
            name.unicodeScalars.allSatisfy({ !refused.contains($0.properties.generalCategory) })
        else { throw .nameRefused }
        return name
    }

    /// What two names have in common that are taken for the same.
    static func key(_ name: String) -> String { name.lowercased().precomposedStringWithCanonicalMapping }

    /// The first of `name`, `name 2`, `name 3` … that nobody has.
    static func free(_ name: String, in connection: any SQLConnection) throws -> String {
        for number in 1...1000 {
            let candidate = number == 1 ? name : "\(name.prefix(58)) \(number)"
            if try !isTaken(candidate, in: connection) { return candidate }
        }
        throw AccessError.nameTaken
    }

    /// Whether an account, other than one that may have it, has the name.
    static func isTaken(_ name: String, besides id: String = "", in connection: any SQLConnection) throws -> Bool {
        try connection.first(
            "SELECT id FROM access_accounts WHERE name_key = $1 AND id <> $2", [SQLValue(key(name)), SQLValue(id)])
            != nil
    }
}
