// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// A real process of a program of this package, to be killed.
package final class KillableProcess {
    private let program: String
    private let arguments: [String]
    private let environment: [String: String]
    private let output: String?
    private var process: pid_t = 0

    /// - Parameters:
    ///   - environment: what is added to or replaced in this process's environment.
    ///   - output: a file that takes everything it prints; `nil` leaves it on this process's own.
    /// - Throws: `BuiltProgram.Missing`.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], output: String? = nil
    ) throws {
        self.program = try BuiltProgram(program).path
        self.arguments = arguments
        self.environment = environment
        self.output = output
    }

    deinit { kill() }

    /// Its id while it runs.
    package var id: pid_t { process }

    /// Starts it. It must not be running.
    package func start() throws {
        var words = ([program] + arguments).map { strdup($0) }
        let own = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        var settings = own.map { strdup("\($0.key)=\($0.value)") }
        defer { for word in words + settings { free(word) } }
        words.append(nil)
        settings.append(nil)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let output {
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        let result = posix_spawn(&process, program, &actions, nil, &words, &settings)
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EIO) }
    }

    /// How it ended, when it has; `nil` while it runs.
    package func ended() -> Int32? {
        guard process > 0 else { return 0 }
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return nil }
        process = 0
        return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    }

    /// The processor time it has used, in seconds; `nil` where the system does not tell.
    package var processorTime: Double? {
        guard process > 0, let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        // After the name in parentheses: state, …; the 12th and 13th are the times in user and system mode.
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return nil }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Kills it with SIGKILL and waits until it is gone. Gives whether it was still running.
    @discardableResult
    package func kill() -> Bool {
        guard process > 0 else { return false }
        Foundation.kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        process = 0
        return status & 0x7f == SIGKILL
    }
}
