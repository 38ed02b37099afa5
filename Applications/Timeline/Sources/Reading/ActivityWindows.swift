// SPDX-License-Identifier: Apache-2.0

/// When somebody did what: the activities of an export. Both ends of one belong to it; where several hold an instant,
/// the first in the file counts.
struct ActivityWindows: Sendable {
    struct Activity: Sendable, Hashable {
        let type: String
        let confidence: Int?
    }

    private struct Window: Sendable {
        let start: Int64
        /// The instant after the last.
        let end: Int64
        let activity: Int32
    }

    /// More than a phone finds in centuries.
    static let most = 1_000_000
    private var windows: [Window] = []
    private var activities: [Activity] = []
    private var places: [Activity: Int32] = [:]
    /// Where it changes which activity counts, and which one does from there on; -1 for none.
    private var borders: [Int64] = []
    private var counting: [Int32] = []

    /// How many were taken.
    private(set) var count = 0

    /// Takes the next activity of the file. `prepare` must follow before anything is asked.
    mutating func add(_ type: String, _ confidence: Int?, _ span: ClosedRange<Int64>) throws(TimelineError) {
        guard count < Self.most else {
            throw TimelineError(.tooMuch, "The file has more than \(Self.most) activities; it is no phone's export.")
        }
        let activity = Activity(type: type, confidence: confidence)
        let place = places[activity] ?? Int32(activities.count)
        if Int(place) == activities.count {
            activities.append(activity)
            places[activity] = place
        }
        count += 1
        windows.append(Window(start: span.lowerBound, end: span.upperBound + 1, activity: place))
    }

    /// Cuts time at every beginning and end; each window in turn takes what no earlier one has.
    mutating func prepare() {
        borders = windows.flatMap { [$0.start, $0.end] }.sorted()
        var last = 0
        for place in borders.indices where borders[place] != borders[last] {
            last += 1
            borders[last] = borders[place]
        }
        if !borders.isEmpty { borders.removeLast(borders.count - last - 1) }
        counting = Array(repeating: -1, count: borders.count)
        // From each cut the next one that is free, found through those that were.
        var free = Array(0...borders.count)
        func next(_ place: Int) -> Int {
            var root = place
            while free[root] != root { root = free[root] }
            var step = place
            while free[step] != root {
                let following = free[step]
                free[step] = root
                step = following
            }
            return root
        }
        for window in windows {
            guard let start = cell(window.start) else { continue }
            var place = next(start)
            while place < borders.count, borders[place] < window.end {
                counting[place] = window.activity
                free[place] = place + 1
                place = next(place)
            }
        }
        windows = []
        places = [:]
    }

    /// What somebody did at an instant.
    func activity(at instant: Int64) -> Activity? {
        guard let cell = cell(instant), counting[cell] >= 0 else { return nil }
        return activities[Int(counting[cell])]
    }

    /// The last cut that is not after an instant.
    private func cell(_ instant: Int64) -> Int? {
        var (low, high) = (0, borders.count)
        while low < high {
            let middle = (low + high) / 2
            if borders[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
