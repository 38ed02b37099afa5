// SPDX-License-Identifier: Apache-2.0

/// Why something asked of the timeline could not be done. Equal when the codes are; the message is one sentence with
/// the place and the repair.
package struct TimelineError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// There is no such file or folder, or it cannot be read.
        case notFound
        /// There is a file already.
        case exists
        /// The file is broken, or what was given is not allowed.
        case invalid
        /// It is a file of another kind.
        case unsupported
        /// It is larger than anything a phone exports.
        case tooMuch
        /// The file changed while it was read.
        case changed
        /// The database has no place for locations, or not the rights.
        case database
        /// A file cannot be written.
        case storage
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
