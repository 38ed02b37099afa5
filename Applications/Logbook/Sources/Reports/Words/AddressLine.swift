// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Where a trip began or ended, in one line.
struct AddressLine: Sendable {
    let end: Trip.End
    let country: Vehicle.Country

    /// The driver's name for the place and the address; without an address the coordinates; empty when nothing is
    /// known.
    var text: String {
        let street = address
        guard let place = end.place, !place.isEmpty else { return street.isEmpty ? coordinates : street }
        let where_ = street.isEmpty ? coordinates : street
        return where_.isEmpty || where_ == place ? place : "\(place) (\(where_))"
    }

    private var address: String {
        guard let address = end.address else { return "" }
        guard let street = address.street else { return address.text }
        let number = address.houseNumber
        switch country {
        case .netherlands, .germany:
            let first = [street, number].compactMap(\.self).joined(separator: " ")
            let second = [address.postcode, address.town].compactMap(\.self).joined(separator: " ")
            return [first, second].filter { !$0.isEmpty }.joined(separator: ", ")
        case .unitedKingdom, .unitedStates:
            let first = [number, street].compactMap(\.self).joined(separator: " ")
            return [first, address.town, address.postcode].compactMap(\.self).joined(separator: ", ")
        }
    }

    private var coordinates: String {
        guard let position = end.position else { return "" }
        return "\(Self.degrees(position.latitude)), \(Self.degrees(position.longitude))"
    }

    private static func degrees(_ value: Double) -> String {
        let parts = Int64((value * 10_000).rounded())
        let rest = String(parts.magnitude % 10_000)
        return (parts < 0 ? "-" : "") + "\(parts.magnitude / 10_000)."
            + String(repeating: "0", count: 4 - rest.count) + rest
    }

    /// Whether it names street and house number, or as much in a text that a person wrote.
    var isFull: Bool {
        guard let address = end.address else { return false }
        if address.street != nil { return address.houseNumber != nil && address.town != nil }
        return address.text.contains(where: \.isLetter) && address.text.contains(where: \.isNumber)
    }

    /// The postal code, told apart or found in a British address's text.
    var postcode: String? { end.address?.postcode }
}
