// SPDX-License-Identifier: Apache-2.0

/// Why a program did not do its work. Equal when the codes are; messages never hold an environment or an input.
package struct ProcessError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// No program is there, or it cannot be started.
        case notStarted
        /// It ran longer than allowed and was ended.
        case timedOut
        /// It wrote more than allowed and was ended.
        case outputTooLong
        /// It ended with another status than 0.
        case failed
        /// Talking to it failed.
        case brokenPipe
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
    package var description: String { message }
}
