// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials

/// What time it is, and waiting. Handed in everywhere, so that tests need not wait.
public protocol Timekeeping: Sendable {
    /// The instant, in UTC.
    var now: Date { get }
    /// Waits. Returns early only by throwing.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func sleep(for duration: Duration) async throws
}

/// The machine's clock.
public struct SystemClock: Timekeeping {
    /// Makes the clock; it has no state.
    public init() {}
    /// The machine's idea of now.
    public var now: Date { Date() }
    /// Sleeps on the continuous clock.
    public func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, clock: .continuous)
    }
}
