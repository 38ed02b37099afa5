// SPDX-License-Identifier: Apache-2.0
import Automation
import StewardCore

extension Doctor {
    /// The checks of `automation.health` that the doctor does not make itself.
    private static let checks: [HealthCheck] = [
        .disk, .memory, .load, .units, .journal, .clock, .backups, .credentials, .quotas, .systemFiles,
    ]
    /// What of them it makes itself.
    private static let own: Set<String> = ["disk of the data"]

    /// What the health check finds now; nothing of it is kept.
    func machine(_ installation: Installation) async throws -> [Checkup] {
        guard let health else { return [] }
        let last = try? await installation.automation.health.newest()?.at
        let moment = HealthCheck.Moment(now: installation.clock.now, limits: HealthLimits(), last: last)
        let report = try await HealthCheck.report(health(installation), moment, checks: Self.checks)
        return report.findings.filter { !Self.own.contains($0.name) }.map(Checkup.init)
    }
}

extension Checkup {
    init(_ finding: HealthFinding) {
        let verdict: Verdict =
            switch finding.verdict {
            case .skipped: .skipped
            case .ok: .ok
            case .warning: .warning
            case .failing: .failing
            }
        self.init(finding.name, verdict, finding.sentence, repair: finding.repair)
    }
}
