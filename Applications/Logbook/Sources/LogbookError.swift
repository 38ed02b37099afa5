// SPDX-License-Identifier: Apache-2.0

/// Why the logbook could not do something; one sentence with the place and the repair.
package struct LogbookError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let description: String

    package init(_ code: Code, _ sentence: String) {
        self.code = code
        description = sentence
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    package struct Code: Sendable, Hashable {
        private enum Kind { case invalid, tooMuch, notFound, forbidden, conflict, damaged }
        private let kind: Kind
        /// What came in is not what it should be.
        package static var invalid: Self { Self(kind: .invalid) }
        /// More than is taken at once.
        package static var tooMuch: Self { Self(kind: .tooMuch) }
        /// There is no such thing, or not for who asks.
        package static var notFound: Self { Self(kind: .notFound) }
        /// Who asks may see it but not do this.
        package static var forbidden: Self { Self(kind: .forbidden) }
        /// It does not fit what is there.
        package static var conflict: Self { Self(kind: .conflict) }
        /// The book cannot be what it claims.
        package static var damaged: Self { Self(kind: .damaged) }
    }
}
