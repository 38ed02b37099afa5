// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
import StewardProcess
package import StewardStore

/// Runs commands, each in a session of its own that is ended as a whole.
package struct CommandRunner: Sendable {
    let vault: SecretVault
    let clock: any Timekeeping
    let environment: [String: String]
    /// How long a program may take to end after SIGTERM before it and all that it started get SIGKILL.
    var grace: Duration = .seconds(5)

    /// What every program gets when nothing else is said. Nothing of the server's own environment is handed on.
    package static let standardEnvironment = [
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
    ]

    /// - Parameter environment: variables that every program gets; a command's own go over them.
    package init(
        vault: SecretVault, clock: any Timekeeping, environment: [String: String] = CommandRunner.standardEnvironment
    ) {
        self.vault = vault
        self.clock = clock
        self.environment = environment
    }

    /// Runs it to its end. Whatever became of the program is a value, also that it could not be started.
    /// - Parameter job: handed to the program as `STEWARD_JOB`; empty for none.
    /// - Throws: `CancellationError`, after the program and what it started were ended; the vault's and the database's
    ///   errors.
    package func run(_ action: CommandAction, job: String = "") async throws -> CommandRun {
        let begun = clock.now
        let output = CommandOutput(keeping: action.outputLimit)
        var secrets: [String: Secret] = [:]
        var ending: CommandRun.Ending
        do {
            try await action.check(vault)
            secrets = try await opened(action.secrets)
            ending = try await end(of: program(action, secrets, job), action.timeLimit, output)
        } catch let error as AutomationError {
            ending = .notStarted(error.description)
        }
        return CommandRun(
            ending: ending, seconds: clock.now.timeIntervalSince(begun), outputBytes: output.count,
            outputSHA256: output.sha256, output: output.text(without: Array(secrets.values)))
    }

    private func end(
        of program: Program, _ timeLimit: Duration?, _ output: CommandOutput
    ) async throws -> CommandRun.Ending {
        // Ten years stand for no limit.
        var limits = Program.Limits(time: timeLimit ?? .seconds(315_360_000))
        limits.grace = grace
        do {
            let result = try await program.runTogether(limits: limits, clock: clock) { output.take($0) }
            switch result.ending {
            case .exited(let status): return .exited(status)
            case .signalled(let signal): return .signalled(signal)
            }
        } catch let error as ProcessError where error.code == .timedOut {
            return .timedOut(timeLimit ?? .zero)
        } catch let error as ProcessError {
            return .notStarted(error.message)
        }
    }

    private func program(_ action: CommandAction, _ secrets: [String: Secret], _ job: String) -> Program {
        var variables = environment
        if !job.isEmpty { variables["STEWARD_JOB"] = job }
        variables.merge(action.environment) { _, own in own }
        for name in secrets.keys { variables[name] = nil }
        let arguments = action.usesShell ? ["-c", action.program, "sh"] + action.arguments : action.arguments
        return Program(
            action.usesShell ? CommandAction.shell : action.program, arguments, environment: variables,
            secrets: secrets, folder: action.folder ?? "/")
    }

    private func opened(_ names: [String: String]) async throws -> [String: Secret] {
        var secrets: [String: Secret] = [:]
        for (variable, name) in names {
            guard let secret = try await vault.secret(named: name) else {
                throw AutomationError(
                    .notFound, "There is no stored secret “\(name)”. Store it with: steward secrets put \(name)")
            }
            secrets[variable] = secret
        }
        return secrets
    }
}
