// SPDX-License-Identifier: Apache-2.0
package import Hummingbird
package import Logging
import NIOCore
package import ServiceLifecycle
import StewardCore
package import StewardJobs
import Synchronization

/// The server: pages, the JSON beside them, and the work of this node. Its parts are services for a `ServiceGroup`.
package struct SiteServer: Sendable {
    let site: Site
    let host: String
    let port: Int
    let logger: Logger
    let handlers: [any JobHandler]
    let onReady: @Sendable (Int) -> Void

    /// Prepares a server; nothing listens yet.
    /// - Throws: `ServerError` for an address that others could reach without anything between that speaks TLS.
    package init(
        installation: Installation, host: String = "127.0.0.1", port: Int = 8787, reach: Reach = .local,
        access: Access? = nil, handlers: [any JobHandler] = [], logger: Logger,
        onReady: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        guard ["127.0.0.1", "::1", "localhost"].contains(host) || reach.proxy != .none else {
            throw ServerError(
                "On \(host), passwords would cross the network in the clear. Listen on 127.0.0.1 behind a reverse "
                    + "proxy that speaks TLS, or name the proxy with --trusted-proxy.")
        }
        site = Site(installation: installation, reach: reach, access: access)
        self.host = host
        self.port = port
        self.logger = logger
        self.handlers = handlers
        self.onReady = onReady
    }

    /// The web application alone, for tests and for ``services``.
    package func application() -> some ApplicationProtocol {
        let site = site
        let onReady = onReady
        return Application(
            router: Routes.router(site), server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(
                address: .hostname(host == "localhost" ? "127.0.0.1" : host, port: port), serverName: nil),
            onServerRunning: { channel in
                site.readiness.withLock { $0 = true }
                onReady(channel.localAddress?.port ?? 0)
            }, logger: logger)
    }

    /// What a `ServiceGroup` runs: the jobs of this node, its schedules, and the web application.
    package var services: [any Service] {
        let queue = site.installation.jobs
        let meters = site.installation.meters
        let node = "\(ProcessName.host)-\(ProcessName.identifier)"
        let worker = Worker(
            queue: queue, handlers: handlers.map { MeteredHandler($0, meters) }, configuration: .redacting(node: node),
            logger: logger)
        let scheduler = Scheduler(schedules: Schedules(queue: queue), logger: logger)
        return [
            Loop(run: { await worker.run() }, stop: { worker.stop() }),
            Loop(run: { await scheduler.run() }, stop: { scheduler.stop() }),
            application(),
        ]
    }

    /// One sentence for an error that ended the server.
    package func sentence(for error: any Error) -> String {
        if let error = error as? IOError, error.errnoCode == 98 {
            return "Port \(port) is taken by another program. Stop it, or choose another with --port."
        }
        if let error = error as? IOError, error.errnoCode == 13 {
            return "Port \(port) needs more rights. Choose one above 1023 with --port."
        }
        return "The server stopped: \(error)"
    }

    /// A long-lived loop as a service.
    private struct Loop: Service {
        let run: @Sendable () async -> Void
        let stop: @Sendable () -> Void

        func run() async throws {
            await withGracefulShutdownHandler {
                await run()
            } onGracefulShutdown: {
                stop()
            }
        }
    }
}

/// Why a server cannot be made; one sentence.
package struct ServerError: Error, CustomStringConvertible {
    package let description: String
    init(_ sentence: String) { description = sentence }
}
