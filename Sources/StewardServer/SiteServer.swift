// SPDX-License-Identifier: Apache-2.0
import Automation
package import Hummingbird
import Logbook
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
    let connections: ConnectionLimits
    let certificates: Certificates?
    let records: (any RequestRecording)?
    let onReady: @Sendable (Int) -> Void

    /// Prepares a server; nothing listens yet.
    /// - Parameters:
    ///   - limits: how much may be asked and sent.
    ///   - connections: what connections may use up.
    ///   - certificates: what it speaks TLS with; `nil` for none.
    ///   - records: takes a line for every request; `nil` for the logger.
    /// - Throws: `ServerError` for an address that others could reach without TLS.
    package init(
        installation: Installation, host: String = "127.0.0.1", port: Int = 8787, reach: Reach = .local,
        limits: RequestLimits = .init(), connections: ConnectionLimits = .init(), certificates: Certificates? = nil,
        access: Access? = nil, handlers: [any JobHandler] = [], logger: Logger,
        records: (any RequestRecording)? = nil, onReady: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        let isHere = ["127.0.0.1", "::1", "localhost"].contains(host)
        guard isHere || certificates != nil || reach.proxy != .none else {
            throw ServerError(
                "On \(host), passwords would cross the network in the clear. Give it a certificate with "
                    + "--tls-certificate and --tls-key, listen on 127.0.0.1 behind a reverse proxy that speaks TLS, or "
                    + "name the proxy with --trusted-proxy.")
        }
        var reach = reach
        if let certificates {
            reach.speaksTLS = true
            reach.names.formUnion(certificates.names)
        }
        // With the channels that the jobs have.
        let alerting = handlers.lazy.compactMap { ($0 as? AlertJob)?.alerting }.first
        site = Site(installation: installation, reach: reach, limits: limits, access: access, alerting: alerting)
        self.connections = connections
        self.certificates = certificates
        self.records = records
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
        let door = FrontDoor(site, records: records ?? LoggedRequests(logger: logger))
        return Application(
            responder: door,
            server: .site(door, connections, proxy: site.reach.proxy, certificates: certificates),
            configuration: ApplicationConfiguration(
                address: .hostname(host == "localhost" ? "127.0.0.1" : host, port: port), serverName: nil,
                availableConnectionsDelegate: .maximum(connections.most, logger: logger)),
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
            LogbookService(
                LogbookWork(
                    site.installation.logbook, cars: LogbookConnections(site.installation), logger: logger)),
            BrokerService(site.installation, access: site.access, logger: logger),
            AlertService(queue, isOn: handlers.contains { $0.kind == AlertJob.kind }, logger: logger),
            UploadSweep(
                folder: site.uploads.folder, jobs: queue, clock: site.installation.clock, logger: logger),
            application(),
        ] + (certificates.map { [CertificateWatch($0)] } ?? [])
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
