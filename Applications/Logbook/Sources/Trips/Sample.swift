// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// An observation as finding trips needs it: small, with the device as a number.
struct Sample: Sendable, Equatable {
    /// In the order in which they count at one instant.
    enum Kind: UInt8, Sendable, Hashable { case connected, fix, car, disconnected, finished, cancelled }

    // The order keeps it small.
    var instant: Int64
    var position: Position?
    var kind: Kind
    var movement: Fix.Movement?
    var activity: CarReport.Activity?
    var device: UInt16
    /// Metres; -1 when unknown.
    var odometer: Int64 = -1
    /// Metres; -1 when unknown.
    var accuracy: Float = -1
    /// Metres a second; -1 when unknown.
    var speed: Float = -1
    /// The number of the entry that brought it first; no part of what was observed.
    var entry: UInt32 = 0

    init(_ observation: Observation, device: UInt16) {
        instant = observation.instant
        self.device = device
        switch observation.fact {
        case .connected(let fix):
            kind = .connected
            take(fix)
        case .disconnected(let fix):
            kind = .disconnected
            take(fix)
        case .fix(let fix):
            kind = .fix
            take(fix)
        case .finished: kind = .finished
        case .cancelled: kind = .cancelled
        case .car(let report):
            kind = .car
            position = report.position
            odometer = report.odometer?.metres ?? -1
            activity = report.activity
        }
    }

    private mutating func take(_ fix: Fix?) {
        guard let fix else { return }
        position = fix.position
        accuracy = fix.accuracy.map(Float.init) ?? -1
        speed = fix.speed.map(Float.init) ?? -1
        movement = fix.movement
    }

    static func == (left: Self, right: Self) -> Bool {
        left.instant == right.instant && left.kind == right.kind && left.device == right.device
            && left.position == right.position && left.odometer == right.odometer
            && left.accuracy == right.accuracy && left.speed == right.speed && left.movement == right.movement
            && left.activity == right.activity
    }

    /// Whether it comes before another. Devices compare by name, because their numbers depend on who came first.
    func comes(before other: Sample, _ names: [String]) -> Bool {
        if instant != other.instant { return instant < other.instant }
        if kind != other.kind { return kind.rawValue < other.kind.rawValue }
        if device != other.device { return names[Int(device)] < names[Int(other.device)] }
        return measures.lexicographicallyPrecedes(other.measures)
    }

    private var measures: [Double] {
        [
            accuracy < 0 ? .infinity : Double(accuracy), position?.latitude ?? .infinity,
            position?.longitude ?? .infinity, Double(speed), Double(odometer),
            movement.flatMap { Fix.Movement.allCases.firstIndex(of: $0) }.map(Double.init) ?? .infinity,
            activity.flatMap { CarReport.Activity.allCases.firstIndex(of: $0) }.map(Double.init) ?? .infinity,
        ]
    }

    /// The position with what was said about it; `nil` when there is none.
    var point: Point? {
        position.map { Point(instant: instant, position: $0, accuracy: accuracy, speed: speed, movement: movement) }
    }
}

/// Where a device was, and how it moved.
struct Point: Sendable, Hashable {
    var instant: Int64
    var position: Position
    /// Metres; -1 when unknown.
    var accuracy: Float
    /// Metres a second; -1 when unknown.
    var speed: Float
    var movement: Fix.Movement?

    /// How far it may be off: what it says, at least 3 m; 15 m when it says nothing.
    var error: Double { accuracy < 0 ? 15 : max(Double(accuracy), 3) }
    /// Whether its owner is certainly in no car.
    var isOnFoot: Bool {
        switch movement {
        case .walking, .running, .cycling: true
        default: false
        }
    }

    func metres(to other: Point) -> Double { Earth.near(position, other.position) }
    func seconds(to other: Point) -> Double { Double(other.instant - instant) / 1_000_000 }
}
