// SPDX-License-Identifier: Apache-2.0
import NIOCore
import StewardCore
import Synchronization

/// What a listener shares with its connections: who judges an address, and where a good one goes.
final class RedirectInbox: Sendable {
    private struct State {
        var verdict: (@Sendable (String) -> RedirectListener.Verdict)?
        var arrivals: AsyncStream<Secret>.Continuation?
        /// Oldest first.
        var connections: [any Channel] = []
    }
    private let state = Mutex(State())
    /// Where the redirect has to end.
    let path: String
    /// A browser holds a few connections; more than this are somebody else's, and the oldest goes.
    static let mostConnections = 32

    init(path: String) { self.path = path }

    func start(_ verdict: @escaping @Sendable (String) -> RedirectListener.Verdict) -> AsyncStream<Secret> {
        let (stream, continuation) = AsyncStream<Secret>.makeStream(bufferingPolicy: .bufferingOldest(1))
        state.withLock {
            $0.verdict = verdict
            $0.arrivals = continuation
        }
        return stream
    }

    /// What an address means; `foreign` while nobody waits.
    func judge(_ address: String) -> RedirectListener.Verdict {
        let verdict = state.withLock { $0.verdict }
        return verdict?(address) ?? .foreign
    }

    func deliver(_ address: String) {
        let arrivals = state.withLock { $0.arrivals }
        arrivals?.yield(Secret(address))
        arrivals?.finish()
    }

    func opened(_ channel: any Channel) {
        let oldest = state.withLock { state -> (any Channel)? in
            state.connections.append(channel)
            return state.connections.count > Self.mostConnections ? state.connections.removeFirst() : nil
        }
        oldest?.close(promise: nil)
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { state in state.connections.removeAll { $0 === channel } }
        }
    }

    /// Ends the wait and gives the connections that are still open.
    func finish() -> [any Channel] {
        let (arrivals, open) = state.withLock { state in
            defer { state = State() }
            return (state.arrivals, state.connections)
        }
        arrivals?.finish()
        return open
    }
}
