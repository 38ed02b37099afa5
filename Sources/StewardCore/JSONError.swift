// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not the JSON that was expected, or why a value cannot be written as JSON.
///
/// Two errors are equal when their codes are; the message and the place are for people.
public struct JSONError: Error, Sendable {
    /// The kind of fault.
    public let code: Code
    /// One sentence: what is wrong. The place is not in it; ``description`` joins both.
    public let message: String
    /// The byte where the fault is, from 0; `nil` for a value that came from no text.
    public let offset: Int?
    /// The line, from 1. A line ends at LF.
    public let line: Int?
    /// The column in Unicode scalars, from 1.
    public let column: Int?
    /// The way from the root, as `results[3].votes`; empty at the root.
    public let path: String

    /// Makes an error without a place.
    public init(_ code: Code, _ message: String) {
        self.init(code, message, offset: nil, line: nil, column: nil, path: "")
    }

    /// Makes an error with its place.
    public init(_ code: Code, _ message: String, offset: Int?, line: Int?, column: Int?, path: String) {
        self.code = code
        self.message = message
        self.offset = offset
        self.line = line
        self.column = column
        self.path = path
    }
}

extension JSONError {
    /// A kind of fault. Kinds may be added in a minor release, so a `switch` needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case syntax, truncated, invalidUTF8, duplicateKey, limitExceeded, wrongType, outOfRange, invalidValue
            case missingKey, unknownKey, misuse
        }
        private let kind: Kind

        /// The bytes break the grammar of RFC 8259.
        public static var syntax: Self { Self(kind: .syntax) }
        /// The text ends in the middle of a value.
        public static var truncated: Self { Self(kind: .truncated) }
        /// The bytes are not UTF-8, or an escape names half of a surrogate pair.
        public static var invalidUTF8: Self { Self(kind: .invalidUTF8) }
        /// An object has the same key twice.
        public static var duplicateKey: Self { Self(kind: .duplicateKey) }
        /// A size or a depth is over the limits the caller set.
        public static var limitExceeded: Self { Self(kind: .limitExceeded) }
        /// The value has another type than the one asked for.
        public static var wrongType: Self { Self(kind: .wrongType) }
        /// The number does not fit what was asked for.
        public static var outOfRange: Self { Self(kind: .outOfRange) }
        /// The value is of the right type and still not allowed here.
        public static var invalidValue: Self { Self(kind: .invalidValue) }
        /// A key that must be there is not.
        public static var missingKey: Self { Self(kind: .missingKey) }
        /// A key that nobody knows.
        public static var unknownKey: Self { Self(kind: .unknownKey) }
        /// The program asked for a value where none can be.
        public static var misuse: Self { Self(kind: .misuse) }

        /// The code's stable name.
        public var description: String { kind.rawValue }
    }
}

extension JSONError: Equatable {
    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension JSONError: CustomStringConvertible {
    /// The place and the message: `line 3, column 14 (results[0].votes): The number …`.
    public var description: String {
        guard let line, let column else { return message }
        return "line \(line), column \(column)" + (path.isEmpty ? "" : " (\(path))") + ": " + message
    }
}
