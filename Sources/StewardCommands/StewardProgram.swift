// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Backups
import Files
import Foundation
import Logbook
import StewardCore
import StewardLedger
import StewardStore
import Tally
import Timeline

/// Runs the program and turns every error into one sentence and an exit status.
public enum StewardProgram {
    /// Parses the process's arguments, runs the command, and exits.
    public static func run() async {
        Memory.settle()
        do {
            if keepsWhatIsDone(CommandLine.arguments) {
                try await Interruptible.run { try await perform() }
            } else {
                try await perform()
            }
        } catch {
            exit(for: error)
        }
    }

    private static func perform() async throws {
        var command = try Steward.parseAsRoot()
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }

    private static func exit(for error: any Error) {
        guard let failure = failure(error) else {
            let status = Steward.exitCode(for: error)
            guard status == .validationFailure, Self.keepsOldStatuses(CommandLine.arguments) else {
                Steward.exit(withError: error)
            }
            Printer.standardError(Steward.fullMessage(for: error) + "\n")
            Foundation.exit(ExitStatus.arguments.rawValue)
        }
        Printer.standardError("steward: \(failure.description)\n")
        let keepsOld = Self.keepsOldStatuses(CommandLine.arguments)
        Foundation.exit((keepsOld ? oldStatus(of: error, failure) : failure.status).rawValue)
    }

    /// Whether a command's work is stopped in order by Ctrl-C, so that it goes on later. Others just end, or, as the
    /// server, see to signals themselves.
    static func keepsWhatIsDone(_ arguments: [String]) -> Bool {
        let words = Array(arguments.dropFirst().prefix(2))
        return ["backup", "drive"].contains(words.first) || [["tally", "collect"], ["tally", "read"]].contains(words)
    }

    /// Whether a command line is one of those whose exit statuses older scripts know.
    static func keepsOldStatuses(_ arguments: [String]) -> Bool {
        let words = arguments.dropFirst().prefix(2)
        return words.first == "drive" && ["recover", "quota", "clean"].contains(words.last)
    }

    /// The status where only 0 to 3 are known: 2 for a held lock and what is wrong on the command line, else 1.
    static func oldStatus(of error: any Error, _ failure: CommandError) -> ExitStatus {
        if let error = error as? FilesError, error.code == .held { return .arguments }
        return switch failure.status {
        case .notFound, .unavailable: .failure
        case .usage: .arguments
        default: failure.status
        }
    }

    /// The sentence and status of Steward's own errors; `nil` for the parser's.
    static func failure(_ error: any Error) -> CommandError? {
        switch error {
        case let error as CommandError: return error
        case let error as IntegrationError:
            let status: ExitStatus =
                error.code == .notFound ? .notFound : error.code.isTransient ? .unavailable : .failure
            return CommandError(status, error.message)
        case let error as DatabaseError:
            return CommandError(error.code == .unavailable ? .unavailable : .failure, error.description)
        case let error as TallyError:
            return CommandError(error.code == .notFound ? .notFound : .failure, error.description)
        case let error as LogbookError:
            return CommandError(error.code == .notFound ? .notFound : .failure, error.description)
        case let error as LedgerError:
            return CommandError(error.code == .notFound ? .notFound : .failure, String(describing: error))
        case let error as TimelineError:
            return CommandError(error.code == .notFound ? .notFound : .failure, error.description)
        case let error as FilesError:
            let status: ExitStatus =
                error.code == .notFound ? .notFound : error.code == .held ? .unavailable : .failure
            return CommandError(status, error.description)
        case let error as BackupsError:
            let status: ExitStatus =
                error.code == .notFound ? .notFound : error.code == .held ? .unavailable : .failure
            return CommandError(status, error.description)
        case let error as AutomationError:
            return CommandError(error.code == .notFound ? .notFound : .failure, error.description)
        case let error as ScopeMismatch: return CommandError(.arguments, error.description)
        case let error as OldRecoveryState.Malformed: return CommandError(.arguments, error.description)
        case is CancellationError:
            return CommandError(.failure, "Stopped. What was done is kept; the same command goes on from here.")
        case is ExitCode, is CleanExit, is ValidationError: return nil
        default: return isParserError(error) ? nil : CommandError(.failure, String(describing: error))
        }
    }

    /// The parser's own errors are internal types of its module; they know how to print themselves.
    private static func isParserError(_ error: any Error) -> Bool {
        String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }
}
