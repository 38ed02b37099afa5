// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The way of a trip while it grows: its length, its thinned trail, and how sure both are.
struct TripPath: Sendable {
    private(set) var trail: [TrailPoint] = []
    private(set) var last: Point?
    private(set) var sums = Sums()
    /// The point up to which the length is counted.
    private var counted: Point?

    struct Sums: Sendable {
        /// Metres.
        var length = 0.0
        /// Metres that it may be off because of what lay between fixes.
        var between = 0.0
        /// Square metres that it may be off by the fixes' errors.
        var errors = 0.0
        var fixes = 0
        var hasSilence = false
    }

    /// A place on the way to which it can be cut back.
    struct Mark: Sendable {
        let instant: Int64
        let position: Position?
        fileprivate let last: Point?
        fileprivate let counted: Point?
        fileprivate let trail: Int
        fileprivate let sums: Sums
    }

    /// Microseconds without a fix, and metres meanwhile, that make a silent stretch.
    static let silence = (time: Int64(180_000_000), metres: 500.0)

    var mark: Mark {
        Mark(
            instant: last?.instant ?? 0, position: last?.position, last: last, counted: counted, trail: trail.count,
            sums: sums)
    }

    mutating func cut(to mark: Mark) {
        if trail.count > mark.trail { trail.removeLast(trail.count - mark.trail) }
        last = mark.last
        counted = mark.counted
        sums = mark.sums
    }

    /// Adds a point; after a jump the way between counts nothing.
    mutating func append(_ point: Point, isJump: Bool = false) {
        sums.fixes += 1
        defer { last = point }
        if let kept = trail.last, Earth.near(kept.position, point.position) < Thinning.metres {
        } else {
            trail.append(TrailPoint(instant: point.instant, position: point.position))
        }
        guard let from = counted, !isJump else {
            counted = point
            sums.errors += point.error * point.error
            if isJump { sums.between += 500 }
            return
        }
        let metres = from.metres(to: point)
        let seconds = from.seconds(to: point)
        // Who stands is seen to wander; who moves gets further than errors do.
        let stands = seconds >= 45 || (0..<0.7).contains(from.speed) && (0..<0.7).contains(point.speed)
        let least = stands ? Rest.radius : max(12, min(2 * min(from.error, point.error), Rest.radius))
        guard metres >= least else { return }
        sums.length += metres
        sums.errors += min(point.error, 100) * 2
        sums.between += metres * Self.doubt(over: last.map { $0.seconds(to: point) } ?? seconds, metres)
        if let last, point.instant - last.instant >= Self.silence.time, metres >= Self.silence.metres {
            sums.hasSilence = true
        }
        counted = point
    }

    /// Counts the rest up to a place where it stayed.
    mutating func finish(at point: Point) {
        if let counted { sums.length += counted.metres(to: point) }
        counted = point
        last = point
    }

    /// Puts the last point at the end of the trail, however near.
    mutating func closeTrail() {
        guard let last else { return }
        let point = TrailPoint(instant: last.instant, position: last.position)
        if trail.last != point { trail.append(point) }
    }

    /// Metres that the length may be off.
    var uncertainty: Double { sums.errors.squareRoot() + sums.between }

    /// The part by which a road may be longer than the straight line between two fixes. In towns a corner of 90° makes
    /// it √2 times as long at most, and a long line hides more corners; faster roads bend less.
    private static func doubt(over seconds: Double, _ metres: Double) -> Double {
        if metres / max(seconds, 1) < 14 {
            return switch metres {
            case ..<30: 0.01
            case ..<80: 0.05
            case ..<200: 0.12
            case ..<400: 0.25
            default: 0.42
            }
        }
        return switch seconds {
        case ..<8: 0.005
        case ..<20: 0.02
        case ..<45: 0.05
        case ..<180: 0.15
        default: 0.3
        }
    }
}
