// SPDX-License-Identifier: Apache-2.0

/// Tells driving from walking and standing, by points of a way.
struct Pace: Sendable {
    private(set) var reference: Point?

    /// How somebody moved up to a point.
    enum Verdict: Sendable { case fast, vehicle, slow, undecided }

    /// Metres a second that nobody walks, and that hardly anybody cycles.
    static let vehicle = 2.5
    static let fast = 7.0
    /// Metres that are no error of a receiver.
    static let metres = 40.0
    /// Seconds between two points that are compared.
    static let seconds = 20.0

    init(_ reference: Point? = nil) { self.reference = reference }

    mutating func judge(_ point: Point) -> Verdict {
        if point.isOnFoot {
            reference = point
            return .slow
        }
        if point.speed >= Float(Self.fast) {
            reference = point
            return .fast
        }
        guard let from = reference else {
            reference = point
            return point.speed >= Float(Self.vehicle) + 1 ? .vehicle : .undecided
        }
        let metres = from.metres(to: point)
        let seconds = from.seconds(to: point)
        guard seconds >= Self.seconds || metres >= 2 * Self.metres else {
            return point.speed >= Float(Self.vehicle) + 1 ? .vehicle : .undecided
        }
        reference = point
        let speed = metres / max(seconds, 0.5)
        let isFar = metres >= max(Self.metres, min(from.error + point.error, 150))
        if isFar, speed >= Self.fast { return .fast }
        if isFar && speed >= Self.vehicle || point.speed >= Float(Self.vehicle) + 1 { return .vehicle }
        if point.movement == .driving, speed >= 1.5, metres >= 15 { return .vehicle }
        return .slow
    }
}
