// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardContracts
import StewardCore
import StewardIntegration

/// Places in the simulator's town.
enum Town {
    static func place(_ latitude: Double, _ longitude: Double) -> Position {
        guard let position = Position(latitude: latitude, longitude: longitude) else {
            preconditionFailure("\(latitude), \(longitude) is no place on earth.")
        }
        return position
    }

    /// Round the block between the streets 1 and 3 and the avenues 1 and 3, the third being one-way northwards: against
    /// the clock.
    static let corners = [place(52, 5), place(52, 5.031), place(52.021, 5.031), place(52.021, 5)]
    static let loop = [place(52, 5.02), place(52.015, 5.031), place(52.021, 5.008), place(52.004, 5)]
    static let loopMetres = 8920.0
    static let island = place(52.305, 5.5)
    static let sea = place(52.5, 3.5)

    /// Once and a half round the block at 10 m/s, a point every 5 s, up to 6 m beside the road.
    static let drive = trace(along: corners + corners.prefix(3), metresPerSecond: 10, every: 5, beside: 6)

    /// How long this drive was.
    static let metres = 13_340.0...13_420
    /// The same with every twentieth point in the middle of the block.
    static let driveWithOutliers = drive.enumerated().map { number, point in
        number % 20 == 9 ? TracePoint(position: place(52.0155, 5.0225), time: point.time, accuracy: 8) : point
    }

    static let places = RoadPlaces(
        loop: loop, loopMetres: loopMetres - 30...loopMetres + 30, pointsAtOnce: 20, apart: (loop[0], island),
        nowhere: sea, drive: .init(trace: drive, metres: metres))

    /// Points that a device measures on a way, at a steady speed.
    static func trace(
        along way: [Position], metresPerSecond speed: Double, every seconds: Double, beside: Double = 0,
        from start: Date = Date(timeIntervalSince1970: 1_770_544_800)
    ) -> [TracePoint] {
        var points: [TracePoint] = []
        var driven = 0.0
        var next = 0.0
        for (from, to) in zip(way, way.dropFirst()) {
            let (north, east) = (to.latitude - from.latitude, to.longitude - from.longitude)
            let metres = ((north * 111_267).magnitude + (east * 68_680).magnitude)
            while next <= driven + metres {
                let share = (next - driven) / metres
                // To one side and the other, by turns.
                let off = beside / 111_267 * [0, 1, -0.5, 0.3, -1][points.count % 5]
                let position = place(
                    from.latitude + share * north + (north == 0 ? off : 0),
                    from.longitude + share * east + (north == 0 ? 0 : off))
                points.append(TracePoint(position: position, time: start + next / speed, accuracy: 8))
                next += speed * seconds
            }
            driven += metres
        }
        return points
    }
}
