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
                summary = try await watchingLimiter(of: recovery) {
                    try await recovery.run(
                        lockTimeout: .seconds(options.lockTimeout), forced: options.force
                    ) { event in
                        meter.show(event)
                        report.note(event)
                        note(event, report)
                    }
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
        let check = try await RecoverIDCheck(connection).look(at: options.fileIds)
        try report(check)
        if !check.problems.isEmpty { throw CommandError(.arguments, check.problems.joined(separator: "\n")) }
    }

    /// What the check of the ids counted, for those who ask for it.
    private func report(_ check: RecoverIDCheck.Outcome) throws {
        let accepted = options.accepted
        guard accepted.debugParity || accepted.failOnParityMismatch || accepted.parityMetricsFile != nil else { return }
        let text = PrettyJSON.text(check.json)
        if accepted.debugParity { printer.note("INFO ids: \(text)") }
        if let path = accepted.parityMetricsFile {
            guard FileManager.default.createFile(atPath: path, contents: Data((text + "\n").utf8)) else {
                throw CommandError(.arguments, "\(path) cannot be written; name another file.")
            }
        }
        if accepted.failOnParityMismatch, check.mismatch != 0 {
            throw CommandError(.failure, "\(check.mismatch) of the given ids were neither found nor told apart.")
        }
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

    /// Failures and warnings always, what is left out with `-v`, every step with `-vv`.
    private func note(_ event: Recovery.Event, _ report: RecoverReport?) {
        switch event {
        case .failed(let file, let reason):
            printer.problem("ERROR \(file.target.isEmpty ? file.id : file.target): \(reason)")
        case .skipped(let skipped): if options.verbose > 0 { printer.note("INFO \(skipped.description)") }
        case .warning(let sentence): printer.note("WARN \(sentence)")
        case .found(let count): if options.verbose > 1 { printer.note("DEBUG found \(count)") }
        case .done(let done, of: let all): if options.verbose > 1 { printer.note("DEBUG done \(done) of \(all)") }
        }
    }

    /// With `--rl-diagnostics` and `-vv`, what the limiter does, every five seconds while `body` runs.
    private func watchingLimiter<Value>(
        of recovery: Recovery, _ body: () async throws -> Value
    ) async throws -> Value {
        guard options.accepted.limiterDiagnostics, options.verbose > 1 else { return try await body() }
        let printer = printer
        let watch = Task {
            while !Task.isCancelled {
                try await SystemClock().sleep(for: .seconds(5))
                printer.note("DEBUG limiter: \(recovery.limiterStatistics)")
            }
        }
        defer { watch.cancel() }
        return try await body()
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
