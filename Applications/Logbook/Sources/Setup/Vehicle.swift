// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A vehicle with a book of its own.
package struct Vehicle: Sendable, Hashable {
    /// Ten characters that never change, as `k3f9x2m7qa`.
    package var id: String
    /// The account it belongs to.
    package var owner: String
    package var name: String
    package var plate: String
    package var make: String
    package var type: String
    package var vin: String
    /// Local dates, `yyyy-MM-dd`, between which it is at the driver's disposal; the second is empty while it still is.
    package var availableFrom: String
    package var availableUntil: String
    package var ownership: Ownership
    /// Whose tax rules its reports follow.
    package var country: Country
    /// The time zone its dates are told in.
    package var zone: String
    /// The name of the car's Bluetooth or CarPlay.
    package var bluetooth: String
    package var odometerAtStart: Distance?
    /// Whether arrivals that name no car go to it.
    package var isUsual: Bool
    /// For lists: `audi`, `other` and so on; a colour `#rrggbb`; an icon's name.
    package var brand: String
    package var color: String
    package var icon: String
    /// Accounts that may see it as an employer does: business and commute whole, of private trips the kilometres only.
    package var employers: [String]

    package init(id: String, owner: String, name: String, country: Country, zone: String) {
        self.id = id
        self.owner = owner
        self.name = name
        self.country = country
        self.zone = zone
        plate = ""
        make = ""
        type = ""
        vin = ""
        availableFrom = ""
        availableUntil = ""
        ownership = .company
        bluetooth = ""
        isUsual = false
        brand = "other"
        color = "#3B82F6"
        icon = "car"
        employers = []
    }

    package enum Ownership: String, Sendable, Hashable, CaseIterable { case company, personal = "private" }
    package enum Country: String, Sendable, Hashable, CaseIterable {
        case netherlands = "NL", germany = "DE", unitedKingdom = "GB", unitedStates = "US"
    }
}
