// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What came of restoring a backup into a scratch server.
package struct ProofReport: Sendable, Hashable {
    /// The parts of a proof, in their order. Names are never reused.
    package enum Step: String, Sendable, Hashable, CaseIterable {
        /// The file is read, opened and compared with what was written.
        case read
        /// Every role that the dump names is in the server's part of the backup.
        case roles
        /// The dump is restored.
        case restore
        /// Every extension is there.
        case extensions
        /// Every table has the rows that the dump saw.
        case tables
        /// The set's questions have the answers they must have.
        case questions
    }
    /// One thing that was looked at.
    package struct Check: Sendable, Hashable {
        package let step: Step
        /// What it is about: a table, an extension, a question.
        package let name: String
        package let isPassed: Bool
        /// What was found, in one sentence.
        package let sentence: String

        package init(_ step: Step, _ name: String, _ isPassed: Bool, _ sentence: String) {
            self.step = step
            self.name = name
            self.isPassed = isPassed
            self.sentence = sentence
        }
    }

    package let backup: BackupID
    package internal(set) var checks: [Check] = []
    /// What speaks not against the backup, and somebody should know all the same; a sentence each.
    package internal(set) var warnings: [String] = []
    /// How many tables were compared, and how many rows they have together.
    package internal(set) var tables = 0
    package internal(set) var rows: Int64 = 0
    /// The scratch server's version.
    package internal(set) var serverVersion: String?
    /// How long it took: the server's start, the restore, and the checks.
    package internal(set) var milliseconds: Int64 = 0

    package init(backup: BackupID) { self.backup = backup }

    /// Whether everything held.
    package var isProved: Bool { checks.allSatisfy(\.isPassed) }
    /// The first thing that did not hold.
    package var failure: Check? { checks.first { !$0.isPassed } }

    mutating func add(_ check: Check) { checks.append(check) }
}

extension ProofReport {
    /// What stands in `backup.proved` and `backup.disproved`, and in `--json`.
    package var json: JSON {
        .known([
            "backup": .string(backup.text), "proved": .bool(isProved),
            "seconds": .number(Double(milliseconds) / 1000).canonical, "server_version": serverVersion.map(JSON.string),
            "tables": .integer(Int64(tables)), "rows": .integer(rows),
            "checks": .array(checks.map(\.json)), "warnings": warnings.isEmpty ? nil : .texts(warnings),
            "step": failure.map { .string($0.step.rawValue) },
            "reason": failure.map { .string($0.sentence) },
        ])
    }
}

extension ProofReport.Check {
    fileprivate var json: JSON {
        [
            "step": .string(step.rawValue), "name": .string(name), "passed": .bool(isPassed),
            "found": .string(sentence),
        ]
    }
}
