// SPDX-License-Identifier: Apache-2.0

/// Why the ledger refused or could not do something. Equal when the codes are; the message never holds a key.
public struct LedgerError: Error, Sendable {
    /// The kind of failure.
    public let code: Code
    /// One sentence for a person: what, where, and what to do.
    public let message: String
    /// What caused this, for logs.
    public let cause: (any Error)?

    /// Makes an error. `message` must not hold a key.
    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}

extension LedgerError {
    /// A failure kind. Kinds may be added in a minor release, so a `switch` needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case invalidEntry, notFound, inconsistent, damaged, invalidKey, invalidNote, noSigner, exists, storage
        }
        private let kind: Kind

        /// The draft cannot become an entry; repeating it does not help.
        public static var invalidEntry: Self { Self(kind: .invalidEntry) }
        /// There is no such book, entry, checkpoint, blob or file.
        public static var notFound: Self { Self(kind: .notFound) }
        /// The book does not continue what was signed before; nothing new was signed.
        public static var inconsistent: Self { Self(kind: .inconsistent) }
        /// What is stored is not what was written.
        public static var damaged: Self { Self(kind: .damaged) }
        /// The text or file is not a key, or others may read the key file.
        public static var invalidKey: Self { Self(kind: .invalidKey) }
        /// The bytes are not a signed note or checkpoint, or no trusted key signed it.
        public static var invalidNote: Self { Self(kind: .invalidNote) }
        /// This ledger was opened without a signing key.
        public static var noSigner: Self { Self(kind: .noSigner) }
        /// The folder or file exists already and is not overwritten.
        public static var exists: Self { Self(kind: .exists) }
        /// A file cannot be read or written.
        public static var storage: Self { Self(kind: .storage) }

        /// The code's stable name.
        public var description: String { kind.rawValue }
    }
}

extension LedgerError: Equatable {
    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension LedgerError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
