// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// What a verification found.
public struct VerificationReport: Sendable, Hashable {
    /// The book; `nil` when nothing said which it is.
    public internal(set) var book: BookID?
    /// What the signer vouched for; `nil` when there is no checkpoint whose signature is good.
    public internal(set) var checkpoint: Checkpoint?
    /// Who signed; `nil` as above.
    public internal(set) var signer: NoteVerifier?
    /// How many entries were checked.
    public internal(set) var entries: Int64 = 0
    /// The root of the Merkle tree over all of them, 32 bytes; `nil` when a bundle was checked, where the checkpoint
    /// has it.
    public internal(set) var treeRoot: [UInt8]?
    /// How many bytes of entries were checked.
    public internal(set) var bytes: Int64 = 0
    /// How many blobs were checked.
    public internal(set) var blobs = 0
    /// Whether the checkpoint confirms every entry but those that ``problems`` names.
    public internal(set) var isProven = false
    /// What is wrong, at most ``problemLimit``.
    public internal(set) var problems: [Problem] = []
    /// How many problems more there are than ``problems`` lists.
    public internal(set) var unlistedProblems = 0

    /// How many problems a report lists.
    public static let problemLimit = 1000

    init() {}

    /// Whether nothing is wrong and everything is vouched for by the signer.
    public var isSound: Bool { problems.isEmpty && isProven }

    /// One thing that is wrong.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// The file in the bundle, or the table in the database.
        public let file: String
        /// The line, from 1.
        public let line: Int64?
        /// The entry's sequence number.
        public let sequence: Int64?
        /// What is wrong, in one sentence.
        public let fault: String
        /// What most likely happened, in one sentence.
        public let cause: String

        init(_ file: String, line: Int64? = nil, sequence: Int64? = nil, _ fault: String, cause: String) {
            self.file = file
            self.line = line
            self.sequence = sequence
            self.fault = fault
            self.cause = cause
        }

        /// `book.jsonl, line 7 (entry 6): fault Probably: cause`
        public var description: String {
            let place = line.map { ", line \($0)" } ?? ""
            let entry = sequence.map { " (entry \($0))" } ?? ""
            return "\(file)\(place)\(entry): \(fault) Probably: \(cause)"
        }
    }

    mutating func add(_ problem: Problem) {
        if problems.count < Self.problemLimit { problems.append(problem) } else { unlistedProblems += 1 }
    }

    mutating func addProblems(of other: VerificationReport) {
        for problem in other.problems { add(problem) }
        unlistedProblems += other.unlistedProblems
    }

    /// The report as the command line's `--json` prints it.
    public var json: JSON {
        let found = problems.map { problem in
            JSON.object([
                .init("file", .string(problem.file)), .init("line", problem.line.map(JSON.integer) ?? .null),
                .init("sequence", problem.sequence.map(JSON.integer) ?? .null), .init("fault", .string(problem.fault)),
                .init("cause", .string(problem.cause)),
            ])
        }
        return .object([
            .init("sound", .bool(isSound)), .init("book", book.map { .string($0.name) } ?? .null),
            .init("size", checkpoint.map { .integer($0.size) } ?? .null),
            .init("root", checkpoint.map { .string(Hexadecimal.text($0.root)) } ?? .null),
            .init("signer", signer.map { .string($0.description) } ?? .null), .init("entries", .integer(entries)),
            .init("bytes", .integer(bytes)), .init("blobs", .integer(Int64(blobs))), .init("proven", .bool(isProven)),
            .init("problems", .array(found)), .init("unlisted_problems", .integer(Int64(unlistedProblems))),
        ])
    }
}
