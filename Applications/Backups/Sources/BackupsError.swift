// SPDX-License-Identifier: Apache-2.0

/// Why something asked of the backups could not be done. Equal when the codes are; the message is one sentence with the
/// place and the repair.
package struct BackupsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// There is no such set, backup or file.
        case notFound
        /// There is one already.
        case exists
        /// What was given is not allowed.
        case invalid
        /// Another run works on the set.
        case held
        /// The disk is full, or would become so.
        case diskFull
        /// A folder or file may not be read or written.
        case denied
        /// The disk failed otherwise.
        case storage
        /// A program is missing, or ended with a failure.
        case program
        /// A file is not what was recorded, or no whole dump.
        case damaged
        /// The key or the passphrase does not open it, or is missing.
        case locked
    }
    package let code: Code
    /// One sentence for a person.
    package let description: String

    package init(_ code: Code, _ sentence: String) {
        self.code = code
        description = sentence
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
