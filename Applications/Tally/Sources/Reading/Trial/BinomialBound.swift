// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The exact interval of a share (Clopper and Pearson 1934).
package enum BinomialBound {
    /// The largest share with which `errors` or fewer of `count` come with a probability of at least 1 − `confidence`:
    /// the one-sided upper bound. 1 when nothing was counted.
    package static func upper(errors: Int, of count: Int, confidence: Double = 0.95) -> Double {
        guard count > 0, errors < count else { return 1 }
        var (low, high) = (0.0, 1.0)
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if atMost(errors, of: count, middle) > 1 - confidence { low = middle } else { high = middle }
        }
        return high
    }

    /// The probability of at most so many errors.
    private static func atMost(_ errors: Int, of count: Int, _ share: Double) -> Double {
        guard share > 0 else { return 1 }
        guard share < 1 else { return 0 }
        var term = Double(count) * log1p(-share)
        var sum = exp(term)
        for number in 0..<errors {
            term += log(Double(count - number) / Double(number + 1)) + log(share) - log1p(-share)
            sum += exp(term)
        }
        return sum
    }
}
