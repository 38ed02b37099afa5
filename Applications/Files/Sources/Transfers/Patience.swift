// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// When to try again and when to give up: waits of 1, 2, 4 … seconds, counted anew whenever there was progress.
struct Patience: Sendable {
    let attempts: Int
    private var failures = 0

    init(attempts: Int) { self.attempts = attempts }

    /// Something was achieved.
    mutating func progressed() { failures = 0 }

    /// How long to wait after this error; `nil`: give up.
    mutating func wait(after error: any Error) -> Duration? {
        guard let failure = error as? IntegrationError, failure.code.isTransient else { return nil }
        failures += 1
        guard failures < attempts else { return nil }
        let own = Duration.seconds(1 << min(failures - 1, 6))
        guard let asked = failure.retryAfter else { return own }
        // A long wait is for the one who asked for the work: a job gives its place to another.
        return asked > .seconds(60) ? nil : max(own, asked)
    }
}
