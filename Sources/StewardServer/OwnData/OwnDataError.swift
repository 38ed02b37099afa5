// SPDX-License-Identifier: Apache-2.0

/// Why Steward's own data could not be backed up or restored; one sentence, with the repair.
package struct OwnDataError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let description: String

    init(_ code: Code, _ sentence: String) {
        self.code = code
        description = sentence
    }

    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// There is no backup or no installation where one was looked for.
        case notFound
        /// Something is where the result should go.
        case exists
        /// A process works with what would be changed.
        case inUse
        /// The backup is not what was written.
        case damaged
        /// A newer Steward made the backup.
        case tooNew
        /// This kind of store is backed up with other programs.
        case unsupported
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
