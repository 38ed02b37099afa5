// SPDX-License-Identifier: Apache-2.0

/// What went wrong with a blob. Equal when the codes are.
package struct BlobError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// No blob has this name.
        case missing
        /// The bytes on disk are not those that were put.
        case damaged
        /// The stream was longer than allowed.
        case tooLarge
        /// The disk is full, or the folder cannot be read or written.
        case storage
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
    package var description: String { message }
}
