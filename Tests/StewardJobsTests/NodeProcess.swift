// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A real process of `jobs-node`, to be killed.
final class NodeProcess {
    /// Where the program is, or why it cannot be found.
    struct Missing: Error, CustomStringConvertible {
        let description = "jobs-node is not beside the tests; run `swift build --build-tests` first."
    }

    private let program: String
    private let arguments: [String]
    private var process: pid_t = 0

    /// - Throws: `Missing`.
    init(_ arguments: [String]) throws {
        program = try Self.find()
        self.arguments = arguments
    }

    deinit { kill() }

    /// The tests are `steward.xctest` on Linux, and something inside of it on macOS; the programs lie beside it.
    private static func find() throws -> String {
        let tests = CommandLine.arguments.filter { $0.contains(".xctest") } + [CommandLine.arguments[0]]
        for path in tests + [Bundle.main.bundlePath] {
            var folder = URL(fileURLWithPath: path).standardizedFileURL
            for _ in 0..<5 {
                let program = folder.appendingPathComponent("jobs-node").path
                var isFolder: ObjCBool = false
                if FileManager.default.isExecutableFile(atPath: program),
                    FileManager.default.fileExists(atPath: program, isDirectory: &isFolder), !isFolder.boolValue
                {
                    return program
                }
                folder = folder.deletingLastPathComponent()
            }
        }
        throw Missing()
    }

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
