// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// Who drives, as reports name them, and the days on which rules take them to be off work.
package struct DriverProfile: Sendable, Hashable {
    /// Full name; empty while it is unknown.
    package var name: String
    package var address: String
    /// The company the driver works for.
    package var employer: String
    /// Local days that rules know as holidays, sorted, each once.
    package var holidays: [LocalDay]

    package init(name: String = "", address: String = "", employer: String = "", holidays: [LocalDay] = []) {
        self.name = name
        self.address = address
        self.employer = employer
        self.holidays = Set(holidays).sorted()
    }

    /// How many holidays are kept.
    package static let mostHolidays = 2_000

    /// The payload of a `logbook.profile` entry.
    package var json: JSON {
        var members: [JSON.Member] = []
        members.add("name", name)
        members.add("address", address)
        members.add("employer", employer)
        members.add("holidays", holidays.isEmpty ? nil : .texts(holidays.map(\.description)))
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The profile", json)
        var holidays: [LocalDay] = []
        for text in try fields.texts("holidays") {
            guard let day = LocalDay(strict: text) else { throw fields.refused("holidays", "a list of dates") }
            holidays.append(day)
        }
        self.init(
            name: try fields.text("name"), address: try fields.text("address"),
            employer: try fields.text("employer"), holidays: holidays)
        try validate()
    }

    /// - Throws: `LogbookError` with `invalid`.
    package func validate() throws(LogbookError) {
        try SetupLimits.check(name, "The driver's name", most: SetupLimits.nameLength)
        try SetupLimits.check(address, "The driver's address", most: SetupLimits.addressLength)
        try SetupLimits.check(employer, "The employer's name", most: SetupLimits.nameLength)
        guard holidays.count <= Self.mostHolidays else {
            throw LogbookError(.invalid, "The profile has more than \(Self.mostHolidays) holidays; drop the oldest.")
        }
    }
}
