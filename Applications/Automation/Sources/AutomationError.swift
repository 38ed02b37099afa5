// SPDX-License-Identifier: Apache-2.0

/// Why something asked of Automation could not be done. Equal when the codes are; the message is one sentence with the
/// place and the repair.
package struct AutomationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// What was given is not allowed.
        case invalid
        /// There is no such program, file, folder, preset or secret.
        case notFound
        /// It may not be read, written or run.
        case denied
        /// A link, or something else that is not what it must be, stands in the way.
        case unsafePath
        /// This machine cannot do it.
        case unsupported
        /// The disk or a program failed otherwise.
        case failed
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
