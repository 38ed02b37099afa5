// SPDX-License-Identifier: Apache-2.0

/// A printed rule as it really runs: from point to point, because paper curls and cameras tilt.
struct RuleLine: Sendable {
    struct Point: Sendable {
        /// In the rule's direction.
        var along: Double
        /// At a right angle to it.
        var across: Double
    }

    /// How long the pieces are that a rule is followed in.
    static let step = 24

    /// In order of `along`.
    var points: [Point]

    var start: Double { (points.first?.along ?? 0) - Double(Self.step) / 2 }
    var end: Double { (points.last?.along ?? 0) + Double(Self.step) / 2 }

    /// Where it is at a place: between its points, or beyond its ends as it ran there.
    func across(at along: Double) -> Double {
        guard let first = points.first, let last = points.last else { return 0 }
        if along <= first.along { return first.across + slope(points.prefix(8)) * (along - first.along) }
        if along >= last.along { return last.across + slope(points.suffix(8)) * (along - last.along) }
        var low = 0
        var high = points.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if points[middle].along <= along { low = middle } else { high = middle }
        }
        let (left, right) = (points[low], points[high])
        return left.across + (right.across - left.across) * (along - left.along) / (right.along - left.along)
    }

    /// How much of a stretch it was seen on, from 0 to 1.
    func coverage(from: Double, to: Double) -> Double {
        guard to > from else { return 0 }
        let seen = points.count { $0.along >= from && $0.along < to }
        return min(1, Double(seen * Self.step) / (to - from))
    }

    func predicted(at along: Double) -> Double {
        guard let last = points.last else { return 0 }
        return last.across + slope(points.suffix(8)) * (along - last.along)
    }

    private func slope(_ part: ArraySlice<Point>) -> Double {
        guard let first = part.first, let last = part.last, last.along - first.along > 60 else { return 0 }
        return max(-0.06, min(0.06, (last.across - first.across) / (last.along - first.along)))
    }
}
