// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A trip as continuity sees it: when, and how long it is thought to be.
package struct Leg: Sendable, Hashable {
    /// Microseconds since 1970.
    package var start: Int64
    package var end: Int64
    /// What its distance is taken for without odometers; zero where ``isUnknown``.
    package var estimate: Distance
    /// Whether nothing but odometers can tell how long it was.
    package var isUnknown: Bool
    /// How far that may be off.
    package var uncertainty: Distance
    /// Whether a person said how long it is; then only an odometer that contradicts everything changes it.
    package var isFixed: Bool
    /// Where it went, to divide it at a reading that was taken on the way; without it, time divides it.
    package var trail: [TrailPoint]

    /// - Parameter estimate: `nil` when nothing is known of it.
    package init(
        start: Int64, end: Int64, estimate: Distance?, uncertainty: Distance = .zero, isFixed: Bool = false,
        trail: [TrailPoint] = []
    ) {
        self.start = start
        self.end = max(start + 1, end)
        self.estimate = max(estimate ?? .zero, .zero)
        isUnknown = estimate == nil
        self.uncertainty = isUnknown ? .zero : max(uncertainty, .zero)
        self.isFixed = isFixed
        self.trail = trail
    }

    /// How many metres of ``estimate`` were driven by an instant.
    func metres(by instant: Int64) -> Int64 {
        if instant >= end { return estimate.metres }
        if instant <= start { return 0 }
        let part = min(max(trailPart(by: instant) ?? timePart(by: instant), 0), 1)
        return Int64((Double(estimate.metres) * part).rounded(.down))
    }

    private func timePart(by instant: Int64) -> Double { Double(instant - start) / Double(end - start) }

    private func trailPart(by instant: Int64) -> Double? {
        guard trail.count >= 2 else { return nil }
        var (driven, whole) = (0.0, 0.0)
        for (point, next) in zip(trail, trail.dropFirst()) {
            let way = Earth.distance(point.position, next.position)
            whole += way
            if next.instant <= instant {
                driven += way
            } else if point.instant < instant {
                driven += way * Double(instant - point.instant) / Double(next.instant - point.instant)
            }
        }
        return whole > 0 ? driven / whole : nil
    }
}
