// SPDX-License-Identifier: Apache-2.0

extension HealthCheck {
    /// The most lines that are counted.
    private static let mostLines = 1001

    /// How many errors the system's journal has of the last day.
    package static let journal = HealthCheck("journal") { sources, moment in
        let answer = try await sources.program(
            "/usr/bin/journalctl",
            [
                "--priority=err", "--since=-1d", "--quiet", "--no-pager", "--output=short-iso",
                "--lines=\(mostLines)",
            ])
        guard let answer else {
            return [HealthFinding("journal", .skipped, "systemd’s journal is not installed here.")]
        }
        guard answer.status == 0 else {
            let said = answer.errorText.split(separator: "\n").first.map(String.init) ?? "status \(answer.status)"
            return [
                HealthFinding(
                    "journal", .skipped, "The journal cannot be read: \(said)",
                    repair: "usermod --append --groups systemd-journal USER")
            ]
        }
        let count = answer.text.split(separator: "\n").filter { !$0.hasPrefix("--") }.count
        let sentence = "The journal has \(count < mostLines ? "\(count)" : "more than 1000") errors of the last day."
        guard count > moment.limits.journalErrors else { return [HealthFinding("journal", .ok, sentence)] }
        return [
            HealthFinding("journal", .warning, sentence, repair: "journalctl --priority=err --since=-1d")
        ]
    }
}
