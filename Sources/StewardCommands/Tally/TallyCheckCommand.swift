// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardServer
import Tally

/// `steward tally check`
struct TallyCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check every form's own arithmetic, names, numbers and files.",
        discussion: "Exit status 3 when something above a hint stands. What could not be checked is counted.")

    @OptionGroup var election: ElectionOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let run = try await installation.with { installation in
            let name = try await election.name(installation)
            let examination = try await installation.elections.examine(name)
            let run = try await installation.elections.recordCheck(examination, in: name, actor: election.actor)
            try await installation.elections.seal(name)
            return run
        }
        RunReport.show(run, title: "Checked", output.printer)
        if run.attention > 0 { throw ExitStatus.attention.code }
    }
}

/// `steward tally reconcile`
struct TallyReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile", abstract: "Compare every row with the official count, and the list seats.",
        discussion: "Exit status 3 when something above a hint stands.")

    @OptionGroup var election: ElectionOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let run = try await installation.with { installation in
            let name = try await election.name(installation)
            let examination = try await installation.elections.examine(name)
            let run = try await installation.elections.recordReconciliation(
                examination, in: name, actor: election.actor)
            try await installation.elections.seal(name)
            return run
        }
        RunReport.show(run, title: "Reconciled", output.printer)
        if run.attention > 0 { throw ExitStatus.attention.code }
    }
}

/// How a finished check or reconciliation is shown.
enum RunReport {
    static func show(_ run: RecordedRun, title: String, _ printer: Printer) {
        if printer.json { return printer.show("", json: run.summary) }
        printer.show(text(run, title: title), json: run.summary)
    }

    static func text(_ run: RecordedRun, title: String) -> String {
        var lines: [String] = []
        let documents = run.summary["documents"]?.integer ?? 0
        lines.append("\(title) \(documents) announcements: \(run.raised) findings new, \(run.withdrawn) gone.")
        for kind in BallotKind.allCases {
            guard let counts = run.summary[kind.rawValue] else { continue }
            let (all, sums) = (counts["documents"]?.integer ?? 0, counts["sums_agree"]?.integer ?? 0)
            let consistent = counts["consistent"]?.integer ?? 0
            lines.append("  \(kind.rawValue): \(sums) of \(all) sums agree; every identity holds in \(consistent)")
        }
        if let figures = run.summary["figures"]?.integer, let below = run.summary["below"]?.integer {
            let percent = run.summary["percent_counted"].map(\.cell) ?? "–"
            let time = run.summary["last_update"]?.string ?? ""
            lines.append("  \(figures) figures beside the count of \(time) (\(percent) %); \(below) lie below it")
        }
        let severities = Severity.allCases.reversed().map { "\($0.code) \(run.standing[$0] ?? 0)" }
        lines.append("  standing findings: " + severities.joined(separator: ", "))
        let rules = run.rules.sorted { ($1.value, $0.key.code) < ($0.value, $1.key.code) }
        let width = rules.map(\.key.code.count).max() ?? 0
        for (rule, count) in rules {
            lines.append("    \(rule.code.padded(to: width))  \(count)  \(rule.title(.english))")
        }
        return lines.joined(separator: "\n")
    }
}
