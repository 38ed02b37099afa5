// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// A plan to move or tidy files, and how far it is. It stays when it is done, as the record of what was moved.
package struct Transfer: Sendable, Hashable {
    /// What it does.
    package enum Kind: String, Sendable, CaseIterable { case upload, download, cleanUp = "clean" }
    /// Where it stands.
    package enum State: String, Sendable, CaseIterable {
        /// What is to be done is being found out; a plan that was cut off begins anew.
        case planning
        /// It is known, and can be worked on.
        case ready
        /// Nothing waits any more.
        case done
    }
    package let id: String
    package let kind: Kind
    package let connection: String
    /// Where from: a local path, or ids.
    package let source: String
    /// Where to: a folder's id, or a local path.
    package let target: String
    package let options: JSON
    package let state: State
    /// What stopped it last; `nil` after it went on.
    package let reason: String?
    package let createdAt: Date
    package let finishedAt: Date?
}

/// One thing of a transfer.
package struct TransferItem: Sendable, Hashable {
    /// What it is.
    package enum Kind: String, Sendable { case file, folder, document, shortcut, replacement }
    /// Where it stands.
    package enum State: String, Sendable, CaseIterable { case waiting, done, skipped, failed }
    /// Its place in the transfer, from 1.
    package let number: Int64
    /// The number of the folder it is in; 0 for the target itself.
    package let parent: Int64
    package let kind: Kind
    /// Where it is, below the source or target, for people and for the disk.
    package let path: String
    /// Its name, byte for byte.
    package let name: String
    package let fileID: String?
    package let size: Int64?
    package let stamp: String?
    package let md5: String?
    package let sha256: String?
    package let hasSession: Bool
    package let state: State
    /// Why it was skipped or failed.
    package let reason: String?
}

/// How many things of a transfer stand where.
package struct TransferCounts: Sendable, Hashable {
    package var waiting: Int64 = 0
    package var done: Int64 = 0
    package var skipped: Int64 = 0
    package var failed: Int64 = 0
    /// Bytes of all, and of what is done or skipped.
    package var bytes: Int64 = 0
    package var bytesDone: Int64 = 0
    /// All.
    package var total: Int64 { waiting + done + skipped + failed }

    package init() {}

    /// The form of `--json` and of a job's result.
    package var json: JSON {
        [
            "total": .integer(total), "done": .integer(done), "skipped": .integer(skipped),
            "failed": .integer(failed), "waiting": .integer(waiting), "bytes": .integer(bytes),
            "bytes_done": .integer(bytesDone),
        ]
    }
}
