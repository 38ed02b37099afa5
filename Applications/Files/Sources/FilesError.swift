// SPDX-License-Identifier: Apache-2.0

/// Why something asked of the files could not be done. Equal when the codes are; the message is one sentence with the
/// place and the repair.
package struct FilesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// There is no such file, folder, transfer, mirror or plan.
        case notFound
        /// There is one already.
        case exists
        /// What was given is not allowed.
        case invalid
        /// The connection cannot do this.
        case unsupported
        /// Somebody else is at it: a recovery holds its lock, or another process writes the same file.
        case held
        /// A file changed while it was being read.
        case changed
        /// The disk is full.
        case diskFull
        /// The folder or file may not be read or written.
        case denied
        /// The file system takes no name this long.
        case nameTooLong
        /// A symbolic link, or something else that is no folder, stands where a folder must be.
        case unsafePath
        /// The disk failed otherwise.
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

    /// Whether the same work can go on later without a change of what was asked.
    package var isTransient: Bool { [.held, .diskFull, .changed, .denied, .storage].contains(code) }
}
