// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

/// A flow in a real browser: a script of `Tests/Browser`, run against a server that is started for it.
struct BrowserFlow {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let chromium = "/usr/bin/chromium"
    private static var python: String { root.path + "/.build/browser/bin/python" }

    /// Whether the machine has what flows need; `./dev test` installs it.
    static var isReady: Bool {
        let files = FileManager.default
        return files.isExecutableFile(atPath: chromium) && files.isExecutableFile(atPath: python)
            && files.fileExists(atPath: root.path + "/.build/browser/installed")
    }
    static let missing: Comment =
        "Chromium or the Python environment .build/browser is missing; ./dev test installs both, online."

    /// A demonstration that is made once; every flow gets a copy of its own. It stays in the build folder.
    private static let demonstration = Task { () async throws -> String in
        let folder = root.path + "/.build/browser-demonstration"
        try? FileManager.default.removeItem(atPath: folder)
        let program = Program(
            try BuiltProgram("steward").path, ["demo", "start"], environment: ["STEWARD_DATA": folder])
        let result = try await program.run(limits: .init(time: .seconds(300)))
        guard case .exited(0) = result.ending else {
            throw IntegrationError(.unavailable, "The demonstration could not be made: \(result.errorText)")
        }
        return folder
    }

    /// Runs a flow against a demonstration of its own.
    static func withDemonstration(_ name: String) async throws {
        let steward = try StewardProgram()
        try FileManager.default.copyItem(atPath: try await demonstration.value, toPath: steward.data)
        try await RunningServer.with(steward, ["up", "--demo"], data: steward.data + "/demo") {
            try await run(name, on: $0)
        }
    }

    /// Runs the script `Tests/Browser/NAME.py`; what it says is the test's failure. Pictures go to `.build/pictures`.
    static func run(_ name: String, on server: RunningServer) async throws {
        let folder = try TemporaryFolder("browser")
        defer { withExtendedLifetime(folder) {} }
        var arguments = [
            "\(root.path)/Tests/Browser/\(name).py", "--base", server.address, "--out", root.path + "/.build/pictures",
            "--steward", server.program, "--data", server.data,
        ]
        if let setUp = server.setUp { arguments += ["--setup", setUp] }
        if let simulator = server.simulator { arguments += ["--simulator", simulator] }
        let program = Program(
            python, arguments,
            environment: [
                "HOME": folder.path, "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1",
            ])
        let result = try await program.run(limits: .init(time: .seconds(600)))
        let said = String(decoding: result.output, as: UTF8.self) + result.errorText
        if case .exited(0) = result.ending { return }
        Issue.record("The flow \(name) did not end well:\n\(said)")
    }
}
