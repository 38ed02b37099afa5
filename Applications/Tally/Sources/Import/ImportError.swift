// SPDX-License-Identifier: Apache-2.0

import StewardCore

/// Why a file cannot be imported. Nothing of it is.
package struct ImportError: Error, Sendable, Hashable {
    /// The kind of fault.
    package enum Code: String, Sendable, Hashable {
        /// There is no such file or folder, or it may not be read.
        case unreadable
        /// No known layout.
        case unrecognised
        /// The bytes break the format.
        case malformed
        /// A value that cannot be: negative, absurd, of the wrong type, an unknown or a missing field, or one that
        /// contradicts another, the file's name or the folder it lies in.
        case invalidValue
        /// Over a limit.
        case tooLarge
        /// The file changed while it was read.
        case changed
    }
    package let code: Code
    /// The file below the folder that is imported, or the path that was given.
    package let file: String
    /// From 1.
    package let line: Int?
    /// From 1, in Unicode scalars.
    package let column: Int?
    /// The field, as `results[3].votes` or a column's header.
    package let field: String?
    /// What is wrong and how to repair it, without full stop and without the place.
    package let problem: String

    package init(
        _ code: Code, file: String, line: Int? = nil, column: Int? = nil, field: String? = nil, _ problem: String
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        self.problem = problem
    }

    /// A fault of JSON in a file, or in one line of it.
    init(_ error: JSONError, file: String, line: Int? = nil) {
        let code: Code =
            switch error.code {
            case .syntax, .truncated, .invalidUTF8, .duplicateKey: .malformed
            case .limitExceeded: .tooLarge
            default: .invalidValue
            }
        let sentence = error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
        let repair = sentence.contains(";") ? "" : "; correct the file or take it from its source again"
        self.init(
            code, file: file, line: line ?? error.line, column: error.column,
            field: error.path.isEmpty ? nil : error.path, sentence + repair)
    }
}

extension ImportError: CustomStringConvertible {
    /// One sentence with the place: `constituency/10_1.json, line 3, column 5 (results[3].votes): The number …`.
    package var message: String {
        var place = file
        if let line { place += ", line \(line)" }
        if let column { place += ", column \(column)" }
        if let field { place += " (\(field))" }
        return "\(place): \(problem)."
    }
    package var description: String { message }
}
