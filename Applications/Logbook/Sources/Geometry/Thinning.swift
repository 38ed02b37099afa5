// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Leaves points out that are near the one kept before.
package enum Thinning {
    /// A point at this distance from the one before is kept.
    package static let metres = 50.0

    /// The first point, every one at least ``metres`` from the one kept before it, and the last.
    package static func thinned(_ points: [TrailPoint]) -> [TrailPoint] {
        var kept: [TrailPoint] = []
        for point in points {
            if let last = kept.last, Earth.near(last.position, point.position) < metres { continue }
            kept.append(point)
        }
        if let last = points.last, kept.last != last { kept.append(last) }
        return kept
    }
}
