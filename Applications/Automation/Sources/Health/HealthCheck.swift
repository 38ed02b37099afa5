// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// One thing that a health check looks at.
package struct HealthCheck: Sendable {
    /// What a check may know besides its sources.
    package struct Moment: Sendable {
        package let now: Date
        package let limits: HealthLimits
        /// When the last check was made, by this machine's clock then.
        package let last: Date?

        package init(now: Date, limits: HealthLimits, last: Date?) {
            self.now = now
            self.limits = limits
            self.last = last
        }

        /// Whole days since then.
        func days(since date: Date) -> Int { Int((now.timeIntervalSince(date) / 86_400).rounded(.down)) }
    }

    package let name: String
    package let examine: @Sendable (HealthSources, Moment) async throws -> [HealthFinding]

    package init(
        _ name: String, examine: @escaping @Sendable (HealthSources, Moment) async throws -> [HealthFinding]
    ) {
        self.name = name
        self.examine = examine
    }

    /// All of them, in the order of the report.
    package static let all = [
        disk, memory, load, units, journal, certificates, clock, backups, credentials, quotas, ledger, schedules,
        systemFiles,
    ]

    /// Makes every check; one that cannot be made is failing, and the rest is looked at.
    /// - Throws: `CancellationError`.
    package static func report(
        _ sources: HealthSources, _ moment: Moment, checks: [HealthCheck] = all
    ) async throws -> HealthReport {
        var findings: [HealthFinding] = []
        for check in checks {
            do { findings += try await check.examine(sources, moment) } catch is CancellationError {
                throw CancellationError()
            } catch {
                findings.append(
                    HealthFinding(
                        check.name, .failing, "It cannot be examined: \(error)", repair: "See what the message names."))
            }
        }
        return HealthReport(at: moment.now, findings: findings)
    }
}
