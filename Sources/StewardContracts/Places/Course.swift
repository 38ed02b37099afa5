// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore

/// What the contracts of places compute themselves.
enum Course {
    /// The great circle between two points in metres, on a sphere of 6,371 km: within 0.6 % of the earth's shape.
    static func metres(_ from: Position, _ to: Position) -> Double {
        let radians = Double.pi / 180
        let (north, east) = (to.latitude - from.latitude, to.longitude - from.longitude)
        let half = sin(north * radians / 2)
        let side = sin(east * radians / 2)
        let part = half * half + cos(from.latitude * radians) * cos(to.latitude * radians) * side * side
        return 2 * 6_371_000 * asin(min(1, part.squareRoot()))
    }

    /// The length of a line through points, in metres.
    static func metres(_ points: [Position]) -> Double {
        zip(points, points.dropFirst()).reduce(0) { $0 + metres($1.0, $1.1) }
    }

    /// Checks that no request holds a number with an exponent.
    static func checkNumbers(of watching: WatchingTransport) throws {
        try expect(!watching.calls.isEmpty, "No request was sent.")
        for call in watching.calls {
            let path = call.path ?? ""
            for digit in 0...9 where path.contains("\(digit)e-") {
                throw RuleViolation("A number stands with an exponent in \(path).")
            }
        }
    }
}
