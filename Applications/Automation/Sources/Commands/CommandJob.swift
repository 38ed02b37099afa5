// SPDX-License-Identifier: Apache-2.0
import Logging
import StewardCore
import StewardJobs
import StewardLedger

/// Runs a command as a job: `automation.command`, whose payload is a ``CommandAction``.
///
/// A failure is repeated only as the command's own `restart` says. So is an attempt whose node died: what a program did
/// until then is not known. One that was given back in good order, because the server stopped, runs again.
struct CommandJob: JobHandler {
    let kind = CommandAction.kind
    let automation: Automation
    let runner: CommandRunner

    /// How many of the last lines stand in a run's log after a success and after a failure.
    private static let linesOfSuccess = 20
    private static let linesOfFailure = 200

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        let action: CommandAction
        do throws(AutomationError) { action = try CommandAction(job.payload) } catch {
            return .discard(reason: error.description)
        }
        let restarts = action.restart?.count ?? 0
        guard job.failures <= restarts else {
            return .discard(
                reason: "\(action.name) is not run again: \(job.reason ?? "the attempt before was broken off.")")
        }
        context.report(JobProgress(message: "running \(action.name)"))
        let run: CommandRun
        do { run = try await runner.run(action, job: job.id.description) } catch is CancellationError {
            await record(job, action, [.init("cancelled", true)], context)
            throw CancellationError()
        }
        await record(job, action, run.facts, context)
        say(run, action, context)
        guard !run.isSuccess else { return .done(run.json) }
        let reason = run.sentence(action.name)
        guard let restart = action.restart, job.failures < restart.count else { return .discard(reason: reason) }
        return .retry(after: restart.interval, reason: reason)
    }

    private func record(
        _ job: Job, _ action: CommandAction, _ facts: [JSON.Member], _ context: JobContext
    ) async {
        guard let problem = await automation.record(job, action, facts) else { return }
        context.logger.error("\(problem)")
    }

    private func say(_ run: CommandRun, _ action: CommandAction, _ context: JobContext) {
        let sentence = "\(run.sentence(action.name)) (\(run.outputBytes) bytes of output)"
        if run.isSuccess { context.logger.info("\(sentence)") } else { context.logger.error("\(sentence)") }
        let count = run.isSuccess ? Self.linesOfSuccess : Self.linesOfFailure
        for line in run.output.split(whereSeparator: \.isNewline).suffix(count) { context.logger.info("| \(line)") }
    }
}
