// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials

/// What a model said of a crop, and who said it when.
public struct PageAnswer: Sendable, Hashable {
    /// What came of it.
    public enum Outcome: Sendable, Hashable {
        /// Every row that was asked for, and no other.
        case read(PageRows)
        /// The model or its service would not answer; with its reason, which may be empty.
        case refused(String)
        /// The answer was cut off at its longest length.
        case truncated
        /// The answer does not have the form that was asked for. Nothing of it is taken.
        case malformed(PageAnswerFault)
    }

    /// What came of it.
    public let outcome: Outcome
    /// The model that was asked.
    public let model: String
    /// The version as the service reports it; `nil` when it reports none.
    public let version: String?
    /// SHA-256 of the instruction text, in lower-case hexadecimal.
    public let instructionHash: String
    /// The service's whole reply, at most ``longestReply`` bytes.
    public let reply: [UInt8]
    /// When the reply was complete.
    public let instant: Date
    /// What it cost; `nil` when the service does not say.
    public let tokens: TokenCount?

    /// The most bytes of a reply; a longer one is refused as malformed.
    public static let longestReply = 1 << 18

    /// Tokens of one call.
    public struct TokenCount: Sendable, Hashable {
        /// Tokens of the instructions and the picture.
        public let input: Int
        /// Tokens of the answer, with those of thinking where the service counts them.
        public let output: Int
        /// Makes a count.
        public init(input: Int, output: Int) {
            self.input = input
            self.output = output
        }
    }

    /// Makes an answer.
    public init(
        outcome: Outcome, model: String, version: String?, instructionHash: String, reply: [UInt8], instant: Date,
        tokens: TokenCount?
    ) {
        self.outcome = outcome
        self.model = model
        self.version = version
        self.instructionHash = instructionHash
        self.reply = reply
        self.instant = instant
        self.tokens = tokens
    }
}

/// The rows of an answer that has the form that was asked for.
public struct PageRows: Sendable, Hashable {
    /// One reading for each row that was asked for, in that order.
    public let rows: [RowReading]
    /// Whether the JSON stood between the marks of a code block. Nothing else was left away.
    public let isFenced: Bool
    /// Why the answer looks invented; `nil` when it does not. Looking fine proves nothing.
    public let suspicion: PageSuspicion?
    /// Whether the answer looks invented.
    public var isSuspicious: Bool { suspicion != nil }

    /// Makes the rows, and looks whether they seem to be invented.
    public init(rows: [RowReading], isFenced: Bool = false) {
        self.rows = rows
        self.isFenced = isFenced
        suspicion = PageSuspicion(rows)
    }
}
