// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension Vehicle {
    /// The payload of a `logbook.vehicle` entry: the whole record; what is empty is left out.
    package var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("country", .string(country.rawValue)), JSON.Member("id", .string(id)),
            JSON.Member("name", .string(name)), JSON.Member("owner", .string(owner)),
            JSON.Member("ownership", .string(ownership.rawValue)), JSON.Member("zone", .string(zone)),
        ]
        members.add("plate", plate)
        members.add("make", make)
        members.add("type", type)
        members.add("vin", vin)
        members.add("available_from", availableFrom)
        members.add("available_until", availableUntil)
        members.add("bluetooth", bluetooth)
        members.add("odometer_at_start", odometerAtStart.map(JSON.kilometres))
        members.add("usual", isUsual)
        members.add("brand", brand)
        members.add("color", color)
        members.add("icon", icon)
        members.add("employers", employers.isEmpty ? nil : .texts(employers))
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The vehicle", json)
        guard let country = try fields.choice("country", Country.self) else {
            throw LogbookError(.invalid, "The vehicle has no country; name the one whose tax rules it follows.")
        }
        self.init(
            id: try fields.neededText("id"), owner: try fields.neededText("owner"),
            name: try fields.neededText("name"), country: country, zone: try fields.neededText("zone"))
        plate = try fields.text("plate")
        make = try fields.text("make")
        type = try fields.text("type")
        vin = try fields.text("vin")
        availableFrom = try fields.text("available_from")
        availableUntil = try fields.text("available_until")
        ownership = try fields.choice("ownership", Ownership.self) ?? .company
        bluetooth = try fields.text("bluetooth")
        odometerAtStart = try fields.kilometres("odometer_at_start")
        isUsual = try fields.flag("usual")
        if fields.value("brand") != nil { brand = try fields.text("brand") }
        if fields.value("color") != nil { color = try fields.text("color") }
        if fields.value("icon") != nil { icon = try fields.text("icon") }
        employers = try fields.texts("employers")
        try validate()
    }
}
