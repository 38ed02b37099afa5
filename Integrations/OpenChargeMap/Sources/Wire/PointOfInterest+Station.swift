// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension PointOfInterest {
    /// The station; `nil` when it has no id or no place on the earth.
    var station: ChargingStation? {
        guard let id, let place, let latitude = place.latitude, let longitude = place.longitude,
            let position = Position(latitude: latitude, longitude: longitude)
        else { return nil }
        return ChargingStation(
            id: id, title: place.title ?? place.lines.first ?? "Open Charge Map \(id)", position: position,
            address: place.address, operatorName: operatorName, isOperational: status?.isOperational,
            connectors: connections.map(\.connector), cost: usageCost, attribution: attribution)
    }

    /// The register has an entry of its own for an operator that is not known: number 1.
    private var operatorName: String? { operatorInfo?.id == 1 ? nil : operatorInfo?.title }

    private var attribution: String {
        guard let provider, let title = provider.title else { return "Open Charge Map" }
        return provider.license.map { "\(title): \($0)" } ?? title
    }
}

extension AddressInfo {
    /// The address; `nil` when nothing of it is known. The first line holds street and number together.
    var address: StreetAddress? {
        let area = [postcode, town].compactMap(\.self).joined(separator: " ")
        let parts = (lines + [area, country?.title ?? ""]).filter { !$0.isEmpty }
        guard !parts.isEmpty else { return nil }
        let code = country?.code.flatMap { $0.utf8.count == 2 ? $0 : nil }
        return StreetAddress(
            street: lines.first, postcode: postcode, town: town, country: code, text: parts.joined(separator: ", "))
    }
}

extension Connection {
    var connector: ChargingConnector {
        ChargingConnector(
            kind: kind?.title ?? kind?.formalName ?? "Unknown", power: power,
            count: quantity.flatMap { Int(exactly: $0) })
    }
}
