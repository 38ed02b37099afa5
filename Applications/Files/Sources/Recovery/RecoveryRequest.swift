// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// What to recover, and how.
package struct RecoveryRequest: Sendable {
    /// Which files.
    package enum Selection: Sendable {
        /// What is in the trash and fits.
        case trash(ExtensionFilter, modifiedAfter: Date?)
        /// These files, wherever they are.
        case files([String])
        /// What is below this folder and not in the trash.
        case folder(String, ExtensionFilter, modifiedAfter: Date?)
        /// Files that failed before, each with the place it was to have.
        case failed([FailedFile])
    }
    /// What to do about a file that has the name already.
    package enum Existing: String, Sendable {
        /// The recovered file gets another name.
        case distinguish
        case overwrite
        /// It is left; only where it is the very file, it counts as downloaded.
        case skip
    }

    /// The name under which the run is remembered: the same name goes on where the last run stopped.
    package var name: String
    package var scope: RecoveryScope
    package var selection: Selection
    package var policy: RecoveryPolicy
    /// How many files are downloaded at once.
    package var concurrency = 5
    /// Calls a second; 0 for no limit.
    package var callsPerSecond = 5.0
    /// Calls that may come at once; 0 spaces them evenly.
    package var burst = 0
    /// The most files that are not done yet; 0 for all.
    package var limit = 0
    /// Files that are brought to their end before the next ones begin.
    package var batch = 500
    package var existing = Existing.distinguish
    /// Where downloads go; `nil` for `recoverOnly`.
    package var folder: String?
    /// Forgets what an earlier run of this name did.
    package var isFresh = false

    package init(name: String, scope: RecoveryScope, selection: Selection, policy: RecoveryPolicy = .trash) {
        self.name = name
        self.scope = scope
        self.selection = selection
        self.policy = policy
    }
}

/// A file that a run could not recover: a row of the failed-files list.
package struct FailedFile: Sendable, Hashable {
    /// The folder that was being downloaded; empty for none.
    package let sourceFolder: String
    package let id: String
    /// Where it was to go; empty when that was not known yet.
    package let target: String

    package init(sourceFolder: String = "", id: String, target: String = "") {
        self.sourceFolder = sourceFolder
        self.id = id
        self.target = target
    }
}
