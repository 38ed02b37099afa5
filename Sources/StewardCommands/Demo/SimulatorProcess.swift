// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess

/// The program `steward-simulate`, run beside this one for as long as it is needed.
enum SimulatorProcess {
    /// Starts a simulator on a free loopback port, gives its address to `body`, and stops it afterwards.
    /// - Throws: `CommandError` when the program is not there or does not start; what `body` throws.
    static func with<Value: Sendable>(
        _ arguments: [String], _ body: (String) async throws -> Value
    ) async throws -> Value {
        let own = String(ProcessInfo.processInfo.processIdentifier)
        let program = Program(try path(), arguments + ["--parent", own])
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                let limits = Program.Limits(time: .seconds(365 * 86_400), output: 1 << 20)
                _ = try await program.run(limits: limits) { continuation.yield(String(decoding: $0, as: UTF8.self)) }
            }
            var text = ""
            for await piece in lines {
                text += piece
                if text.contains("\n") { break }
            }
            guard let address = (try? JSON(parsing: Array(text.utf8)))?["address"]?.string else {
                throw CommandError(.failure, "The simulator \(arguments.first ?? "") did not start.")
            }
            let value = try await body(address)
            group.cancelAll()
            try? await group.waitForAll()
            return value
        }
    }

    /// Beside this program's own file.
    static func path() throws -> String {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        let path = URL(filePath: own).deletingLastPathComponent().appending(path: "steward-simulate").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw CommandError(
                .failure,
                "The demonstration needs the program steward-simulate at \(path). Build it, or install it there.")
        }
        return path
    }
}
