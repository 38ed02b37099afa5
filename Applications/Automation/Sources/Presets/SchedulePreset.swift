// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// A schedule that is ready to be added: a promised task with its time and its rules.
package struct SchedulePreset: Sendable, Hashable {
    /// What the command line calls it.
    package let id: String
    /// The schedule's name when nothing else is said.
    package let name: String
    /// What it is for, in one sentence.
    package let purpose: String
    package let kind: String
    package let payload: JSON
    /// When it is due, as `daily at 02:00`.
    package let due: String
    /// It starts up to so much later.
    package let randomDelay: Duration
    /// How often it is repeated after a failure.
    package let restarts: Int
    /// An attempt that takes longer is ended.
    package let timeLimit: Duration
    /// After so long without success the run counts as missing.
    package let grace: Duration
    package let rules: ScheduleRules

    init(
        _ id: String, _ name: String, _ purpose: String, kind: String, payload: JSON = .object([]), due: String,
        restarts: Int, timeLimit: Duration, grace: Duration, randomDelay: Duration = .seconds(300), wakes: Bool = false
    ) {
        self.id = id
        self.name = name
        self.purpose = purpose
        self.kind = kind
        self.payload = payload
        self.due = due
        self.randomDelay = randomDelay
        self.restarts = restarts
        self.timeLimit = timeLimit
        self.grace = grace
        // On mains power only, no second instance, made up for after downtime.
        var rules = ScheduleRules()
        rules.onlyOnMains = true
        rules.stopsOnBattery = true
        rules.wakesMachine = wakes
        self.rules = rules
    }

    /// What somebody wants otherwise.
    package struct Changes: Sendable, Hashable {
        package var name: String?
        /// A whole rule, as `daily at 03:00`, or a time alone, as `03:00`.
        package var due: String?
        package var zone: LocalZone
        package var payload: JSON?

        package init(name: String? = nil, due: String? = nil, zone: LocalZone = .utc, payload: JSON? = nil) {
            self.name = name
            self.due = due
            self.zone = zone
            self.payload = payload
        }
    }

    /// The schedule.
    /// - Throws: `JobsError` when the changed time is none.
    package func schedule(_ changes: Changes = Changes()) throws(JobsError) -> Schedule {
        Schedule(
            name: changes.name ?? name, kind: kind, payload: changes.payload ?? payload,
            trigger: try Trigger(parsing: due(changes.due)), zone: changes.zone, maxAttempts: restarts + 1,
            timeLimit: timeLimit, grace: grace, randomDelay: randomDelay, rules: rules)
    }

    /// The time in the preset's own rule replaced by a time alone; any other rule as it is.
    private func due(_ changed: String?) -> String {
        guard let changed else { return due }
        let isTime = changed.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x3A } && changed.contains(":")
        guard isTime, let last = due.split(separator: " ").last else { return changed }
        return due.dropLast(last.count) + changed
    }
}
