// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
public import StewardCore

/// Tries again when a service is briefly unavailable or asks to wait.
///
/// - Only calls that may be repeated: GET, HEAD, OPTIONS, TRACE, PUT and DELETE (RFC 9110, 9.2.2), or any whose
///   ``HTTPCall/isRepeatable`` vouches; `false` there forbids it for any method.
/// - Only what may pass: no reply (`unavailable`), 408, 425, 429 and most 5xx; see
///   ``RetryPolicy/isTransient(status:)``.
/// - Waits grow exponentially with full jitter; `Retry-After` is obeyed.
/// - A body must be able to start again: one that can be sent only once is not repeated.
/// - A reply whose body breaks off later is the reader's: nothing is repeated after a reply was handed over.
///
/// When tries or time run out, the last reply or the last error is the result.
public struct RetryingTransport: HTTPTransport {
    private let next: any HTTPTransport
    private let policy: RetryPolicy
    private let clock: any Timekeeping
    private let random: @Sendable () -> Double

    /// Wraps a transport. `random` gives numbers from 0 up to 1, without 1.
    public init(
        _ next: any HTTPTransport, policy: RetryPolicy = .standard, clock: any Timekeeping,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.next = next
        self.policy = policy
        self.clock = clock
        self.random = random
    }

    /// Sends the call, more than once where that is allowed. See ``HTTPTransport/send(_:)``.
    public func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let started = clock.now
        var call = call
        var decision = RetryDecision(policy, isRepeatable: call.mayBeRepeated)
        while true {
            let result = await attempt(call)
            let elapsed = Duration.seconds(max(0, clock.now.timeIntervalSince(started)))
            let action = decision.handle(outcome(of: result), elapsed: elapsed, jitter: random())
            guard case .waitThenTry(let wait) = action, let restarted = call.restarted() else {
                return try finish(result, tries: decision.triesMade)
            }
            call = restarted
            try await sleep(wait)
        }
    }

    private func attempt(_ call: HTTPCall) async -> Result<HTTPReply, IntegrationError> {
        do { return .success(try await next.send(call)) } catch { return .failure(error) }
    }

    private func outcome(of result: Result<HTTPReply, IntegrationError>) -> RetryDecision.Outcome {
        switch result {
        case .success(let reply):
            .status(reply.response.status.code, retryAfter: reply.response.retryAfter(now: clock.now))
        case .failure(let error): .failure(error.code, retryAfter: error.retryAfter)
        }
    }

    private func finish(_ result: Result<HTTPReply, IntegrationError>, tries: Int) throws(IntegrationError) -> HTTPReply
    {
        guard case .failure(let error) = result, tries > 1, error.code.isTransient else { return try result.get() }
        let message = error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
        throw IntegrationError(
            error.code, "\(message), \(tries) times.", retryAfter: error.retryAfter, cause: error.cause)
    }

    private func sleep(_ wait: Duration) async throws(IntegrationError) {
        do { try await clock.sleep(for: wait) } catch {
            throw IntegrationError(.cancelled, "The call was cancelled while waiting to try again.", cause: error)
        }
    }
}

extension HTTPCall {
    /// Whether sending it twice does no more than sending it once: what the caller says, else what the method says.
    var mayBeRepeated: Bool {
        if let isRepeatable { return isRepeatable }
        let idempotent: Set<HTTPRequest.Method> = [.get, .head, .options, .trace, .put, .delete]
        return idempotent.contains(request.method)
    }

    /// The call with its body at the start again; `nil` when the body can't be sent again.
    func restarted() -> HTTPCall? {
        guard let body else { return self }
        // Asking is the only way to know, and a body may answer only once: the answer is kept for the next try.
        guard let stream = body.stream() else { return nil }
        var call = self
        let first = FirstStream(stream)
        call.body = HTTPBody(length: body.length) { first.take() ?? body.stream() }
        return call
    }
}
