// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Logging

/// `steward serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server: pages, jobs and schedules, until it is told to stop.",
        discussion: """
            It listens on this machine only, until sign-in exists. Stop it with Ctrl-C or SIGTERM: requests \
            under way are \
            answered, jobs are finished or given back.
            """)

    @OptionGroup var options: ServeOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let runner = ServerRunner(options: options, output: output)
        try await installation.with { try await runner.run($0) }
    }
}

/// Where the server listens and how much it logs.
struct ServeOptions: ParsableArguments {
    @Option(name: .long, help: "The loopback address to listen on.")
    var host = "127.0.0.1"

    @Option(name: .long, help: "The port; 0 picks a free one.")
    var port = 8787

    @Flag(name: .long, help: "Log one JSON object a line.")
    var logJSON = false

    func logger(quiet: Bool) -> Logger {
        let json = logJSON
        var logger = Logger(label: "steward") { label -> any LogHandler in
            if json { return JSONLogHandler(label: label) }
            return StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = quiet ? .error : .info
        return logger
    }
}
