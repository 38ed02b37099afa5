// SPDX-License-Identifier: Apache-2.0

/// Why an answer is no reading.
public struct PageAnswerFault: Error, Sendable {
    /// The kind of fault.
    public let code: Code
    /// One sentence: what is wrong, and in which row.
    public let message: String

    /// Makes a fault.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension PageAnswerFault {
    /// A kind of fault. Kinds may be added in a minor release, so a `switch` needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case empty, tooLong, notJSON, wrongShape, numberForText, badDigits, badWords, contradiction
            case unexpectedRow, duplicateRow, missingRow
        }
        private let kind: Kind

        /// The model said nothing.
        public static var empty: Self { Self(kind: .empty) }
        /// The text is longer than any answer can be.
        public static var tooLong: Self { Self(kind: .tooLong) }
        /// The text is not JSON, or has something before or after it.
        public static var notJSON: Self { Self(kind: .notJSON) }
        /// It is JSON of another shape: a member is missing, unknown, or of another type.
        public static var wrongShape: Self { Self(kind: .wrongShape) }
        /// A number stands where text must: leading zeros and the script would be lost.
        public static var numberForText: Self { Self(kind: .numberForText) }
        /// The digits are not numerals of one script.
        public static var badDigits: Self { Self(kind: .badDigits) }
        /// The words are too long, or have control characters.
        public static var badWords: Self { Self(kind: .badWords) }
        /// A row is written and empty, or empty and written.
        public static var contradiction: Self { Self(kind: .contradiction) }
        /// A row that was not asked for.
        public static var unexpectedRow: Self { Self(kind: .unexpectedRow) }
        /// A row that is there twice.
        public static var duplicateRow: Self { Self(kind: .duplicateRow) }
        /// A row that was asked for is not there.
        public static var missingRow: Self { Self(kind: .missingRow) }

        /// The code's stable name.
        public var description: String { kind.rawValue }
    }
}

extension PageAnswerFault: Hashable {
    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
