// SPDX-License-Identifier: Apache-2.0
import Foundation
import ServiceLifecycle
import StewardCore
import StewardServer
import UnixSignals

/// Runs the server on an open installation until SIGTERM or SIGINT.
struct ServerRunner {
    let options: ServeOptions
    let output: OutputOptions

    func run(_ installation: Installation) async throws {
        let logger = options.logger(quiet: output.quiet)
        let (host, printer) = (options.host, output.printer)
        let notice = ServiceNotice(ProcessInfo.processInfo.environment)
        let site = try SiteServer(
            installation: installation, host: host, port: options.port,
            handlers: Handlers.all(installation, also: .mail(ProcessInfo.processInfo.environment)), logger: logger,
            onReady: { port in
                let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
                printer.show("Steward runs on \(address). Stop it with Ctrl-C.", json: ["address": .string(address)])
                notice.ready()
            })
        let group = ServiceGroup(
            services: site.services + [ServiceWatch(notice, installation)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        do {
            try await group.run()
        } catch {
            throw CommandError(.unavailable, site.sentence(for: error))
        }
    }
}
