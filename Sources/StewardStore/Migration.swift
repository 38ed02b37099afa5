// SPDX-License-Identifier: Apache-2.0

/// One step of a database's shape. Its name never changes and its text never changes once released.
package struct Migration: Sendable {
    /// Unique and ordered by the owner's list, as `ledger-0001-books`.
    package let name: String
    /// Statements that run on both engines.
    package let statements: [String]

    package init(_ name: String, _ statements: [String]) {
        self.name = name
        self.statements = statements
    }
}
