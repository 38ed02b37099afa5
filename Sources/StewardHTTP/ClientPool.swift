// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import NIOCore
import NIOPosix
import StewardCore
import Synchronization

/// One client for each distinct limit to connect, because that is fixed when a client is made.
final class ClientPool: Sendable {
    /// A client and the one event loop that its connections run on.
    struct Client: Sendable {
        let http: HTTPClient
        let loop: any EventLoop
        let guardian: IdleGuardian
    }
    private struct State {
        var clients: [Duration: Client] = [:]
        var isOpen = true
    }
    private let settings: AsyncHTTPClientTransport.Settings
    private let state = Mutex(State())

    init(_ settings: AsyncHTTPClientTransport.Settings) { self.settings = settings }

    /// A client must be shut down before it goes; each keeps itself until that is done.
    deinit {
        for client in close() { client.http.shutdown { _ in } }
    }

    func client(connect limit: Duration) throws(IntegrationError) -> Client {
        let client = state.withLock { state -> Client? in
            guard state.isOpen else { return nil }
            if let client = state.clients[limit] { return client }
            let loop = MultiThreadedEventLoopGroup.singleton.next()
            let http = HTTPClient(eventLoopGroupProvider: .shared(loop), configuration: configuration(limit))
            let client = Client(http: http, loop: loop, guardian: IdleGuardian(loop))
            state.clients[limit] = client
            return client
        }
        guard let client else {
            throw IntegrationError(.cancelled, "The HTTP transport was shut down; no more calls can be sent.")
        }
        return client
    }

    func shutdown() async {
        for client in close() {
            // Fails only when it is shut down already.
            try? await client.http.shutdown()
        }
    }

    private func close() -> [Client] {
        state.withLock { state in
            defer { state.clients = [:] }
            state.isOpen = false
            return Array(state.clients.values)
        }
    }

    private func configuration(_ connect: Duration) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(connect)),
            connectionPool: .init(
                idleTimeout: TimeAmount(settings.keepAlive),
                concurrentHTTP1ConnectionsPerHostSoftLimit: settings.connectionsPerHost))
        // A refused connection is told at once; trying again is RetryingTransport's decision.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Nobody listens to traces here; without this, every call gathers attributes for nobody.
        configuration.tracing.tracer = nil
        return configuration
    }
}
