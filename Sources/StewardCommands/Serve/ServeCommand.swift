// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logging
import StewardServer

/// `steward serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server: pages, jobs and schedules, until it is told to stop.",
        discussion: """
            It listens on this machine only; others reach it through a reverse proxy that speaks TLS, or with --host \
            and a certificate of its own, which is read again when its files change. On the first start it prints a \
            link for making the owner's account. Stop it with Ctrl-C or SIGTERM: requests under way are answered, \
            jobs are finished or given back.
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
    @Option(
        name: .long,
        help: "The address to listen on; another than of this machine needs a certificate or --trusted-proxy.")
    var host = "127.0.0.1"

    @OptionGroup var tls: TLSOptions

    @Option(
        name: .long,
        help: "A host name to answer to, as steward.example.org, besides those of the certificate. Repeatable.")
    var publicName: [String] = []

    @Option(
        name: .long,
        help: "A proxy's address or network, as 127.0.0.1 or 10.0.0.0/8, whose X-Forwarded-For is believed. Repeatable."
    )
    var trustedProxy: [String] = []

    @Option(name: .long, help: "The port; 0 picks a free one.")
    var port = 8787

    @Option(
        name: .long,
        help: "Requests a minute of one account; who is not signed in may send a fifth of them; 0 for no limit.")
    var requestLimit = 600

    @Option(name: .long, help: "The most bytes of a file that is sent, as 512M or 2G.")
    var uploadLimit = ByteLimit(bytes: 512 << 20)

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

    /// How much may be asked and sent.
    func limits() throws -> RequestLimits {
        guard requestLimit >= 0 else { throw CommandError(.usage, "--request-limit takes 0 or more, as 600.") }
        var limits = RequestLimits(perMinute: requestLimit)
        limits.uploadBytes = uploadLimit.bytes
        return limits
    }

    func logger(quiet: Bool) -> Logger {
        let json = logJSON
        var logger = Logger(label: "steward") { label -> any LogHandler in
            if json { return JSONLogHandler(label: label) }
            return LineLogHandler(label: label)
        }
        logger.logLevel = quiet ? .error : .info
        return logger
    }
}
