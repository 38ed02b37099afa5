// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Decides after each failed try whether and when to try again. No clock, no randomness.
///
/// Waits are drawn evenly from zero to a bound that doubles from one second to 32 ("full jitter"). A service that names
/// its wait gets at least that, unless it is so long that the caller's own schedule should decide.
///
/// Source for the bounds: "Resolve errors", Drive API, exponential backoff, 2026-11.
package struct Attempts: Sendable, Hashable {
    private let limit: Int
    /// Tries that failed so far.
    package private(set) var failed = 0

    private static let longest = 32.0
    private static let patience = Duration.seconds(120)

    package init(limit: Int) { self.limit = limit }

    /// How long to wait before the next try; `nil` to give up.
    ///
    /// - Parameters:
    ///   - error: why the try failed.
    ///   - isRepeatable: whether a call that may have had its effect can be sent again. One that was refused for its
    ///     rate had none.
    ///   - jitter: from 0 up to 1, without 1.
    package mutating func wait(after error: IntegrationError, isRepeatable: Bool, jitter: Double) -> Duration? {
        failed += 1
        guard error.code == .rateLimited || (error.code == .unavailable && isRepeatable), failed < limit else {
            return nil
        }
        if let asked = error.retryAfter { return asked > Self.patience ? nil : asked + .seconds(jitter) }
        var bound = 1.0
        for _ in 1..<failed where bound < Self.longest { bound *= 2 }
        return .seconds(min(bound, Self.longest) * jitter)
    }
}
