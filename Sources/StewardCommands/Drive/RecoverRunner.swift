// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore
import StewardServer

/// Runs a recovery for the command line: checks, asks, shows, reports.
struct RecoverRunner {
    let command: RecoveryCommand
    let options: DriveRecoverOptions
    let download: DriveDownloadOptions?
    let isFresh: Bool
    let drive: DriveOptions
    let output: OutputOptions

    private var printer: Printer { output.printer }

    /// Shows what would be done.
    func plan() async throws {
        let request = try RecoverRequestBuilder(command: command, options: options, download: download).build(
            isFresh: false)
        try await drive.with(.recovery) { installation, connection in
            let recovery = Recovery(
                installation.files, connection, request, owner: installation.lockOwner, actor: drive.actor)
            try await checkIDs(connection)
            let plan = try await recovery.plan { event in note(event, nil) }
            let shown = RecoverPlanText(plan: plan, request: request, command: command)
            if output.json { return printer.show("", json: shown.json) }
            printer.show(shown.summary, json: .null)
            try pages(shown.rows)
            printer.show("To do it:\n  \(shown.commandLine(options, download, drive))", json: .null)
            if !plan.obstacles.isEmpty { throw ExitStatus.failure.code }
        }
    }

    /// Does it.
    func run() async throws {
        let request = try RecoverRequestBuilder(command: command, options: options, download: download)
            .build(isFresh: isFresh)
        let report = try RecoverReport(options)
        try await drive.with(.recovery) { installation, connection in
            try await checkIDs(connection)
            let recovery = Recovery(
                installation.files, connection, request, owner: installation.lockOwner, actor: drive.actor)
            try await takeOldState(recovery, report)
            try await ask(recovery)
            let meter = RecoverMeter(printer)
            let summary: RecoverySummary
            do {
                summary = try await recovery.run(
                    lockTimeout: .seconds(options.lockTimeout), forced: options.force
                ) { event in
                    meter.show(event)
                    report.note(event)
                    note(event, report)
                }
            } catch is CancellationError {
                throw CommandError(.failure, "State saved for resume.")
            }
            meter.finish()
            report.finish(summary, command)
            show(summary, request, report)
            if summary.errors > 0 { throw ExitStatus.failure.code }
        }
    }

    /// Each id is looked at before anything begins, so that one wrong id stops the run and says what is wrong with it.
    private func checkIDs(_ connection: FileConnection) async throws {
        guard !options.fileIds.isEmpty else { return }
        let problems = try await RecoverIDCheck(connection).problems(options.fileIds)
        if !problems.isEmpty { throw CommandError(.arguments, problems.joined(separator: "\n")) }
    }

    private func takeOldState(_ recovery: Recovery, _ report: RecoverReport) async throws {
        guard !isFresh, let data = FileManager.default.contents(atPath: options.stateFile) else { return }
        do {
            try await recovery.importState([UInt8](data)) { event in note(event, report) }
        } catch let error as JSONError {
            throw CommandError(
                .arguments,
                "The state file \(options.stateFile) is no JSON: \(error) Move the file away, or use --fresh-run.")
        }
    }

    private func ask(_ recovery: Recovery) async throws {
        guard !options.yes else { return }
        let plan = try await recovery.plan { _ in }
        let question = "Proceed to \(actions) for ~\(plan.rows.count) files? (y/N) "
        guard Terminal.ask(question)?.lowercased() == "y" else {
            throw CommandError(.failure, "Operation cancelled.")
        }
    }

    private var actions: String {
        guard command == .recoverAndDownload, let policy = try? RecoveryPolicy(parsing: options.policy) else {
            return "recover"
        }
        let first = download?.folderId == nil && download?.retryFailedFile == nil ? "recover, download" : "download"
        return policy == .retain ? first : "\(first) and \(policy.rawValue)"
    }

    private func note(_ event: Recovery.Event, _ report: RecoverReport?) {
        switch event {
        case .failed(let file, let reason):
            printer.note("ERROR \(file.target.isEmpty ? file.id : file.target): \(reason)")
        case .skipped(let skipped): printer.note("INFO \(skipped.description)")
        case .warning(let sentence): printer.note("WARN \(sentence)")
        case .found, .done: break
        }
    }

    private func pages(_ rows: [String]) throws {
        var place = 0
        while place < rows.count {
            for row in rows[place..<min(place + 20, rows.count)] { printer.show(row, json: .null) }
            place += 20
            guard place < rows.count, !options.yes, Terminal.isInteractive else { continue }
            switch Terminal.ask("Enter for more, s to skip the rest, q to stop: ")?.lowercased() {
            case "q": throw CommandError(.failure, "Stopped; nothing was changed.")
            case "s": return
            default: continue
            }
        }
    }

    private func show(_ summary: RecoverySummary, _ request: RecoveryRequest, _ report: RecoverReport) {
        let rate = (summary.successRate(command) * 10).rounded() / 10
        var lines = [
            "Found \(summary.found), done before \(summary.doneBefore), recovered \(summary.recovered), downloaded "
                + "\(summary.downloaded), already there \(summary.skippedExisting), retained \(summary.retained), "
                + "trashed \(summary.trashed), deleted \(summary.deleted), skipped \(summary.skipped), errors "
                + "\(summary.errors). Success rate \(rate) %, \(Int(summary.seconds.rounded())) s."
        ]
        lines.append("State: \(request.name)\(report.logPath.map { ", log: \($0)" } ?? "")")
        printer.show(lines.joined(separator: "\n"), json: summary.json)
    }
}
