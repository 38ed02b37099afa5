// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Synchronization

/// Passes calls on and remembers them; can shorten their time limits and say when one has started.
final class WatchingTransport: HTTPTransport {
    private struct State {
        var calls: [HTTPRequest] = []
        var isCancelled = false
        var sentAfterCancel = 0
    }
    private let base: any HTTPTransport
    private let idle: Duration?
    private let state = Mutex(State())
    private let starts: AsyncStream<Void>.Continuation
    /// One element for each call that starts.
    let started: AsyncStream<Void>

    init(_ base: any HTTPTransport, idle: Duration? = nil) {
        self.base = base
        self.idle = idle
        (started, starts) = AsyncStream.makeStream()
    }

    var calls: [HTTPRequest] { state.withLock { $0.calls } }
    var sentAfterCancel: Int { state.withLock { $0.sentAfterCancel } }
    func markCancelled() { state.withLock { $0.isCancelled = true } }
    /// Ends `started`, so that nobody waits for a call that will not come.
    func finish() { starts.finish() }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        state.withLock { state in
            state.calls.append(call.request)
            // What a cancelled task hands over is refused below without being sent; work that does not know that it was
            // cancelled sends.
            if state.isCancelled, !Task.isCancelled { state.sentAfterCancel += 1 }
        }
        starts.yield()
        var shortened = call
        if let idle { shortened.timing = .init(connect: min(call.timing.connect, idle * 4), idle: idle) }
        return try await base.send(shortened)
    }
}

/// Answers every call with 503 and nothing else, so that no call leaves the machine.
struct RefusingTransport: HTTPTransport {
    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        HTTPReply(HTTPResponse(status: .serviceUnavailable), body: ByteStream([]))
    }
}
