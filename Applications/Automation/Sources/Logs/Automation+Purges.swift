// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardJobs
package import StewardLedger

extension Automation {
    /// The book of what purges of logs took away.
    package static let purges = BookID("automation:purges")

    /// Records what a rule of a job took away; nothing is written when that is nothing.
    /// - Returns: a sentence when the ledger could not be written. What went is gone all the same.
    package func record(_ done: LogPurge.Done, of rule: PurgeRule, in job: Job) async -> String? {
        let members: [JSON.Member] = [
            .init("job", .string(job.id.description)), .init("attempt", .integer(Int64(job.attempt))),
            .init("schedule", job.schedule.map(JSON.string) ?? .null),
        ]
        return await record(done, of: rule, actor: "job \(job.kind)", members)
    }

    /// Records what a rule of a person's command took away, as ``record(_:of:in:)`` does.
    package func record(_ done: LogPurge.Done, of rule: PurgeRule, by actor: String) async -> String? {
        await record(done, of: rule, actor: actor, [])
    }

    private func record(
        _ done: LogPurge.Done, of rule: PurgeRule, actor: String, _ members: [JSON.Member]
    ) async -> String? {
        guard done.tookAway else { return nil }
        let draft = EntryDraft(
            kind: AutomationEntry.logsPurged, actor: actor,
            payload: .object(members + [.init("rule", rule.json), .init("result", done.json)]))
        return await append(draft, to: Self.purges, "purge")
    }
}
