// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import NIOPosix
public import StewardCore

/// Waits on 127.0.0.1 for the one redirect that ends a sign-in in a browser (RFC 8252, 7.3).
///
/// It reads one request head of at most 16 KiB from each connection and answers with a small page without scripts. What
/// is not the redirect that is waited for (an icon, another path, a foreign `Host`, a wrong `state`) is answered and
/// forgotten.
///
/// ```swift
/// let address = try await RedirectListener.withListener(clock: clock) { listener in
///     let flow = AuthorizationFlow(request, redirect: listener.address, random: .system)
///     return try await listener.redirect(within: .seconds(600), judging: flow.judge) {
///         try await prompt.open(flow.address)
///     }
/// }
/// ```
public struct RedirectListener: Sendable {
    /// What an address that the browser came to means.
    public enum Verdict: Sendable, Hashable {
        /// It is the redirect, and the person agreed.
        case granted
        /// It is the redirect, and the person or the service refused.
        case refused
        /// It is something else; the wait goes on.
        case foreign
    }

    /// Where the browser has to be sent: `http://127.0.0.1:49152/`.
    public let address: String
    private let clock: any Timekeeping
    private let inbox: RedirectInbox

    /// Listens while `body` runs; port and connections are closed before returning.
    ///
    /// - Parameters:
    ///   - port: 0 takes any free port.
    ///   - path: where the redirect has to end.
    ///   - clock: what ``redirect(within:judging:opening:)`` waits on.
    ///   - body: uses the listener.
    /// - Throws: `unavailable` when the port cannot be had; what `body` throws.
    public static func withListener<Result>(
        port: Int = 0, path: String = "/", clock: any Timekeeping,
        _ body: (RedirectListener) async throws -> Result
    ) async throws -> Result {
        let inbox = RedirectInbox(path: path)
        let channel = try await bind(port, inbox)
        let listener = RedirectListener(
            address: "http://127.0.0.1:\(channel.localAddress?.port ?? port)\(path)", clock: clock, inbox: inbox)
        do {
            let result = try await body(listener)
            await close(channel, inbox)
            return result
        } catch {
            await close(channel, inbox)
            throw error
        }
    }

    /// Waits for the redirect: its whole address, a secret because of the code in it.
    ///
    /// - Parameters:
    ///   - limit: how long, on the clock of the listener.
    ///   - verdict: told each address on the listener's path; must compare the state.
    ///   - open: sends the browser on its way, beside the waiting.
    /// - Throws: `unavailable` when the time is over, `cancelled`, and what `open` throws.
    public func redirect(
        within limit: Duration, judging verdict: @escaping @Sendable (String) -> Verdict,
        opening open: @escaping @Sendable () async throws -> Void
    ) async throws -> Secret {
        let arrivals = inbox.start(verdict)
        return try await withThrowingTaskGroup(of: Secret?.self) { group in
            group.addTask {
                for await address in arrivals { return address }
                throw Self.cancelled
            }
            group.addTask { [clock] in
                do { try await clock.sleep(for: limit) } catch { throw Self.cancelled }
                throw IntegrationError(
                    .unavailable, "Nobody signed in within \(limit); start again, and use the address that is shown.")
            }
            group.addTask {
                try await open()
                return nil
            }
            defer { group.cancelAll() }
            while let arrival = try await group.next() {
                if let arrival { return arrival }
            }
            throw Self.cancelled
        }
    }

    private static var cancelled: IntegrationError {
        IntegrationError(.cancelled, "The sign-in was cancelled while waiting for the browser.")
    }

    private static func bind(_ port: Int, _ inbox: RedirectInbox) async throws(IntegrationError) -> any Channel {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 16)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                inbox.opened(channel)
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(ByteAllowance(16 * 1024))
                    try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
                    try pipeline.addHandler(RedirectAnswering(inbox))
                }
            }
        do { return try await bootstrap.bind(host: "127.0.0.1", port: port).get() } catch {
            throw IntegrationError(
                .unavailable,
                "Port \(port) of 127.0.0.1 cannot be listened on, so the browser cannot come back; free it, or paste "
                    + "the address that the browser ends at.", cause: error)
        }
    }

    private static func close(_ channel: any Channel, _ inbox: RedirectInbox) async {
        try? await channel.close().get()
        for connection in inbox.finish() { try? await connection.close().get() }
    }
}
