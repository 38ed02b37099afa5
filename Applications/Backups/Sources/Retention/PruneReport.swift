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
    /// One copy off-site and what became of it.
    package struct Copy: Sendable {
        package let backup: Backup
        /// Through which connection.
        package let connection: String
        package internal(set) var isRemoved: Bool
        /// Why, after “kept:” or “removed:”.
        package internal(set) var reason: String
        /// Whether its removal is recorded.
        var isDone = false
    }
    /// Every backup whose file is there, by database: what goes, oldest first, and then what stays, newest first.
    package internal(set) var items: [Item] = []
    /// Every copy at the set's place off-site, also of backups that are gone here.
    package internal(set) var copies: [Copy] = []
    /// Why not every copy could be removed that is to go; `nil` when nothing went wrong.
    package internal(set) var copyFailure: String?
    /// Names of files that were left over by something that was cut off.
    package internal(set) var leftovers: [String] = []
    /// Whether nothing was changed.
    package let isDryRun: Bool

    package var removed: [Item] { items.filter(\.isRemoved) }
    package var kept: [Item] { items.filter { !$0.isRemoved } }
    package var removedCopies: [Copy] { copies.filter(\.isRemoved) }
    package var keptCopies: [Copy] { copies.filter { !$0.isRemoved } }
    /// What could not be removed, a sentence each.
    package var failures: [String] { items.compactMap(\.failure) + (copyFailure.map { [$0] } ?? []) }
    /// Bytes of what goes.
    package var bytes: Int64 { removed.reduce(0) { $0 + $1.backup.bytes } }

    /// What `--json` shows, and what is kept with a job.
    package var json: JSON {
        [
            "removed": .array(removed.map(\.json)), "kept": .array(kept.map(\.json)),
            "copies_removed": .array(removedCopies.map(\.json)), "copies_kept": .array(keptCopies.map(\.json)),
            "leftovers": .texts(leftovers), "bytes": .integer(bytes), "dry_run": .bool(isDryRun),
        ]
    }
}

extension PruneReport.Copy {
    fileprivate var json: JSON {
        .known([
            "backup": .string(backup.id.text), "database": .string(backup.database),
            "connection": .string(connection), "bytes": .integer(backup.bytes), "reason": .string(reason),
        ])
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
