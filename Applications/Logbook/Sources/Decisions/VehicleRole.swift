// SPDX-License-Identifier: Apache-2.0

/// What an account is to a vehicle.
package enum VehicleRole: String, Sendable, Hashable {
    /// It is theirs; they may do everything.
    case owner
    /// They drove; they may see and correct the trips they drove.
    case driver
    /// They pay for it; they look, and of private trips they see kilometres only.
    case employer

    /// The role of an account; `nil` when the vehicle is none of its business. Then it must look as if there were no
    /// such vehicle.
    package init?(of account: String, in vehicle: Vehicle, drove trip: Trip? = nil) {
        if account == vehicle.owner {
            self = .owner
        } else if vehicle.employers.contains(account) {
            self = .employer
        } else if let trip, trip.vehicle == vehicle.id, trip.driver == account {
            self = .driver
        } else {
            return nil
        }
    }
}

extension TripDecision.Act {
    /// Checks that an account may decide this about a vehicle.
    /// - Parameter trip: the trip it is about, where it is about one.
    /// - Throws: `LogbookError` with `notFound` for strangers, and with `forbidden` for an employer and for a driver
    ///   where only the owner may.
    package func check(by account: String, vehicle: Vehicle, trip: Trip?) throws(LogbookError) {
        guard let role = VehicleRole(of: account, in: vehicle, drove: trip) else {
            throw LogbookError(.notFound, "There is no such vehicle.")
        }
        switch (role, self) {
        case (.owner, _): return
        case (.driver, .correct(let correction)) where correction.change(of: .driver) == nil: return
        case (.driver, .void), (.driver, .split): return
        case (.employer, _):
            throw LogbookError(.forbidden, "An employer looks at the logbook and changes nothing; ask the driver.")
        case (.driver, _):
            throw LogbookError(.forbidden, "Only the vehicle's owner can do this; ask the owner.")
        }
    }
}
