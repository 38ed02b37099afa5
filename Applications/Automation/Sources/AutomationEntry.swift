// SPDX-License-Identifier: Apache-2.0

/// The kinds of entries that this application writes. Names are never reused; members are only added.
package enum AutomationEntry {
    /// `{job, attempt, schedule?, program, action_sha256, status|signal|time_limit_seconds|not_started|cancelled,
    /// milliseconds?, output_bytes?, output_sha256?}`, in the book `automation:commands`: a program was run.
    package static let commandEnded = "command.ended"
    /// `{overall, before?, troubles: [{name, verdict, sentence}]}`, in the book `automation:health`: the overall state
    /// is another than it was.
    package static let healthChanged = "health.changed"
    /// `{job?, attempt?, schedule?, rule, result}`, in the book `automation:purges`: a purge of logs took something
    /// away. The result has names, sizes and counts, and at most the first thousand names; no content.
    package static let logsPurged = "logs.purged"
}
