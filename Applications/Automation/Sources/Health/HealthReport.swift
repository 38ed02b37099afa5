// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// What one health check found.
package struct HealthReport: Sendable, Hashable {
    package let at: Date
    package let findings: [HealthFinding]

    package init(at: Date, findings: [HealthFinding]) {
        self.at = at
        self.findings = findings
    }

    /// The worst verdict; `ok` when nothing could be looked at.
    package var overall: HealthFinding.Verdict {
        if findings.contains(where: { $0.verdict == .failing }) { return .failing }
        return findings.contains { $0.verdict == .warning } ? .warning : .ok
    }

    /// What somebody has to look at, failing first.
    package var troubles: [HealthFinding] {
        findings.filter { $0.verdict == .failing } + findings.filter { $0.verdict == .warning }
    }

    /// One sentence.
    package var sentence: String {
        let looked = findings.filter { $0.verdict != .skipped }.count
        guard !troubles.isEmpty else { return "All \(looked) checks are well." }
        let failing = findings.filter { $0.verdict == .failing }.count
        return "\(failing) of \(looked) checks fail, \(troubles.count - failing) warn: "
            + troubles.prefix(5).map(\.name).joined(separator: ", ") + (troubles.count > 5 ? ", …" : ".")
    }

    package var json: JSON {
        [
            "at_ms": .integer(Int64((at.timeIntervalSince1970 * 1000).rounded())),
            "overall": .string(overall.rawValue), "findings": .array(findings.map(\.json)),
        ]
    }
}
