// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardLedger
import StewardStore

/// What the last verification of a book found. It is this server's own word; who doubts the server verifies a bundle
/// elsewhere.
package struct BookVerification: Sendable, Hashable {
    package let book: BookID
    /// When it ended.
    package let at: Date
    /// The job that did it.
    package let job: String
    /// Who asked for it, as `account:…`.
    package let actor: String
    /// How many entries were read.
    package let entries: Int64
    /// The Merkle tree's root over them, 32 bytes.
    package let root: [UInt8]
    /// How many of them a checkpoint vouches for; `nil` when none was ever signed or its signature is not good.
    package let signed: Int64?
    /// What is wrong, at most ``problemLimit``.
    package let problems: [Problem]
    /// How many there are.
    package let problemCount: Int64

    package static let problemLimit = 50

    /// Whether nothing is wrong.
    package var isSound: Bool { problemCount == 0 }

    /// One thing that is wrong, as `VerificationReport.Problem`.
    package struct Problem: Sendable, Hashable {
        /// The table.
        package let place: String
        package let sequence: Int64?
        package let fault: String
        package let cause: String
    }
}

extension BookVerification {
    init(_ report: VerificationReport, of book: BookID, at: Date, job: String, actor: String) {
        self.init(
            book: book, at: at, job: job, actor: actor, entries: report.entries, root: report.treeRoot ?? [],
            signed: report.isProven ? report.checkpoint?.size : nil,
            problems: report.problems.prefix(Self.problemLimit).map {
                Problem(place: $0.file, sequence: $0.sequence, fault: $0.fault, cause: $0.cause)
            }, problemCount: Int64(report.problems.count + report.unlistedProblems))
    }

    package var json: JSON {
        [
            "book": .string(book.name), "at": .string(at.formatted(.iso8601)), "job": .string(job),
            "actor": .string(actor), "sound": .bool(isSound), "entries": .integer(entries),
            "root": .string(Hexadecimal.text(root)), "signed": signed.map(JSON.integer) ?? .null,
            "problems": .array(problems.map(\.json)), "problem_count": .integer(problemCount),
        ]
    }
}

extension BookVerification.Problem {
    var json: JSON {
        [
            "place": .string(place), "entry": sequence.map(JSON.integer) ?? .null, "fault": .string(fault),
            "cause": .string(cause),
        ]
    }

    init?(_ json: JSON) {
        guard let place = json["place"]?.string, let fault = json["fault"]?.string, let cause = json["cause"]?.string
        else { return nil }
        self.init(place: place, sequence: json["entry"]?.integer, fault: fault, cause: cause)
    }
}
