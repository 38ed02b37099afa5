// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What a purge removed from a folder, or would remove. Paths are within the folder.
package struct FolderPurgeReport: Sendable, Hashable {
    /// Why a file went.
    package enum Reason: String, Sendable { case age, size, count }

    package struct Removed: Sendable, Hashable {
        package let path: String
        package let bytes: Int64
        package let reason: Reason
    }
    package struct Failed: Sendable, Hashable {
        package let path: String
        /// One sentence.
        package let reason: String
    }

    package let folder: String
    package let isDryRun: Bool
    /// How many files the rule is about, and their bytes together.
    package var examined = 0
    package var bytesBefore: Int64 = 0
    /// Oldest first.
    package var removed: [Removed] = []
    package var freedBytes: Int64 = 0
    /// What changed meanwhile, and was left.
    package var skipped: [String] = []
    package var failed: [Failed] = []
    /// Whether the size or count is exceeded still: what is left is written to, or could not be removed.
    package var isStillAbove = false

    init(folder: String, isDryRun: Bool) {
        self.folder = folder
        self.isDryRun = isDryRun
    }

    /// As in results and `--json`. At most the first thousand paths are listed.
    package var json: JSON {
        let listed = removed.prefix(1000).map { file -> JSON in
            ["path": .string(file.path), "bytes": .integer(file.bytes), "reason": .string(file.reason.rawValue)]
        }
        return [
            "folder": .string(folder), "examined": .integer(Int64(examined)),
            "removed": .integer(Int64(removed.count)), "freed_bytes": .integer(freedBytes),
            "files": .array(listed), "skipped": .array(skipped.prefix(1000).map(JSON.string)),
            "failed": .array(
                failed.prefix(1000).map { ["path": .string($0.path), "reason": .string($0.reason)] }),
            "still_above": .bool(isStillAbove), "dry_run": .bool(isDryRun),
        ]
    }

    /// One sentence.
    package var sentence: String {
        let megabytes = (Double(freedBytes) / 1_048_576 * 100).rounded() / 100
        let went = isDryRun ? "would go" : "went"
        let bad = failed.isEmpty ? "" : "; \(failed.count) could not be removed"
        let above = isStillAbove ? "; what is left is still above the limit" : ""
        return "\(folder): of \(examined) files \(removed.count) \(went) (\(megabytes) MB)\(bad)\(above)."
    }
}
