// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Makes one call however many wait for it.
///
/// Whoever comes while it runs gets its result. A caller that is cancelled leaves at once, and the others still get it;
/// when the last has left, the call is cancelled too, unless it must come to its end.
package actor SharedCall<Value: Sendable> {
    private typealias Waiter = CheckedContinuation<Result<Value, IntegrationError>, Never>
    private struct Flight {
        let number: Int
        let task: Task<Void, Never>
    }
    private var flight: Flight?
    private var flights = 0
    private var waiters: [Int: Waiter] = [:]
    private var arrivals = 0
    private let mustEnd: Bool

    /// Makes one. `mustEnd`: the call goes on when nobody waits any more.
    package init(mustEnd: Bool) { self.mustEnd = mustEnd }

    /// How many wait now.
    package var waiting: Int { waiters.count }

    /// The result of the call that runs, or of `body`, begun now.
    ///
    /// - Throws: what the call throws; `cancelled` when this caller is cancelled.
    package func result(
        of body: @escaping @Sendable () async throws(IntegrationError) -> Value
    ) async throws(IntegrationError) -> Value {
        let number = arrivals
        arrivals += 1
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter) in
                guard !Task.isCancelled else { return waiter.resume(returning: .failure(Self.cancelled)) }
                waiters[number] = waiter
                if flight == nil { begin(body) }
            }
        } onCancel: {
            Task { await self.leave(number) }
        }
        return try result.get()
    }

    private func begin(_ body: @escaping @Sendable () async throws(IntegrationError) -> Value) {
        flights += 1
        let number = flights
        // Not a child of the caller: the caller's end must not be the end of the call that others wait for.
        let task = Task {
            let result: Result<Value, IntegrationError>
            do throws(IntegrationError) { result = .success(try await body()) } catch { result = .failure(error) }
            land(number, result)
        }
        flight = Flight(number: number, task: task)
    }

    private func land(_ number: Int, _ result: Result<Value, IntegrationError>) {
        guard flight?.number == number else { return }
        let waiting = waiters.values
        flight = nil
        waiters = [:]
        for waiter in waiting { waiter.resume(returning: result) }
    }

    private func leave(_ number: Int) {
        waiters.removeValue(forKey: number)?.resume(returning: .failure(Self.cancelled))
        guard waiters.isEmpty, !mustEnd, let abandoned = flight else { return }
        flight = nil
        abandoned.task.cancel()
    }

    private static var cancelled: IntegrationError {
        IntegrationError(.cancelled, "The wait for an access token was cancelled.")
    }
}
