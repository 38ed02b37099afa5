// SPDX-License-Identifier: Apache-2.0

/// Why a file or a page is not read. Equal when the codes are; the message is one sentence for a person.
package struct PageError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// There is no such file, or it may not be read.
        case unavailable
        /// It is neither PDF, PNG, JPEG nor TIFF.
        case wrongType = "wrong_type"
        /// It is damaged or cut off.
        case broken
        /// It is locked with a password.
        case encrypted
        /// It has more bytes, pages or pixels than allowed.
        case tooLarge = "too_large"
        /// Opening it took longer than allowed.
        case tooSlow = "too_slow"
        /// A program that is needed is not installed.
        case programMissing = "program_missing"
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
    package var description: String { message }
}
