// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

extension HealthRecords {
    /// What the newest check found, for alerts: a matter for each finding that needs somebody.
    ///
    /// - Parameter others: what the names of findings begin with of which another source tells, as `schedule `.
    package func matters(without others: [String] = []) async throws -> [Matter] {
        guard let report = try await newest() else { return [] }
        return try report.troubles.filter { finding in !others.contains { finding.name.hasPrefix($0) } }.map {
            finding in
            let repair = finding.repair.map { "\n\nWhat to do: \($0)" } ?? ""
            return try Matter(
                topic: "health:\(finding.name)", severity: finding.verdict == .failing ? .critical : .warning,
                subject: "\(finding.name): \(finding.sentence)", text: finding.sentence + repair, kind: "health-check")
        }
    }
}
