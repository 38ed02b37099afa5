// SPDX-License-Identifier: Apache-2.0

/// How values are spread: how many are at most each bound, and their sum.
struct Histogram: Sendable, Hashable {
    /// Upper bounds, rising; what is above the last counts too.
    let bounds: [Double]
    private var counts: [UInt64]
    private(set) var sum = 0.0

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// Seconds that an answer takes: from a millisecond to ten seconds.
    static let ofAnswers = Histogram(bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10])
    /// Seconds that a job takes: from a tenth of a second to six hours.
    static let ofJobs = Histogram(bounds: [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 21_600])

    mutating func observe(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }

    var count: UInt64 { counts.reduce(0, +) }

    /// For each bound how many values were at most that.
    var cumulative: [(bound: Double, count: UInt64)] {
        var total: UInt64 = 0
        return zip(bounds, counts).map { bound, count in
            total += count
            return (bound, total)
        }
    }
}

extension Duration {
    /// Seconds with their fraction.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
