// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer

/// `steward up`
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Start Steward; with nothing recorded yet, with demonstration data.",
        discussion: """
            The demonstration needs no account anywhere: it talks to simulators that come with Steward and \
            keeps its data \
            apart. Where PostgreSQL is installed it has a \
            small server of its own, for backups. “steward demo reset” removes it.
            """)

    @Flag(name: .long, help: "Show the demonstration although there are records.")
    var demo = false

    @OptionGroup var options: ServeOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let runner = ServerRunner(options: options, output: output)
        let isEmpty = !installation.folder.hasDatabase
        guard demo || isEmpty else { return try await installation.with { try await runner.run($0) } }
        let folder = installation.demoFolder
        try await Demonstration.with(folder, output.printer) { installation in
            try await DemoBackups(installation: installation, printer: output.printer).beside { isUp in
                try await runner.run(installation, isUp: isUp)
            }
        }
    }
}
