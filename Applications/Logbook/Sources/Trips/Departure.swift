// SPDX-License-Identifier: Apache-2.0

/// A device that moves while no trip is open: perhaps one begins.
struct Departure: Sendable {
    /// Where it rested last, when that is known.
    private let origin: Point?
    private var points: [Point] = []
    private var pace: Pace
    private var fast = 0
    private var vehicle = 0
    private var driving = 0
    private var onFoot = 0
    /// The point from which it moved as a vehicle does.
    private var start: Point?

    /// Metres from where it rested before it is a trip.
    static let least = 150.0
    /// Points that are kept at most.
    static let most = 512

    init(from origin: Point?) {
        self.origin = origin
        pace = Pace(origin)
    }

    /// Takes a point; whether now it is a trip.
    mutating func take(_ point: Point) -> Bool {
        let from = pace.reference
        let verdict = pace.judge(point)
        if points.count >= Self.most { points.removeFirst(Self.most / 2) }
        points.append(point)
        if point.isOnFoot { onFoot += 1 }
        if point.movement == .driving { driving += 1 }
        switch verdict {
        case .fast:
            fast += 1
            vehicle += 1
        case .vehicle: vehicle += 1
        case .slow, .undecided: return false
        }
        if start == nil { start = from ?? point }
        let first = origin ?? points[0]
        let isDriving = fast >= 2 || driving >= 2 && vehicle >= 2 || driving >= 1 && fast >= 1
        return isDriving && first.metres(to: point) >= Self.least
    }

    /// Whether its owner walks, runs or cycles, by what the device says.
    var isOnFoot: Bool { onFoot >= 3 && driving == 0 && fast == 0 }
    /// Where it began.
    var first: Point? { origin ?? points.first }

    /// The points of the trip, and when it began.
    var way: (start: Int64, points: [Point]) {
        let begin: Point? =
            if let origin, let start, onFoot == 0, origin.metres(to: start) < Self.least {
                origin
            } else {
                start ?? origin
            }
        guard let begin else { return (points.first?.instant ?? 0, points) }
        var way = points.filter { $0.instant > begin.instant }
        var instant = begin.instant
        if let next = way.first, begin.seconds(to: next) > 30 {
            // It stood there for a while and nobody saw it leave.
            let drive = Int64(max(begin.metres(to: next), 20) / Rest.approach * 1_000_000)
            instant = max(instant, next.instant - drive)
        }
        var first = begin
        first.instant = instant
        way.insert(first, at: 0)
        return (instant, way)
    }
}
