// SPDX-License-Identifier: Apache-2.0

/// A way by road between two points: along a parallel and a meridian, with a point every kilometre.
struct DrivenWay {
    /// The straight pieces, each with its points in order.
    let pieces: [Piece]

    struct Piece {
        let points: [MapPoint]
        let metres: Double

        init(_ points: [MapPoint]) {
            self.points = points
            metres = zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.metres(to: $1.1) }
        }
    }

    /// The way from one point to another; `other` takes the other corner.
    init(from start: MapPoint, to end: MapPoint, other: Bool = false) {
        let corner =
            other ? MapPoint(end.latitude, start.longitude) : MapPoint(start.latitude, end.longitude)
        pieces = [(start, corner), (corner, end)].filter { $0 != $1 }.map { Piece(Self.line($0, $1)) }
    }

    var metres: Double { pieces.reduce(0) { $0 + $1.metres } }
    /// 25 m/s on long pieces and half as much on short ones.
    var seconds: Double { pieces.reduce(0) { $0 + $1.seconds } }

    private static func line(_ start: MapPoint, _ end: MapPoint) -> [MapPoint] {
        let steps = max(1, Int(start.metres(to: end) / 1000))
        return (0...steps).map { step in
            let part = Double(step) / Double(steps)
            return MapPoint(
                start.latitude + (end.latitude - start.latitude) * part,
                start.longitude + (end.longitude - start.longitude) * part)
        }
    }
}

extension DrivenWay.Piece {
    var seconds: Double { metres / (metres > 5000 ? 25 : 12.5) }
    /// Whether it leads along a parallel.
    var isEastWest: Bool { points.first?.latitude == points.last?.latitude }
}

extension [DrivenWay] {
    var metres: Double { reduce(0) { $0 + $1.metres } }
    var seconds: Double { reduce(0) { $0 + $1.seconds } }
    /// Every point of all of them, shared ones once; `fallback` when nothing is driven.
    func points(orElse fallback: MapPoint) -> [MapPoint] {
        let all = flatMap { $0.pieces.flatMap(\.points) }
        guard !all.isEmpty else { return [fallback, fallback] }
        return all.enumerated().filter { $0 == 0 || all[$0 - 1] != $1 }.map(\.element)
    }
}
