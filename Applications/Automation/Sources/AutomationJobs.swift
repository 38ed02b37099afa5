// SPDX-License-Identifier: Apache-2.0
package import StewardJobs

/// The jobs of this application.
///
/// | kind | payload |
/// |---|---|
/// | `automation.command` | ``CommandAction`` |
/// | `automation.health` | ``HealthLimits`` |
/// | `automation.purge` | ``LogPurge`` |
package enum AutomationJobs {
    /// A handler for every kind.
    /// - Parameters:
    ///   - health: what a health check looks at.
    ///   - protected: folders of which no purge may take anything.
    ///   - told: told of every health check, to alert people.
    package static func handlers(
        _ automation: Automation, runner: CommandRunner, health: HealthSources, protecting protected: [String],
        told: @escaping @Sendable (HealthReport) async -> Void = { _ in }
    ) -> [any JobHandler] {
        [
            CommandJob(automation: automation, runner: runner),
            HealthJob(records: automation.health, sources: health, told: told),
            PurgeJob(automation: automation, protected: protected),
        ]
    }
}
