// SPDX-License-Identifier: Apache-2.0

/// Why an image could not be worked on. Equal when the codes are.
package struct ImagingError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// The bytes are no image of a known kind, or a broken one.
        case unreadable
        /// It has more pixels than allowed.
        case tooLarge
        /// A step of the library gave nothing; the memory may be used up.
        case stepFailed
        /// The text recogniser's data for a language is not installed.
        case languageMissing
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
    package var description: String { message }
}
