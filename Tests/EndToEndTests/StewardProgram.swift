// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess
import StewardTestKit

/// The real program, run as a person would run it, with a data folder of its own.
struct StewardProgram {
    let path: String
    let folder = try? TemporaryFolder("end-to-end")

    init() throws { path = try BuiltProgram("steward").path }

    var data: String { (folder?.path ?? "/nonexistent") + "/data" }

    /// Runs a command and gives its status, output and errors.
    func run(_ arguments: String..., time: Duration = .seconds(120)) async throws -> (
        status: Int, out: String, err: String
    ) {
        try await run(arguments, time: time)
    }

    /// Runs a command and gives its status, output and errors.
    func run(_ arguments: [String], time: Duration = .seconds(120)) async throws -> (
        status: Int, out: String, err: String
    ) {
        let program = Program(
            path, arguments, environment: ["STEWARD_DATA": data, "USER": "tester", "PATH": "/usr/bin:/bin"])
        let result = try await program.run(limits: Program.Limits(time: time))
        guard case .exited(let status) = result.ending else { return (-1, "", result.errorText) }
        return (Int(status), String(decoding: result.output, as: UTF8.self), result.errorText)
    }

    /// Runs a command with `--json` and gives what it printed.
    func json(_ arguments: String...) async throws -> JSON {
        let program = Program(
            path, arguments + ["--json"],
            environment: ["STEWARD_DATA": data, "USER": "tester", "PATH": "/usr/bin:/bin"])
        return try JSON(parsing: try await program.run().output)
    }
}
