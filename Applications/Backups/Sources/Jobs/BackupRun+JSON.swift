// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore

extension BackupRun {
    /// What is kept with a job, and what `--json` shows.
    package var json: JSON {
        .known([
            "run": .string(id), "set": .string(set), "success": .bool(isSuccess),
            "seconds": JSON.number(max(0, endedAt.timeIntervalSince(startedAt))).canonical,
            "made": .array(made.map(\.summary)), "failed": .array(failures.map(\.json)),
            "stored": .texts(stored.map(\.text)),
            "not_stored": .array(
                storeFailures.map { ["backup": .string($0.backup.text), "reason": .string($0.reason)] }),
            "swept": .texts(repair.swept), "found": .texts(repair.found.map(\.text)),
            "missing": .texts(repair.missing.map(\.text)), "unknown": .texts(repair.unknown),
        ])
    }

    /// One line for a person.
    package var text: String {
        var parts = ["\(made.count { !$0.isGlobals }) made"]
        if !failures.isEmpty { parts.append("\(failures.count) failed") }
        if !stored.isEmpty { parts.append("\(stored.count) copied off-site") }
        if !storeFailures.isEmpty { parts.append("\(storeFailures.count) not off-site") }
        return parts.joined(separator: ", ")
    }
}

extension BackupRun.Failure {
    fileprivate var json: JSON {
        .known([
            "database": database.map { .string($0) }, "step": .string(step.rawValue), "reason": .string(reason),
        ])
    }
}

extension Backup {
    /// The few facts of a backup that a list shows.
    package var summary: JSON {
        .known([
            "backup": .string(id.text), "database": .string(database), "is_globals": isGlobals ? true : nil,
            "file": .string(file), "bytes": .integer(bytes), "dump_bytes": .integer(dumpBytes),
            "sha256": .string(sha256), "warnings": warnings.isEmpty ? nil : .texts(warnings),
        ])
    }
}
