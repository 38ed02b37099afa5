// SPDX-License-Identifier: Apache-2.0

/// The shares of stations counted that a simulated count goes through.
public struct CountingProgress: Sendable, Hashable {
    /// Percentages from 0 to 100, in order.
    public let steps: [Double]
    /// How long each step lasts; `nil`: until it is moved on.
    public let hold: Duration?

    /// Makes a progress. Without steps it stays at 94.33 %, where the real feed ended.
    public init(_ steps: [Double] = [94.33], hold: Duration? = nil) {
        let valid = steps.filter { $0 >= 0 && $0 <= 100 }
        self.steps = valid.isEmpty ? [94.33] : valid
        self.hold = hold
    }

    /// From nothing over the real feed's end to everything.
    public static var whole: Self { Self([0, 94.33, 100]) }

    func step(after elapsed: Duration) -> Int {
        guard let hold, hold > .zero else { return 0 }
        return min(Int(elapsed / hold), steps.count - 1)
    }
}
