// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The one order in which observations tell what happened: by instant; at one instant whoever joins the car comes
/// before what is measured, and who leaves it after; then by device, then by what was so. No two different ones are
/// equal in it.
extension Observation: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        if left.instant != right.instant { return left.instant < right.instant }
        if left.fact.rank != right.fact.rank { return left.fact.rank < right.fact.rank }
        if left.device != right.device { return left.device < right.device }
        for (mine, other) in zip(left.fact.measures, right.fact.measures) where mine != other { return mine < other }
        return false
    }

    /// In order, equal ones once.
    package static func ordered(_ observations: [Observation]) -> [Observation] {
        var result: [Observation] = []
        result.reserveCapacity(observations.count)
        for observation in observations.sorted() where result.last != observation { result.append(observation) }
        return result
    }
}

extension Observation.Fact {
    /// Its place among what is so at one instant.
    fileprivate var rank: Int {
        switch self {
        case .connected: 0
        case .fix: 1
        case .car: 2
        case .disconnected: 3
        case .finished: 4
        case .cancelled: 5
        }
    }

    /// Everything measured, as numbers; what is missing comes last.
    fileprivate var measures: [Double] {
        switch self {
        case .fix(let fix): fix.measures
        case .connected(let fix), .disconnected(let fix): fix?.measures ?? Fix.none
        case .finished, .cancelled: []
        case .car(let report): report.measures
        }
    }
}

extension Fix {
    fileprivate static let none = [Double](repeating: .infinity, count: 6)
    fileprivate var measures: [Double] {
        [
            accuracy ?? .infinity, position.latitude, position.longitude, speed ?? .infinity, heading ?? .infinity,
            movement.flatMap { Movement.allCases.firstIndex(of: $0) }.map(Double.init) ?? .infinity,
        ]
    }
}

extension CarReport {
    fileprivate var measures: [Double] {
        [
            position?.latitude ?? .infinity, position?.longitude ?? .infinity,
            odometer.map { Double($0.metres) } ?? .infinity,
            activity.flatMap { Activity.allCases.firstIndex(of: $0) }.map(Double.init) ?? .infinity,
            charge ?? .infinity, range.map { Double($0.metres) } ?? .infinity, fetched.map(Double.init) ?? .infinity,
        ]
    }
}
