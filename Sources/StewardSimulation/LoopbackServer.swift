// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Logging
import NIOCore
public import StewardCore
import Synchronization

/// A simulator behind a real HTTP server on 127.0.0.1.
///
/// ```swift
/// try await LoopbackServer.withServer(simulator) { server in
///     server.faults.add(Fault(.rateLimited(.seconds(30)), count: 1))
///     // server.address is "http://127.0.0.1:49152"
/// }
/// ```
/// Other processes move it over its control path: `POST /_simulator/faults` (one fault or a list), `DELETE
/// /_simulator/faults`, `GET /_simulator/requests` and `/_simulator/requests/count`, `GET /_simulator/routes`, and the
/// simulator's own controls.
public final class LoopbackServer: Sendable {
    /// Where it listens: `http://127.0.0.1:49152`.
    public let address: String
    /// The port.
    public let port: Int
    /// The faults it plays.
    public let faults: FaultScript
    /// What reached it.
    public let log: RequestLog

    private init(port: Int, faults: FaultScript, log: RequestLog) {
        self.port = port
        address = "http://127.0.0.1:\(port)"
        self.faults = faults
        self.log = log
    }

    /// Runs a server while `body` runs; stops it, open connections included, before returning.
    ///
    /// - Parameters:
    ///   - simulator: what answers.
    ///   - port: 0 takes any free port.
    ///   - clock: what delays wait on, and the date in a Retry-After.
    ///   - faults: played from the start.
    ///   - body: uses the server.
    /// - Throws: `unavailable` when the port cannot be had, else what `body` throws.
    public static func withServer<Result: Sendable>(
        _ simulator: some Simulator, port: Int = 0, clock: any Timekeeping = SystemClock(), faults: [Fault] = [],
        _ body: (LoopbackServer) async throws -> Result
    ) async throws -> Result {
        let responder = SimulatorResponder(
            simulator: simulator, clock: clock, faults: FaultScript(faults), log: RequestLog())
        let (listeners, found) = AsyncThrowingStream<any Channel, any Error>.makeStream()
        // One event loop for the listener and its connections: a connection is then either handed over or not yet
        // accepted when the listener closes, never lost in between. It moves bytes and reads heads only: routes run on
        // the concurrency pool, on as many cores as there are.
        let loop = EventLoopGroupProvider.singleton.eventLoopGroup.next()
        let application = Application(
            responder: responder,
            server: .http1(configuration: .init(additionalChannelHandlers: [responder.channels.tracker()])),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: simulator.name),
            onServerRunning: { found.yield($0) },
            eventLoopGroupProvider: .shared(loop),
            logger: Logger(label: "simulator", factory: { _ in SwiftLogNoOpLogHandler() }))
        // No child tasks: cancelling the caller must not reach the server, which would drop a connection that is being
        // accepted. Both are always awaited.
        let running = Task {
            do {
                try await application.run()
                found.finish()
            } catch { found.finish(throwing: error) }
        }
        let listener = try await Task { try await first(of: listeners, wanted: port) }.value
        let server = LoopbackServer(
            port: listener.localAddress?.port ?? port, faults: responder.faults, log: responder.log)
        let outcome: Swift.Result<Result, any Error>
        do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
        // The listener first; then the application ends by itself when its connections have.
        try? await listener.close()
        responder.channels.closeAll()
        await running.value
        return try outcome.get()
    }

    private static func first(
        of listeners: AsyncThrowingStream<any Channel, any Error>, wanted: Int
    ) async throws -> any Channel {
        do {
            for try await listener in listeners { return listener }
            throw CancellationError()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw IntegrationError(
                .unavailable, "The simulator cannot listen on 127.0.0.1:\(wanted); choose another port, or 0 for any.",
                cause: error)
        }
    }
}
