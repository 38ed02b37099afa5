// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What retention does with each backup of a set, or would do.
package struct PruneReport: Sendable {
    /// One backup and what became of it.
    package struct Item: Sendable {
        package let backup: Backup
        package internal(set) var isRemoved: Bool
        /// Why, after “kept:” or “removed:”.
        package internal(set) var reason: String
        /// Why its file is still there though it is to go; `nil` when nothing went wrong.
        package internal(set) var failure: String?
    }
    /// Every backup whose file is there, by database: what goes, oldest first, and then what stays, newest first.
    package internal(set) var items: [Item] = []
    /// Names of files that were left over by something that was cut off.
    package internal(set) var leftovers: [String] = []
    /// Whether nothing was changed.
    package let isDryRun: Bool

    package var removed: [Item] { items.filter(\.isRemoved) }
    package var kept: [Item] { items.filter { !$0.isRemoved } }
    package var failures: [Item] { items.filter { $0.failure != nil } }
    /// Bytes of what goes.
    package var bytes: Int64 { removed.reduce(0) { $0 + $1.backup.bytes } }

    /// What `--json` shows, and what is kept with a job.
    package var json: JSON {
        [
            "removed": .array(removed.map(\.json)), "kept": .array(kept.map(\.json)),
            "leftovers": .texts(leftovers), "bytes": .integer(bytes), "dry_run": .bool(isDryRun),
        ]
    }
}

extension PruneReport.Item {
    fileprivate var json: JSON {
        .known([
            "backup": .string(backup.id.text), "database": .string(backup.database), "file": .string(backup.file),
            "bytes": .integer(backup.bytes), "reason": .string(reason), "failure": failure.map { .string($0) },
        ])
    }
}
