// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit

/// A real process of `jobs-node`, to be killed.
final class NodeProcess {
    private let program: String
    private let arguments: [String]
    private var process: pid_t = 0

    /// - Throws: `BuiltProgram.Missing`.
    init(_ arguments: [String]) throws {
        program = try BuiltProgram("jobs-node").path
        self.arguments = arguments
    }

    deinit { kill() }

    /// Starts it. It must not be running.
    func start() throws {
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        let result = posix_spawn(&process, program, nil, nil, &words, environ)
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EIO) }
    }

    /// Kills it with SIGKILL and waits until it is gone. Gives whether it was still running.
    @discardableResult
    func kill() -> Bool {
        guard process > 0 else { return false }
        Foundation.kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        process = 0
        return status & 0x7f == SIGKILL
    }
}
