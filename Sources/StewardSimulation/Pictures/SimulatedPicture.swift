// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What a picture says, and how a simulated model answers when it is asked what that is.
///
/// A simulator cannot see. It is told what stands in a picture, and in which manner the model is to be right or wrong.
public struct SimulatedPicture: Sendable {
    /// One row of a picture.
    public struct Row: Sendable, Hashable {
        /// Its number.
        public let row: Int
        /// `written`, `blank`, `dash`, `struck-out` or `unreadable`.
        public let state: String
        /// The numerals, as they stand there.
        public let digits: String
        /// The words.
        public let words: String
        /// Makes a row.
        public init(_ row: Int, _ state: String = "written", digits: String = "", words: String = "") {
            self.row = row
            self.state = state
            self.digits = digits
            self.words = words
        }
    }

    /// How the model answers.
    public enum Manner: String, Sendable, CaseIterable {
        /// With what stands there.
        case right
        /// With another number in each row.
        case wrong
        /// With the same in each row.
        case parrotSame = "parrot-same"
        /// With each row's own number.
        case parrotCount = "parrot-count"
        /// With the instructions' words.
        case parrotWords = "parrot-words"
        /// Rightly, as a code block.
        case fenced
        /// Rightly, within a sentence.
        case prose
        /// With JSON that ends too early, though the model says that it is complete.
        case broken
        /// With numbers in place of texts.
        case numbers
        /// Without the last row.
        case missingRow = "missing-row"
        /// With a row more.
        case extraRow = "extra-row"
        /// With the first row twice.
        case duplicateRow = "duplicate-row"
        /// With a row that is blank and has digits.
        case contradiction
        /// With nothing.
        case empty
        /// Not: the model declines.
        case refusal
        /// Until its longest length, and no further.
        case truncated
        /// Not: too many questions.
        case rateLimited = "rate-limited"
        /// Not: too much to do.
        case overloaded
        /// Not: the account is used up.
        case outOfQuota = "out-of-quota"
    }

    /// What the model says, before the service wraps it.
    public enum Answer: Sendable, Hashable {
        /// A text that is complete.
        case text(String)
        /// It declines, with this sentence.
        case refusal(String)
        /// The beginning of a text.
        case truncated(String)
        /// Nothing: the service fails in this manner.
        case failure(Manner)
    }

    /// The rows, from above.
    public let rows: [Row]
    /// How the model answers.
    public let manner: Manner

    /// Describes a picture.
    public init(_ rows: [Row] = Self.example, manner: Manner = .right) {
        self.rows = rows
        self.manner = manner
    }

    /// Three rows: a number, one in Thai numerals, and a dash.
    public static let example = [
        Row(1, digits: "128", words: "หนึ่งร้อยยี่สิบแปด"), Row(2, digits: "๙๔", words: "เก้าสิบสี่"), Row(3, "dash"),
    ]

    /// Reads `{"rows": [{"row": 1, "state": "written", "digits": "5", "words": "ห้า"}], "manner": "right"}`; `nil` for
    /// anything else. Both members may be left out.
    init?(_ json: JSON) {
        var rows = Self.example
        if let given = json["rows"] {
            guard let list = given.array else { return nil }
            rows = []
            for row in list {
                guard let number = row["row"]?.integer else { return nil }
                rows.append(
                    Row(
                        Int(number), row["state"]?.string ?? "written", digits: row["digits"]?.string ?? "",
                        words: row["words"]?.string ?? ""))
            }
        }
        guard let manner = Manner(rawValue: json["manner"]?.string ?? "right") else { return nil }
        self.init(rows, manner: manner)
    }
}

extension SimulatedPicture {
    /// What the model says.
    public var answer: Answer {
        let right = Self.text(rows.map(Self.json))
        switch manner {
        case .right: return .text(right)
        case .fenced: return .text("```json\n\(right)\n```")
        case .prose: return .text("Here is what I can read:\n\(right)")
        case .broken: return .text(String(right.dropLast(7)))
        case .empty: return .text("")
        case .rateLimited, .overloaded, .outOfQuota: return .failure(manner)
        case .refusal: return .refusal("I cannot help with this picture.")
        case .truncated: return .truncated(String(right.prefix(right.count / 2)))
        case .missingRow: return .text(Self.text(rows.dropLast().map(Self.json)))
        case .duplicateRow: return .text(Self.text((rows.prefix(1) + rows).map(Self.json)))
        case .extraRow:
            let next = (rows.map(\.row).max() ?? 0) + 1
            return .text(Self.text((rows + [Row(next, digits: "7")]).map(Self.json)))
        case .numbers:
            return .text(
                Self.text(
                    rows.map { row in
                        ["row": .integer(Int64(row.row)), "state": "written", "digits": 12, "words": ""]
                    }))
        case .contradiction:
            return .text(Self.text(rows.map { Self.json(Row($0.row, "blank", digits: "5")) }))
        case .wrong, .parrotSame, .parrotCount, .parrotWords:
            return .text(Self.text(rows.map { Self.json(invented($0)) }))
        }
    }

    private func invented(_ row: Row) -> Row {
        switch manner {
        case .parrotSame: Row(row.row, digits: "12")
        case .parrotCount: Row(row.row, digits: "\(row.row)")
        case .parrotWords: Row(row.row, words: "letter for letter")
        // Far from one another, so that nothing but the truth tells it from a good answer.
        default: Row(row.row, digits: "\(1000 + row.row * row.row * 37)")
        }
    }

    private static func json(_ row: Row) -> JSON {
        [
            "row": .integer(Int64(row.row)), "state": .string(row.state), "digits": .string(row.digits),
            "words": .string(row.words),
        ]
    }

    private static func text(_ rows: [JSON]) -> String {
        let bytes = (try? JSON.object([.init("rows", .array(rows))]).canonicalBytes()) ?? []
        return String(decoding: bytes, as: UTF8.self)
    }
}
