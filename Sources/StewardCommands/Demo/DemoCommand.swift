// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer

/// `steward demo …`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Make or remove the demonstration data.",
        discussion: "The demonstration has a data folder of its own, “demo” in yours, and never touches real records.",
        subcommands: [DemoStartCommand.self, DemoResetCommand.self])
}

/// `steward demo start`
struct DemoStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Make the demonstration data without starting the server.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = installation.demoFolder
        try await Demonstration.with(folder, output.printer) { _ in }
        output.printer.show(
            "The demonstration is in \(folder.path). Look at it with “steward up --demo”.",
            json: ["folder": .string(folder.path)])
    }
}

/// `steward demo reset`
struct DemoResetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Remove the demonstration data. Real records are not touched.")

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @Flag(name: .long, help: "Only say what would be removed.")
    var dryRun = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = installation.demoFolder
        guard folder.exists else {
            return output.printer.show("There is no demonstration in \(folder.path).", json: ["removed": false])
        }
        if dryRun {
            return output.printer.show(
                "Would remove \(folder.path).", json: ["removed": false, "folder": .string(folder.path)])
        }
        guard yes || Question.isYes("Remove the demonstration in \(folder.path)?") else {
            throw CommandError(.failure, "Nothing was removed. Use --yes to remove it without being asked.")
        }
        try FileManager.default.removeItem(atPath: folder.path)
        output.printer.show("Removed \(folder.path).", json: ["removed": true, "folder": .string(folder.path)])
    }
}

/// What the demonstration runs.
enum Demonstration {
    private static let commission = [
        "election-commission", "--generate", "--constituencies", "400", "--seed", String(DemoElection.seed),
    ]

    /// Runs the simulators, opens the demonstration's own installation, makes what it lacks, and hands it to `body`.
    static func with(
        _ folder: DataFolder, _ printer: Printer, _ body: (Installation) async throws -> Void
    ) async throws {
        // Before a simulator makes it: the folder is for its owner alone.
        try folder.prepare()
        let google = folder.path + "/simulated-google"
        let drive = [
            "google", "--no-auth", "--files", "300", "--folders", "6", "--trashed", "10", "--state", google,
            "--write-client", google,
        ]
        try await SimulatorProcess.with(commission) { commission in
            try await SimulatorProcess.with(drive) { address in
                try await Installation.with(folder, server: nil) { installation in
                    try await DemoElection(installation: installation, address: commission).fill(printer)
                    let key = google + "/service_account.json"
                    try await DemoDrive(installation: installation, address: address, keyFile: key).fill(printer)
                    try await DemoLogbook(installation: installation).fill(printer)
                    try await body(installation)
                }
            }
        }
    }
}

/// Asks on the terminal; without one the answer is no.
enum Question {
    static func isYes(_ question: String) -> Bool {
        guard isatty(0) == 1 else { return false }
        Printer.standardError(question + " [y/N] ")
        return readLine()?.lowercased().hasPrefix("y") ?? false
    }
}
