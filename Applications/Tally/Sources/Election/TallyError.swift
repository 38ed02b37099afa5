// SPDX-License-Identifier: Apache-2.0

/// Why something asked of an election could not be done. Equal when the codes are.
package struct TallyError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// There is no election of that name, no finding of that id, no announcement of that area.
        case notFound
        /// The election exists already.
        case exists
        /// Something must be done first.
        case notReady
        /// What was given is not allowed.
        case invalid
        /// A blob that the book names is missing or damaged.
        case damaged
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
