// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not the XML that was expected. Equal when the codes are.
package struct XMLError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    /// One sentence for a person, with the line.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A kind of fault. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// The bytes break the grammar, or what is allowed of it here.
        case invalid
        /// A size, a depth or a count is over a limit.
        case tooMuch
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
    package var description: String { message }
}
