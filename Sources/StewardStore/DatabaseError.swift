// SPDX-License-Identifier: Apache-2.0

/// What went wrong in the database. Equal when the codes are; messages never hold a password or parameter values.
package struct DatabaseError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let message: String
    /// PostgreSQL's SQLSTATE or SQLite's extended result code, for logs.
    package let engineCode: String?

    package init(_ code: Code, _ message: String, engineCode: String? = nil) {
        self.code = code
        self.message = message
        self.engineCode = engineCode
    }

    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// The server cannot be reached, or the connection broke.
        case unavailable
        /// The statement ran longer than allowed, or its task was cancelled.
        case interrupted
        /// A uniqueness, foreign-key or check constraint refused the change.
        case constraint
        /// Another transaction is in the way; nothing of this one happened.
        case conflict
        /// The disk is full or the folder cannot be written.
        case storage
        /// The statement is wrong, or a column is not what the program expects.
        case statement
        /// A row does not have the shape the program expects.
        case decoding
        /// A migration's text differs from the one that ran, or a newer program made this database.
        case migration
        /// The file is not a database, or is damaged.
        case corrupt
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
    package var description: String { engineCode.map { "\(message) (\($0))" } ?? message }
}
