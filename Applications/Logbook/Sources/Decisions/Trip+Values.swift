// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension Trip {
    /// What a field of it is now.
    package func value(of field: TripField) -> TripValue {
        switch field {
        case .use: .use(use)
        case .detour: .distance(detour)
        case .distance: distance.known.map(TripValue.distance) ?? .none
        case .start: .instant(start.instant)
        case .end: .instant(end.instant)
        case .fromAddress: start.address.map(TripValue.address) ?? .none
        case .toAddress: end.address.map(TripValue.address) ?? .none
        case .fromPlace: Self.value(start.place)
        case .toPlace: Self.value(end.place)
        case .fromOdometer: (start.odometer?.value).map(TripValue.distance) ?? .none
        case .toOdometer: (end.odometer?.value).map(TripValue.distance) ?? .none
        case .purpose: .text(purpose)
        case .partner: .text(partner)
        case .project: .text(project)
        case .notes: .text(notes)
        case .deviationReason: .text(deviationReason)
        case .driver: .text(driver)
        }
    }

    private static func value(_ text: String?) -> TripValue { text.map(TripValue.text) ?? .none }
}
