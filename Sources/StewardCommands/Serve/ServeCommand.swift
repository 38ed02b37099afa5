// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Logging
import StewardServer

/// `steward serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server: pages, jobs and schedules, until it is told to stop.",
        discussion: """
            It listens on this machine only; others reach it through a reverse proxy that speaks TLS. On the first \
            start it prints a link for making the owner's account. Stop it with Ctrl-C or SIGTERM: requests under way \
            are answered, jobs are finished or given back.
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
    @Option(name: .long, help: "The address to listen on; another than of this machine needs --trusted-proxy.")
    var host = "127.0.0.1"

    @Option(name: .long, help: "A host name under which a proxy hands requests on, as steward.example.org. Repeatable.")
    var publicName: [String] = []

    @Option(
        name: .long,
        help: "A proxy's address or network, as 127.0.0.1 or 10.0.0.0/8, whose X-Forwarded-For is believed. Repeatable."
    )
    var trustedProxy: [String] = []

    @Option(name: .long, help: "The port; 0 picks a free one.")
    var port = 8787

    @Flag(name: .long, help: "Log one JSON object a line.")
    var logJSON = false

    /// - Throws: `CommandError` with `usage` for a proxy that is no address.
    func reach() throws -> Reach {
        guard !trustedProxy.isEmpty else { return Reach(names: Set(publicName)) }
        guard let proxy = TrustedProxy(trustedProxy) else {
            throw CommandError(.usage, "--trusted-proxy takes addresses and networks, as 127.0.0.1 or 10.0.0.0/8.")
        }
        return Reach(names: Set(publicName), proxy: proxy)
    }

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
