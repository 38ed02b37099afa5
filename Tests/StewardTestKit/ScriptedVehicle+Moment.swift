// SPDX-License-Identifier: Apache-2.0
package import Foundation
package import StewardCore
package import StewardIntegration

extension ScriptedVehicle {
    /// What a car says at one instant. What is `nil` it does not say; a car that wakes without knowing anything says
    /// a moment with nothing in it.
    package struct Moment: Sendable {
        package var time: Date
        package var odometer: Distance?
        package var position: Position?
        package var activity: VehicleStatus.Activity?
        package var charge: Double?
        package var range: Distance?
        package var isPluggedIn: Bool?
        package var chargingPower: Double?
        package var chargingTimeLeft: Duration?

        /// Makes a moment; the odometer in metres.
        package init(
            at time: Date, odometer: Int64? = nil, position: Position? = nil,
            activity: VehicleStatus.Activity? = nil, charge: Double? = nil
        ) {
            self.time = time
            self.odometer = odometer.map { Distance(metres: $0) }
            self.position = position
            self.activity = activity
            self.charge = charge
        }

        /// What a status says, at the time when the car measured it.
        package init(_ status: VehicleStatus) {
            time = status.capturedAt
            odometer = status.odometer
            position = status.position
            activity = status.activity
            charge = status.charge
            range = status.range
            isPluggedIn = status.isPluggedIn
            chargingPower = status.chargingPower
            chargingTimeLeft = status.chargingTimeLeft
        }

        func status(fetchedAt now: Date) -> VehicleStatus {
            VehicleStatus(
                capturedAt: time, fetchedAt: now, odometer: odometer, position: position, activity: activity,
                charge: charge, range: range, isPluggedIn: isPluggedIn, chargingPower: chargingPower,
                chargingTimeLeft: chargingTimeLeft)
        }
    }

    /// A drive: the car starts with the first moment, moves evenly through the points, and stands in the last moment.
    /// - Parameters:
    ///   - odometer: what it shows at the start, in metres.
    ///   - metres: how far it is in all.
    ///   - pace: how often the car says something.
    package static func drive(
        through points: [Position], from start: Date, lasting time: Duration, odometer: Int64, metres: Int64,
        every pace: Duration, charge: ClosedRange<Double> = 60...70
    ) -> [Moment] {
        let steps = max(1, Int((time / pace).rounded(.up)))
        return (0...steps).map { step in
            let part = min(1, Double(step) * (pace / time))
            var moment = Moment(
                at: start.addingTimeInterval(part * (time / .seconds(1))),
                odometer: odometer + Int64((Double(metres) * part).rounded()), position: point(part, of: points),
                activity: part == 1 ? .parked : .driving)
            moment.charge = charge.upperBound - part * (charge.upperBound - charge.lowerBound)
            return moment
        }
    }

    /// The point at a part of the way, 0 to 1, each piece taking the same time.
    private static func point(_ part: Double, of points: [Position]) -> Position? {
        guard let last = points.last, points.count > 1, part < 1 else { return points.last }
        let place = part * Double(points.count - 1)
        let index = Int(place)
        let (one, next, rest) = (points[index], points[index + 1], place - Double(index))
        return Position(
            latitude: one.latitude + (next.latitude - one.latitude) * rest,
            longitude: one.longitude + (next.longitude - one.longitude) * rest) ?? last
    }
}
