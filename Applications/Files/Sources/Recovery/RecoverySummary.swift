// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// How a recovery ended.
package struct RecoverySummary: Sendable, Equatable {
    package var found = 0
    package var recovered = 0
    package var downloaded = 0
    package var skippedExisting = 0
    package var retained = 0
    package var trashed = 0
    package var deleted = 0
    /// Files that are no longer in the trash, or that cannot be downloaded as they are.
    package var skipped = 0
    package var errors = 0
    package var seconds = 0.0
    /// Files that an earlier run had brought to their end.
    package var doneBefore = 0

    package init() {}

    /// Of all that were found, how many came through this run's main step, in percent; 100 for none.
    package func successRate(_ command: RecoveryCommand) -> Double {
        let done = command == .recoverOnly ? recovered : downloaded + skippedExisting
        return found == 0 ? 100 : Double(done + doneBefore) / Double(found) * 100
    }

    package var json: JSON {
        [
            "found": .integer(Int64(found)), "recovered": .integer(Int64(recovered)),
            "downloaded": .integer(Int64(downloaded)), "skipped_existing": .integer(Int64(skippedExisting)),
            "retained": .integer(Int64(retained)), "trashed": .integer(Int64(trashed)),
            "deleted": .integer(Int64(deleted)), "skipped": .integer(Int64(skipped)),
            "errors": .integer(Int64(errors)), "done_before": .integer(Int64(doneBefore)),
            "seconds": .number((seconds * 10).rounded() / 10),
        ]
    }
}
