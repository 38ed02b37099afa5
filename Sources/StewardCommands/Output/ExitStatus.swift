// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// What the program's exit status means. Statuses are added, never changed.
enum ExitStatus: Int32, CaseIterable {
    /// Everything asked for was done.
    case success = 0
    /// It failed; the sentence on standard error says why.
    case failure = 1
    /// The arguments of a command that keeps the exit statuses of an older program (`drive recover`, `drive quota`) are
    /// wrong.
    case arguments = 2
    /// It was done, and there is something a person should see (findings, a failed verification, a failing health
    /// check).
    case attention = 3
    /// What was named does not exist.
    case notFound = 4
    /// Another process holds what is needed, or the server is not running.
    case unavailable = 5
    /// The command line was not understood.
    case usage = 64

    /// The table of `steward help exit-codes` and of the manual.
    var meaning: String {
        switch self {
        case .success: "everything asked for was done"
        case .failure: "it failed; standard error says why in one sentence"
        case .arguments: "wrong arguments, a held lock or a wrong id, of drive recover and drive quota"
        case .attention: "done, and there is something to see: findings, a failed verification, a failing check"
        case .notFound: "what was named does not exist"
        case .unavailable: "another process holds what is needed, or a service cannot be reached"
        case .usage: "the command line was not understood"
        }
    }

    /// For `throw`.
    var code: ExitCode { ExitCode(rawValue) }
}

/// A failure said in one sentence, with the exit status it ends in.
struct CommandError: Error, CustomStringConvertible {
    let status: ExitStatus
    let description: String

    init(_ status: ExitStatus = .failure, _ sentence: String) {
        self.status = status
        description = sentence
    }
}
