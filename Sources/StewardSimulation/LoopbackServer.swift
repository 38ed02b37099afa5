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
/// /_simulator/faults`, `GET /_simulator/requests`, `GET /_simulator/routes`, and the simulator's own controls.
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
    /// - Parameter port: 0 takes any free port.
    /// - Parameter clock: what delays wait on, and the date in a Retry-After.
    /// - Throws: `unavailable` when the port cannot be had, else what `body` throws.
    public static func withServer<Result: Sendable>(
        _ simulator: some Simulator, port: Int = 0, clock: any Timekeeping = SystemClock(), faults: [Fault] = [],
        _ body: (LoopbackServer) async throws -> Result
    ) async throws -> Result {
        let responder = SimulatorResponder(
            simulator: simulator, clock: clock, faults: FaultScript(faults), log: RequestLog())
        let (ports, found) = AsyncThrowingStream<Int, any Error>.makeStream()
        let application = Application(
            responder: responder,
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: simulator.name),
            onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "simulator", factory: { _ in SwiftLogNoOpLogHandler() }))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await application.run()
                    found.finish()
                } catch { found.finish(throwing: error) }
            }
            defer {
                group.cancelAll()
                responder.channels.closeAll()
            }
            let bound = try await firstPort(of: ports, wanted: port)
            let server = LoopbackServer(port: bound, faults: responder.faults, log: responder.log)
            return try await body(server)
        }
    }

    private static func firstPort(of ports: AsyncThrowingStream<Int, any Error>, wanted: Int) async throws -> Int {
        do {
            for try await port in ports { return port }
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

/// The connections that are open, so that stopping does not wait for clients to leave.
final class OpenChannels: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    func add(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let isNew = channels.withLock { $0.updateValue(channel, forKey: id) == nil }
        if isNew { channel.closeFuture.whenComplete { [weak self] _ in self?.remove(id) } }
    }

    func closeAll() {
        for channel in channels.withLock({ Array($0.values) }) { channel.close(promise: nil) }
    }

    private func remove(_ id: ObjectIdentifier) { _ = channels.withLock { $0.removeValue(forKey: id) } }
}
